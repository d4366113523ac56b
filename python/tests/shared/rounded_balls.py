"""Ball arithmetic that rounds: balls around all that a program may compute.

Every operation widens its ball by what one rounding may do, a sum of n
terms by n roundings of the sum of their magnitudes, a library's function by
what the table allows.  So the ball of a quantity holds the results of every
admissible program, and its radius is the largest error of any.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any

import flint
import numpy as np

from lockstep.bounds.library import ALLOWED
from lockstep.truth.formulas.network import WitnessNetwork

U = 2.0**-53
UNDERFLOW = 2.0**-1022  # half of the smallest double, in units of u
PRECISION = 300

_ball = np.frompyfunc(flint.arb, 1, 1)
_mid = np.frompyfunc(lambda x: float(x.mid()), 1, 1)
_units = np.frompyfunc(lambda x: float(x.rad() * 2**53), 1, 1)
_top = np.frompyfunc(lambda x: float(abs(x).upper()), 1, 1)
_zero = np.frompyfunc(lambda x: x == 0, 1, 1)
_unit = np.frompyfunc(lambda x: abs(x) == 1 or x == 0, 1, 1)
_above = np.frompyfunc(lambda x: x > 0, 1, 1)
_below = np.frompyfunc(lambda x: x <= 0, 1, 1)
_widen = np.frompyfunc(lambda x, r: x + flint.arb(0, r) / 2**53, 2, 1)


def _nonnegative(x: flint.arb) -> flint.arb:
    return x if x > 0 else flint.arb(0)


def _hull(ends: Iterable[flint.arb]) -> flint.arb:
    """Smallest ball around numbers."""
    return functools.reduce(lambda ball, end: ball.union(end), ends)


def _over(x: flint.arb, y: flint.arb) -> flint.arb:
    """Quotient from the ends: flint's own radius is a percent too wide."""
    ends = itertools.product((x.lower(), x.upper()), (y.lower(), y.upper()))
    return _hull(left / right for left, right in ends)


def _root_of(x: flint.arb) -> flint.arb:
    return _hull(_nonnegative(end).sqrt() for end in (x.lower(), x.upper()))


_root = np.frompyfunc(_root_of, 1, 1)
_quotient = np.frompyfunc(_over, 2, 1)


class Rounded:
    """An array of balls whose operators round."""

    __array_ufunc__ = None

    def __init__(self, value: np.ndarray) -> None:
        self.value = value
        self.shape = value.shape

    @property
    def T(self) -> Rounded:  # noqa: N802
        """Transpose."""
        return Rounded(self.value.T)

    def __getitem__(self, key: Any) -> Rounded:
        return Rounded(self.value[key])

    def __neg__(self) -> Rounded:
        return Rounded(-self.value)

    def __add__(self, other: Rounded) -> Rounded:
        exact = _zero(self.value) | _zero(other.value)
        return rounded(self.value + other.value, exact, tiniest=0.0)

    def __sub__(self, other: Rounded) -> Rounded:
        return self + -other

    def __mul__(self, other: Rounded) -> Rounded:
        exact = _unit(self.value) | _unit(other.value)
        return rounded(self.value * other.value, exact)

    def __truediv__(self, other: Rounded) -> Rounded:
        exact = _zero(self.value) | _unit(other.value)
        return rounded(_quotient(self.value, other.value), exact)

    def widened(self, units: np.ndarray) -> Rounded:
        """With an error of its own."""
        return Rounded(_widen(self.value, units))

    def mid(self) -> np.ndarray:
        """Middles, as doubles."""
        return _mid(self.value).astype(float)

    def units(self) -> np.ndarray:
        """Radii in units of u, which do not underflow."""
        return _units(self.value).astype(float)

    def rad(self) -> np.ndarray:
        """Radii."""
        return U * self.units()

    def top(self) -> np.ndarray:
        """Largest magnitudes."""
        return _top(self.value).astype(float)


