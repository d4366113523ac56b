"""What is told of one port: where it fails, and what it does otherwise."""
