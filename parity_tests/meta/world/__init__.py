"""What others report, and what others demand."""
