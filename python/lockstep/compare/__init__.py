"""The only place where numbers meet."""
