"""The packages' code as trees, each read by a parser."""