def rounded(
    value: np.ndarray,
    exact: np.ndarray,
    units: float = 1.0,
    tiniest: float = UNDERFLOW,
) -> Rounded:
    """Widen balls by roundings of themselves, but for those that are exact."""
    radius = units * (_top(value).astype(float) + tiniest)
    return Rounded(_widen(value, np.where(exact.astype(bool), 0.0, radius)))


class RoundedBalls:
    """An arithmetic of balls that round; see `arithmetic.Arithmetic`."""

    name = "balls that round"

    def working(self) -> AbstractContextManager[Any]:
        """Set the precision for a while."""
        return flint.ctx.workprec(PRECISION)

    def exact(self, value: Any) -> Rounded:
        """Balls of radius 0."""
        return Rounded(_ball(np.atleast_2d(value).astype(object)))

    def about(self, value: Rounded) -> np.ndarray:
        """Middles."""
        return value.mid()

    def exp(self, value: Rounded) -> Rounded:
        """Exponential."""
        return _function(np.exp, "exp", value)

    def log1p(self, value: Rounded) -> Rounded:
        """Logarithm of 1 + x."""
        return _function(np.log1p, "log1p", value)

    def log(self, value: Rounded) -> Rounded:
        """Logarithm."""
        return _function(np.log, "log", value)

    def tanh(self, value: Rounded) -> Rounded:
        """Hyperbolic tangent."""
        return _function(np.tanh, "tanh", value)

    def sqrt(self, value: Rounded) -> Rounded:
        """Square root."""
        return rounded(_root(value.value), np.zeros(value.shape))

    def matmul(self, left: Rounded, right: Rounded) -> Rounded:
        """Product of two matrices."""
        rows, columns = left.shape[0], right.shape[1]
        product = _matrix(left.value) * _matrix(right.value)
        entries = np.array(product.entries(), dtype=object)
        return _of_terms(
            entries.reshape(rows, columns),
            left.top() @ right.top(),
            left.shape[1],
            1.0 * (left.top() > 0) @ (right.top() > 0),
        )

    def total(self, value: Rounded, axis: int | None = None) -> Rounded:
        """Sum along an axis."""
        total = np.atleast_2d(value.value.sum(axis=axis, keepdims=True))
        size = np.atleast_2d(value.top().sum(axis=axis, keepdims=True))
        n_terms = value.value.size // total.size
        return _of_terms(total, size, n_terms - 1)


def _of_terms(
    value: np.ndarray,
    size: np.ndarray,
    n_roundings: int,
    n_products: np.ndarray | float = 0.0,
) -> Rounded:
    units = n_roundings * size * (1 + 1e-12) + UNDERFLOW * n_products
    return Rounded(_widen(value, units))


def _function(
    function: Callable, name: str, value: Rounded, exact_at: float = 0.0
) -> Rounded:
    exact = _zero(value.value)  # exp(0) = 1, log1p(0) = tanh(0) = 0
    return rounded(function(value.value), exact, ALLOWED[name])


def _matrix(value: np.ndarray) -> Any:
    return flint.arb_mat(*value.shape, value.ravel().tolist())


