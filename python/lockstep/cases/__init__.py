"""What is asked: cases, found, read and checked."""
