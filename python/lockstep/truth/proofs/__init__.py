"""Values of which every digit is proved: made, stored, checked."""
