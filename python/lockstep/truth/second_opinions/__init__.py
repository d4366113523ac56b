"""Other ways to the same values, to check the certified ones."""
