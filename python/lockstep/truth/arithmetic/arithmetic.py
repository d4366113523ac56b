"""What a formula needs of an arithmetic, and what both arithmetics lack.

The formulas of this package are written once and run in ball arithmetic,
where every result encloses the truth, or in double-double arithmetic, which
is quick.  Elements are added, multiplied and divided by Python's operators.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Number = Any  # a ball, or a double-double
Numbers = Any  # an array of these
Results = dict[str, Numbers]


class Undecided(Exception):
    """An enclosure holds both sides of a decision: raise the precision."""


class Arithmetic(Protocol):
    """Arrays of numbers more exact than doubles."""

    name: str

    def working(self) -> AbstractContextManager[object]:
        """Compute with this arithmetic inside a `with` block."""

    def exact(self, value: npt.ArrayLike) -> Numbers:
        """Take doubles as they are; a number becomes 1 x 1."""

    def about(self, value: Numbers) -> np.ndarray:
        """Give doubles nearby; nothing rigorous may hang on them."""

    def positive(self, value: Numbers) -> np.ndarray:
        """Where a number is above 0, proved; raises Undecided."""

    def exp(self, value: Numbers) -> Numbers:
        """Exponential of each element."""

    def log1p(self, value: Numbers) -> Numbers:
        """Logarithm of 1 + x of each element."""

    def sqrt(self, value: Numbers) -> Numbers:
        """Square root of each element."""

    def tanh(self, value: Numbers) -> Numbers:
        """Hyperbolic tangent of each element."""

    def matmul(self, left: Numbers, right: Numbers) -> Numbers:
        """Product of two matrices."""

    def total(self, value: Numbers, axis: int | None = None) -> Numbers:
        """Sum along an axis, which stays; 1 x 1 without an axis."""


def power(number: Numbers, exponent: int, arithmetic: Arithmetic) -> Numbers:
    """Whole power by repeated squaring."""
    result = arithmetic.exact(1.0)
    for bit in bin(exponent)[2:]:
        result = result * result
        if bit == "1":
            result = result * number
    return result


def zeros_like(value: Numbers, arithmetic: Arithmetic) -> Numbers:
    """Exact zeros in the shape of an array."""
    return arithmetic.exact(np.zeros(value.shape))