class RoundedNetwork(WitnessNetwork):
    """The formulas of the course, as a program computes them."""

    def activate(self, Z: Rounded, activation: str, name: str = "Z") -> Rounded:
        """Apply an activation; relu keeps its ball as narrow as it is."""
        if activation == "relu":
            return Rounded(_relu(Z.value))
        return super().activate(Z, activation, name)

    def softmax(self, Z: Rounded) -> Rounded:
        """exp(z - z_max) over the sum; that of the surely largest is 1."""
        z, radius = Z.mid(), Z.rad()
        highest = self.arithmetic.exact(z.max(axis=0, keepdims=True))
        E = self.arithmetic.exp(Z - highest)
        rivals = z + radius >= (z - radius).max(axis=0)
        sure = rivals & (rivals.sum(axis=0) == 1)
        exact = np.exp(Z.value - highest.value)
        E = Rounded(np.where(sure, exact, E.value))
        return E / self.arithmetic.total(E, 0)

    def sigmoid(self, Z: Rounded) -> Rounded:
        """1 / (1 + e) or e / (1 + e), e = exp(-|z|): both rise or fall."""
        sign = np.where(Z.mid() >= 0, 1.0, -1.0)
        E = self.arithmetic.exp(-(Z * self.arithmetic.exact(sign)))
        share = Rounded(_share(E.value, sign))
        nowhere = np.zeros(Z.shape)
        return rounded(share.value, nowhere, 2.0, UNDERFLOW / 2)

    def indicator(self, Z: Rounded, name: str = "Z") -> Rounded:
        """Where z > 0: 0, 1, or a ball around both."""
        above, below = _above(Z.value), _below(Z.value)
        doubt = np.where((above | below).astype(bool), 0.0, 0.5)
        middle = np.where(doubt > 0, 0.5, above.astype(float))
        return Rounded(_widen(_ball(middle.astype(object)), doubt / U))

    def slope(
        self, Z: Rounded, G: Rounded, activation: str, name: str = "Z"
    ) -> Rounded:
        """Of sigmoid it rises up to a half and then falls."""
        if activation != "sigmoid":
            return super().slope(Z, G, activation, name)
        nowhere = np.zeros(G.shape)
        return rounded(_hill(G.value), nowhere, 2.0, UNDERFLOW / 2)

    def categorical_loss(self, Z: Rounded, Y: Rounded) -> Rounded:
        """z_max + log of a sum - z_y, and what errors of scores move it."""
        arithmetic, y = self.arithmetic, Y.mid()
        slope = (self.softmax(Z) - Y).top() * Z.units()
        Z = arithmetic.exact(Z.mid())
        top = arithmetic.exact(Z.mid().max(axis=0, keepdims=True))
        total = arithmetic.total(arithmetic.exp(Z - top), 0)
        own = arithmetic.exact((y * Z.mid()).sum(axis=0, keepdims=True))
        losses = top + arithmetic.log(total) - own
        return self._mean(losses, slope, Y)

    def binary_loss(self, Z: Rounded, Y: Rounded) -> Rounded:
        """max(z, 0) - z y + log(1 + exp(-|z|)), likewise."""
        arithmetic, z = self.arithmetic, Z.mid()
        slope = (self.sigmoid(Z) - Y).top() * Z.units()
        tail = arithmetic.log1p(arithmetic.exp(arithmetic.exact(-np.abs(z))))
        positive = arithmetic.exact(np.maximum(z, 0.0))
        losses = positive - arithmetic.exact(z) * Y + tail
        return self._mean(losses, slope, Y)

    def _mean(self, losses: Rounded, slope: np.ndarray, Y: Rounded) -> Rounded:
        moved = slope.sum(axis=0, keepdims=True)
        losses = Rounded(_widen(losses.value, moved))
        return self.arithmetic.total(losses) / self._divisor(Y)


def _rectified(z: flint.arb) -> flint.arb:
    if z > 0:
        return z
    return _hull((flint.arb(0), _nonnegative(z.upper())))


def _share_of(e: flint.arb, sign: float) -> flint.arb:
    ends = (e.lower(), e.upper())
    return _hull((1 if sign > 0 else end) / (1 + end) for end in ends)


def _hill_of(g: flint.arb) -> flint.arb:
    ends = [g.lower(), g.upper()]
    if g.overlaps(flint.arb(0.5)):
        ends.append(flint.arb(0.5))
    return _hull(end * (1 - end) for end in ends)


_hill = np.frompyfunc(_hill_of, 1, 1)
_share = np.frompyfunc(_share_of, 2, 1)
_relu = np.frompyfunc(_rectified, 1, 1)
