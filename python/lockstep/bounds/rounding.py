"""What one rounding does: the constants that every bound is made of.

u is the unit roundoff of doubles.  A sum of n products, in any order and
with or without fused operations, is off by at most n u / (1 - n u) times
the sum of its terms' magnitudes (Higham, "Accuracy and stability of
numerical algorithms", 2nd edition, section 3.1).

An error is a bound in units of u: the result of every admissible program,
and of the reference, is within u times it of what exact arithmetic makes.
Terms of second order are counted where an error is multiplied with an
error; `SLACK` is for what is left: the quotient 1 - n u, and the rounding
of the bounds themselves.
"""

from __future__ import annotations

import numpy as np

UNIT_ROUNDOFF = 2.0**-53
SLACK = 1e-6  # n u is less for every n below 9e9
SIDES = 2.0  # the reference and the port may err in opposite directions
PER_UNIT = SIDES * (1.0 + SLACK) * UNIT_ROUNDOFF
# A product below 2^-1022 is off by half of 2^-1074, however small it is.  In
# units of u; sums are exact down there.
UNDERFLOW = 2.0**-1022
# No product of numbers that are at least this underflows.
CALM = 2.0**-480


def between(error: float | np.ndarray) -> np.ndarray:
    """Largest distance of two results that each have an error.

    Parameters
    ----------
    error : array_like
        Bound on the error of either result, in units of u.

    Returns
    -------
    ndarray
        Bound on their distance.
    """
    bound: np.ndarray = PER_UNIT * np.asarray(error)
    return bound


def largest(value: np.ndarray, error: np.ndarray | float) -> np.ndarray:
    """Largest magnitude of any admissible result, and of the exact one."""
    size: np.ndarray = PER_UNIT * np.asarray(error)
    size += np.abs(value)
    return size


def moved_mask(Z: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Where rounding alone may move a score across a corner or a step at 0.

    Only a score without an error is a tie, whatever was computed for it.
    """
    moved: np.ndarray = (np.abs(Z) <= between(error)) & (error > 0)
    return moved


def of_product(left: np.ndarray, right: np.ndarray | float) -> np.ndarray:
    """What underflow may do to a product, element by element.

    Parameters
    ----------
    left, right : ndarray
        Largest magnitudes of the factors.
    """
    return np.where((left > 0) & (np.asarray(right) > 0), UNDERFLOW, 0.0)


def of_products(left: np.ndarray, right: np.ndarray) -> np.ndarray | float:
    """What underflow may do to a product of two matrices.

    Parameters are those of `of_product`; not negative.
    """
    if _smallest(left) >= CALM and _smallest(right) >= CALM:
        return 0.0
    n_products = (left > 0).astype(float) @ (right > 0).astype(float)
    return UNDERFLOW * n_products


def _smallest(value: np.ndarray) -> float:
    """Smallest number above 0: as patterns of bits, 0 less 1 is the last."""
    bits = np.ascontiguousarray(value).view(np.uint64) - np.uint64(1)
    last = bits.min(initial=_LAST)
    if last == _LAST:
        return np.inf
    smallest: np.ndarray = last + np.uint64(1)
    return float(smallest.view(np.float64))


_LAST = np.uint64(2**64 - 1)
