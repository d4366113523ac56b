"""What changed between two runs of the judge."""
