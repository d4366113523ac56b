"""Elementary functions of double-doubles.

Each starts from a double and is refined once, or adds a Taylor series:
see Hida, Li and Bailey (2001), section 4.
"""

from __future__ import annotations

import math

import numpy as np

from .double_double import Pair, scaled, whole

LN2 = Pair(np.array(math.log(2)), np.array(2.319046813846299558e-17))
HALVINGS = 9  # the series sees |x| below ln(2) / 2 / 2^9
N_TERMS = 9
LARGEST = 2000.0  # exp beyond it is 0 or infinite
TINY = 2.0**-110  # up to it x is exp(x) - 1 and log(1 + x), to 110 bits
BIG = 2.0**200  # above it one step of Newton is not enough


def exp(x: Pair) -> Pair:
    """Exponential: 2^k (1 + expm1(r)) with r in +-ln(2) / 2."""
    far = np.abs(x.hi) > LARGEST
    x = _where(far, whole(np.clip(x.hi, -LARGEST, LARGEST)), x)
    count = np.round(x.hi / LN2.hi)
    r = x - LN2 * whole(count)
    value = _expm1_small(r) + _constant(1.0, x)
    return scaled(value, np.nan_to_num(count).astype(int))


def expm1(x: Pair) -> Pair:
    """exp(x) - 1 without cancellation near 0."""
    small = np.abs(x.hi) < LN2.hi / 2
    near = _expm1_small(_where(small, x, _constant(0.0, x)))
    far = exp(x) - _constant(1.0, x)
    return _where(np.abs(x.hi) < TINY, x, _where(small, near, far))


def log1p(x: Pair) -> Pair:
    """Logarithm of 1 + x; far from 1 of its bits, and of its exponent."""
    one = _constant(1.0, x)
    far = (x.hi < -0.5) | (x.hi > BIG)
    grown = x + one  # exact near -1
    _, exponent = np.frexp(np.where(far, grown.hi, 1.0))
    bits = scaled(grown, -exponent) - one
    part = _log1p_newton(_where(far, bits, x))
    return _where(far, LN2 * whole(exponent.astype(float)) + part, part)


def _log1p_newton(x: Pair) -> Pair:
    """One step of Newton from the double."""
    start = whole(np.log1p(x.hi))
    grown = expm1(start)
    found = start - (grown - x) / (grown + _constant(1.0, x))
    return _where(np.abs(x.hi) < TINY, x, found)


def sqrt(x: Pair) -> Pair:
    """Square root, of a number that is brought near 1."""
    _, exponent = np.frexp(x.hi)
    half = exponent // 2
    return scaled(_sqrt_newton(scaled(x, -2 * half)), half)


def _sqrt_newton(x: Pair) -> Pair:
    """One step of Newton from the double."""
    root = np.sqrt(x.hi)
    start = whole(root)
    error = (x - start * start).hi
    divisor = np.where(root == 0, 1.0, 2.0 * root)
    return start + whole(error / divisor)


def tanh(x: Pair) -> Pair:
    """Hyperbolic tangent: g / (g + 2) with g = exp(2x) - 1."""
    # Beyond 50 it is 1 to 43 digits, and exp(2x) may be infinite.
    far = np.abs(x.hi) > 50.0
    inside = _where(far, whole(np.clip(x.hi, -50.0, 50.0)), x)
    grown = expm1(inside + inside)
    found = grown / (grown + _constant(2.0, x))
    return _where(np.abs(x.hi) < TINY, x, found)


def _expm1_small(r: Pair) -> Pair:
    """exp(r) - 1 of a small r: a series of r / 2^9, squared nine times."""
    x = Pair(r.hi * 0.5**HALVINGS, r.lo * 0.5**HALVINGS)
    total = _constant(0.0, x)
    for n in range(N_TERMS, 0, -1):  # Horner: x (1 + x/2 (1 + x/3 (...)))
        inner = total + _constant(1.0, x)
        total = x * inner / _constant(float(n), x)
    two = _constant(2.0, x)
    for _ in range(HALVINGS):
        total = total * (total + two)  # (1 + t)^2 - 1
    return total


def _constant(number: float, like: Pair) -> Pair:
    return whole(np.full(like.shape, number))


def _where(condition: np.ndarray, yes: Pair, no: Pair) -> Pair:
    return Pair(
        np.where(condition, yes.hi, no.hi), np.where(condition, yes.lo, no.lo)
    )
