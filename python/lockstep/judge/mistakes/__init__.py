"""Known mistakes, each tried on a step that diverges, to name the cause."""
