"""Sums and powers as other programs make them."""

from __future__ import annotations

import math

import numpy as np

from .equations import Array


def terms(A: Array, B: Array) -> Array:
    """The products that a product of matrices adds up, first axis."""
    found: Array = A.T[:, :, None] * B[:, None, :]
    return found


def squared(base: float, count: int) -> float:
    """A whole power by repeated squaring."""
    result, square = 1.0, base
    while count:
        result = result * square if count % 2 else result
        square, count = square * square, count // 2
    return result


def compensated(terms: Array) -> Array:
    """Add up along the first axis by Kahan's method."""
    total, lost = np.zeros(terms.shape[1:]), np.zeros(terms.shape[1:])
    for term in terms:
        term = term - lost
        new = total + term
        lost, total = (new - total) - term, new
    return total


def exact_sums(terms: Array) -> Array:
    """Add up along the first axis, rounded once."""
    columns = terms.reshape(len(terms), -1).T
    sums = [math.fsum(column) for column in columns]
    return np.array(sums).reshape(terms.shape[1:])
