"""What is right: certified values, whoever computes them."""
