"""Certified values: what is true of a case, whoever computes it."""
