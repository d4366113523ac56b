"""Double-double arithmetic in NumPy: the everyday oracle.

A number is the unevaluated sum of two doubles, hi + lo with |lo| at most
half a unit in the last place of hi: some 106 bits.  References: Dekker
(1971), "A floating-point technique for extending the available precision";
Hida, Li and Bailey (2001), "Algorithms for quad-double precision floating
point arithmetic".

Where a number cannot be computed (it overflows, or a step on the way to it
does) the result is no finite number: never a wrong one.  Below 2^-960 the
second double underflows, and a result is right to a few times 2^-1074.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .arithmetic import Undecided

LARGEST_BLOCK = 2**19  # products held at once
SPLITTER = 2.0**27 + 1
SPLIT_ABOVE = 2.0**996  # from there on the splitter overflows
Halves = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class Pair:
    """An array of double-doubles, with the operators of arithmetic."""

    hi: np.ndarray
    lo: np.ndarray

    # NumPy must leave `array * pair` to this class.
    __array_ufunc__ = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the array."""
        return self.hi.shape

    @property
    def T(self) -> Pair:  # noqa: N802
        """Transpose."""
        return Pair(self.hi.T, self.lo.T)

    def __getitem__(self, key: Any) -> Pair:
        """Choose elements."""
        return Pair(self.hi[key], self.lo[key])

    def __neg__(self) -> Pair:
        """Change the sign."""
        return Pair(-self.hi, -self.lo)

    def __add__(self, other: Pair) -> Pair:
        """Add."""
        high, error = two_sum(self.hi, other.hi)
        low, rest = two_sum(self.lo, other.lo)
        high, error = quick_two_sum(high, error + low)
        return Pair(*quick_two_sum(high, error + rest))

    def __sub__(self, other: Pair) -> Pair:
        """Subtract."""
        return self + -other

    def __mul__(self, other: Pair) -> Pair:
        """Multiply."""
        high, error = two_product(self.hi, other.hi)
        cross = self.hi * other.lo + self.lo * other.hi
        return Pair(*quick_two_sum(high, error + cross))

    def __truediv__(self, other: Pair) -> Pair:
        """Divide; far from 1 with both brought near it, then scaled back."""
        if not (_is_far(self.hi) or _is_far(other.hi)):
            return self._over(other)
        _, above = np.frexp(self.hi)
        _, below = np.frexp(other.hi)
        near = scaled(self, -above)._over(scaled(other, -below))
        return scaled(near, above - below)

    def _over(self, other: Pair) -> Pair:
        """Long division with three digits."""
        first = self.hi / other.hi
        rest = self - other * whole(first)
        second = rest.hi / other.hi
        rest = rest - other * whole(second)
        third = rest.hi / other.hi
        quotient = Pair(*quick_two_sum(first, second))
        return quotient + whole(third)


def whole(value: np.ndarray) -> Pair:
    """Take doubles as they are."""
    return Pair(value, np.zeros_like(value))


def _is_far(value: np.ndarray) -> bool:
    """Whether long division may underflow or overflow."""
    size = np.abs(value)
    return bool(((size < 2.0**-400) & (size > 0) | (size > 2.0**400)).any())


def scaled(value: Pair, exponent: int | np.ndarray) -> Pair:
    """Multiply with a power of 2; an infinity has no second double."""
    hi = np.ldexp(value.hi, exponent)
    lo = np.ldexp(value.lo, exponent)
    return Pair(hi, np.where(np.isinf(hi), 0.0, lo))


def two_sum(a: np.ndarray, b: np.ndarray) -> Halves:
    """Sum of two doubles and its rounding error, exactly (Knuth)."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def quick_two_sum(a: np.ndarray, b: np.ndarray) -> Halves:
    """The same where |a| >= |b|."""
    total = a + b
    return total, b - (total - a)


def two_product(a: np.ndarray, b: np.ndarray) -> Halves:
    """Product of two doubles and its rounding error, exactly (Dekker)."""
    product = a * b
    a_high, a_low = _split(a)
    b_high, b_low = _split(b)
    error = a_high * b_high - product
    return product, error + a_high * b_low + a_low * b_high + a_low * b_low


def _split(a: np.ndarray) -> Halves:
    """Two halves of 26 bits; an infinity has none."""
    huge = (np.abs(a) > SPLIT_ABOVE) & np.isfinite(a)
    if huge.any():
        high, low = _split(np.where(huge, a * 2.0**-53, a))
        scale = np.where(huge, 2.0**53, 1.0)
        return high * scale, low * scale
    grown = SPLITTER * a
    high = grown - (grown - a)
    return high, a - high


class DoubleDouble:
    """Double-double arithmetic; see `arithmetic.Arithmetic`."""

    name = "double-double"

    def working(self) -> AbstractContextManager[object]:
        """Let what is no number any more be so in silence."""
        return np.errstate(all="ignore")

    def exact(self, value: npt.ArrayLike) -> Pair:
        """Take doubles as they are."""
        return whole(np.atleast_2d(np.asarray(value, dtype=np.float64)))

    def about(self, value: Pair) -> np.ndarray:
        """Nearest doubles."""
        return value.hi

    def positive(self, value: Pair) -> np.ndarray:
        """Where numbers are above 0.

        Raises
        ------
        Undecided
            If one is no number.
        """
        if np.isnan(value.hi).any():
            raise Undecided("a score is no number in double-doubles")
        return value.hi > 0

    def exp(self, value: Pair) -> Pair:
        """Exponential."""
        from .double_double_functions import exp

        return exp(value)

    def log1p(self, value: Pair) -> Pair:
        """Logarithm of 1 + x."""
        from .double_double_functions import log1p

        return log1p(value)

    def sqrt(self, value: Pair) -> Pair:
        """Square root."""
        from .double_double_functions import sqrt

        return sqrt(value)

    def tanh(self, value: Pair) -> Pair:
        """Hyperbolic tangent."""
        from .double_double_functions import tanh

        return tanh(value)

    def matmul(self, left: Pair, right: Pair) -> Pair:
        """Product of two matrices: products of some rows, then their sums."""
        size = right.hi.size
        n_rows = max(1, LARGEST_BLOCK // max(size, 1))
        blocks = [
            _tree_sum(left[row : row + n_rows, :, None] * right[None], 1)
            for row in range(0, left.shape[0], n_rows)
        ]
        return Pair(
            np.concatenate([block.hi[:, 0] for block in blocks]),
            np.concatenate([block.lo[:, 0] for block in blocks]),
        )

    def total(self, value: Pair, axis: int | None = None) -> Pair:
        """Sum along an axis, by halves."""
        if axis is None:
            return self.total(self.total(value, 0), 1)
        return _tree_sum(value, axis)


def _tree_sum(value: Pair, axis: int) -> Pair:
    """Add halves until one is left; the axis stays."""
    hi, lo = (np.moveaxis(part, axis, 0) for part in (value.hi, value.lo))
    rest = Pair(hi, lo)
    while rest.shape[0] > 1:
        half = rest.shape[0] // 2
        odd = rest[2 * half :]
        rest = rest[:half] + rest[half : 2 * half]
        rest = Pair(
            np.concatenate([rest.hi, odd.hi]), np.concatenate([rest.lo, odd.lo])
        )
    return Pair(np.moveaxis(rest.hi, 0, axis), np.moveaxis(rest.lo, 0, axis))
