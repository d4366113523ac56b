"""Faults that others report."""
