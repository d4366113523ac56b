"""Ports inside a language's own process, reached through a bridge."""
