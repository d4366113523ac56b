"""What one rounding does: the constants that every bound is made of.

u is the unit roundoff of doubles.  A sum of n products, in any order and
with or without fused operations, is off by at most n u times the sum of
its terms' magnitudes (Higham, "Accuracy and stability of numerical
algorithms", 2nd edition, section 3.1, gamma_n).  Errors are counted in
units of u and to first order: what is left out is a billionth of a bound,
and `between` adds it.
"""

from __future__ import annotations

import numpy as np

UNIT_ROUNDOFF = 2.0**-53
# exp, log, log1p and tanh stay within 2 ULP in every library in use: the
# manual of glibc says so of itself, NumPy's kernels were measured at 1.1.
FUNCTION = 4.0
# Below 2^-1022 a product is rounded to a multiple of 2^-1074, however small
# it is; a thousand of these products may be added up.
UNDERFLOW = 2.0**-1011
SECOND_ORDER = 1e-6
SIDES = 2.0  # the reference and the port may err in opposite directions


def between(error: np.ndarray) -> np.ndarray:
    """Largest distance of two results that each have an error.

    Parameters
    ----------
    error : ndarray
        Bound on the error of either result, in units of u.

    Returns
    -------
    ndarray
        Bound on their distance.
    """
    units = SIDES * (1.0 + SECOND_ORDER) * UNIT_ROUNDOFF
    return units * (np.asarray(error) + UNDERFLOW)


def moved_mask(Z: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Where rounding alone may move a score across a corner or a step at 0.

    A score of exactly 0 counts as exact: a tie is a matter of definition.
    """
    return (Z != 0) & (np.abs(Z) <= SIDES * UNIT_ROUNDOFF * error)
