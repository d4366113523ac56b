"""Bytes in, bytes out: paths, JSON, whole writes."""
