"""Ports that are programs of their own: files in, files out."""
