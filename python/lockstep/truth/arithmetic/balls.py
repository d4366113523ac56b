"""Ball arithmetic: every number is an interval that holds the truth.

Arrays are NumPy arrays of `flint.arb`.  References: Johansson (2017), "Arb:
efficient arbitrary-precision midpoint-radius interval arithmetic".
"""

from __future__ import annotations

from contextlib import AbstractContextManager

import numpy as np
import numpy.typing as npt

from ...errors.libraries import flint
from .arithmetic import Numbers, Undecided

_to_balls = np.frompyfunc(lambda x: flint().arb(x), 1, 1)
_to_doubles = np.frompyfunc(lambda x: float(x.mid()), 1, 1)
_above_zero = np.frompyfunc(lambda x: x > 0, 1, 1)
_not_above = np.frompyfunc(lambda x: x <= 0, 1, 1)
_midpoints = np.frompyfunc(lambda x: x.mid(), 1, 1)
_radii = np.frompyfunc(lambda x: float(x.rad()), 1, 1)


class Balls:
    """Ball arithmetic of a given precision.

    Parameters
    ----------
    precision : int
        Bits of a midpoint.
    """

    def __init__(self, precision: int) -> None:
        self.precision = precision
        self.name = f"balls of {precision} bits"

    def working(self) -> AbstractContextManager[object]:
        """Set flint's precision for a while."""
        return flint().ctx.workprec(self.precision)

    def exact(self, value: npt.ArrayLike) -> np.ndarray:
        """Balls of radius 0 around doubles."""
        return _to_balls(np.atleast_2d(value).astype(object))

    def about(self, value: np.ndarray) -> np.ndarray:
        """Midpoints as doubles."""
        return _to_doubles(value).astype(np.float64)

    def positive(self, value: np.ndarray) -> np.ndarray:
        """Where balls lie above 0, if all lie on one side of it.

        Raises
        ------
        Undecided
            If a ball holds 0 and something above it.
        """
        above = _above_zero(value).astype(bool)
        if not (above | _not_above(value).astype(bool)).all():
            raise Undecided("the sign of a number is not proved")
        return above

    def exp(self, value: np.ndarray) -> np.ndarray:
        """Exponential."""
        return np.exp(value)

    def log1p(self, value: np.ndarray) -> np.ndarray:
        """Logarithm of 1 + x."""
        return np.log1p(value)

    def sqrt(self, value: np.ndarray) -> np.ndarray:
        """Square root."""
        return np.sqrt(value)

    def tanh(self, value: np.ndarray) -> np.ndarray:
        """Hyperbolic tangent."""
        return np.tanh(value)

    def matmul(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Product of two matrices, by flint."""
        product = _matrix(left) * _matrix(right)
        entries = np.array(product.entries(), dtype=object)
        return entries.reshape(left.shape[0], right.shape[1])

    def total(self, value: np.ndarray, axis: int | None = None) -> np.ndarray:
        """Sum along an axis."""
        return np.atleast_2d(value.sum(axis=axis, keepdims=True))


def midpoints(value: np.ndarray) -> np.ndarray:
    """Forget the radii: what is left is precise, but proves nothing."""
    return _midpoints(value)


def largest_radius(value: np.ndarray) -> float:
    """Largest radius among balls."""
    return float(_radii(value).max(initial=0.0))


def _matrix(value: np.ndarray) -> Numbers:
    return flint().arb_mat(*value.shape, value.ravel().tolist())
