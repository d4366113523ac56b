"""Where a score is exact, so that 0 is a tie in every language."""

from __future__ import annotations

import numpy as np

DIGITS = 53
LOWEST = -1074  # exponent of the smallest double
NOTHING = 1 << 20  # the lowest bit of 0 is above all others
BLOCK = 2**20  # terms held at once


def exact_scores(
    W: np.ndarray,
    A: np.ndarray,
    A_error: np.ndarray,
    b: np.ndarray,
    where: np.ndarray,
) -> np.ndarray:
    """Which scores W A + b have no rounding error, in any order.

    All terms must be multiples of one power of 2, and the sum of their
    magnitudes less than 2^53 of it: then each partial sum is a double.

    Parameters
    ----------
    W, A, b : ndarray
    A_error : ndarray
        A unit that is not exact makes no exact score.
    where : ndarray of bool, shape (n_units, n_samples)
        The scores that are asked for.

    Returns
    -------
    ndarray of bool, shape (n_units, n_samples)
    """
    found = np.zeros(where.shape, dtype=bool)
    rows, columns = np.nonzero(where)
    size = max(1, BLOCK // W.shape[1])
    for first in range(0, rows.size, size):
        row, column = (part[first : first + size] for part in (rows, columns))
        right = A[:, column].T  # n_asked x n_in, like all that follow
        found[row, column] = _are_exact(
            W[row], right, A_error[:, column].T, b[row]
        )
    return found


def _are_exact(
    W: np.ndarray, A: np.ndarray, A_error: np.ndarray, b: np.ndarray
) -> np.ndarray:
    given = ((W == 0) | (A_error == 0)).all(axis=1)
    bits = np.minimum(lowest_bit(W) + lowest_bit(A), NOTHING)
    bit = np.minimum(bits.min(axis=1), lowest_bit(b)[:, 0])
    terms = (np.abs(W) * np.abs(A)).sum(axis=1) + np.abs(b)[:, 0]
    with np.errstate(over="ignore"):
        fits = terms < np.ldexp(1.0, np.minimum(DIGITS + bit, 1024))
    exact: np.ndarray = given & fits & (bit >= LOWEST)
    return exact


def lowest_bit(value: np.ndarray) -> np.ndarray:
    """Exponent of the lowest bit that is set."""
    fraction, exponent = np.frexp(value)
    whole = np.abs(np.ldexp(fraction, DIGITS)).astype(np.int64)
    _, position = np.frexp((whole & -whole).astype(float))
    return np.where(value == 0, NOTHING, exponent - DIGITS + position - 1)
