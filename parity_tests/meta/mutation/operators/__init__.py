"""Ways to break a piece of code: one number, sign or array at a time."""
