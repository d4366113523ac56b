"""What the judge knows of each language."""
