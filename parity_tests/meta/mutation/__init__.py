"""Break what the packages compute, one place at a time."""
