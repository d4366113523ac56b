"""The mathematics of the course once more, on any arithmetic."""
