"""Arithmetics that formulas run on: balls and double-doubles."""
