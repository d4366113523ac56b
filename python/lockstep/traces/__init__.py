"""The data that flows: quantities of a run, step by step."""
