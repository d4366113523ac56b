"""What is expected: the reference's own run."""
