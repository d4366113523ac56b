"""Ports written from docs/equations.md alone, right ones and wrong ones."""
