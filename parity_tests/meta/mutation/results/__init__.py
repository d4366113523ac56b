"""What became of the mutants: kept, counted and shown."""
