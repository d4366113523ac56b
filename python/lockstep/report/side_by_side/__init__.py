"""One function in all languages, side by side, and how each port does."""
