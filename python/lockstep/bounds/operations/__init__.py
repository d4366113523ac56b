"""Bounds of single operations on exact arguments."""

from .operations import operation_bounds, truth_bounds

__all__ = ["operation_bounds", "truth_bounds"]
