"""Where two arrays are farthest apart, measured against a bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class WorstElement:
    """The element of a quantity that comes nearest to its bound, or passes it.

    Attributes
    ----------
    index : list of int
        Row and column, from 0; empty for a number.
    expected, actual, error, bound : float
    ulp : float
        Its error in units in the last place of the expected number.
    is_within : bool
        Whether every element is within its bound.
    """

    index: list[int]
    expected: float
    actual: float
    error: float
    bound: float
    ulp: float
    is_within: bool


def worst_element(
    expected: np.ndarray, actual: np.ndarray, bound: np.ndarray
) -> WorstElement:
    """Find the worst element of two arrays of one shape.

    Parameters
    ----------
    expected, actual, bound : ndarray
        Of one shape, not empty.
    """
    with np.errstate(all="ignore"):
        error = np.abs(actual - expected)
    within = error <= bound
    place = int(np.argmax(nearness(expected, actual, bound)))
    numbers = (float(np.ravel(a)[place]) for a in (expected, actual, error))
    wanted, got, off = numbers
    index = [int(i) for i in np.unravel_index(place, expected.shape)]
    spacing = float(np.spacing(abs(wanted)))
    return WorstElement(
        index,
        wanted,
        got,
        off,
        float(np.ravel(bound)[place]),
        off / spacing,
        bool(within.all()),
    )


def nearness(
    expected: np.ndarray, actual: np.ndarray, bound: np.ndarray
) -> np.ndarray:
    """Error over bound of each element; infinite for what is no number."""
    with np.errstate(all="ignore"):
        error = np.abs(actual - expected)
        fraction = np.where(error == 0, 0.0, error / bound)
    return np.where(np.isnan(fraction), np.inf, fraction)


def relative_distance(wanted: np.ndarray, actual: np.ndarray) -> float:
    """Largest difference over the largest magnitude; NaN counts as infinite."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(actual - wanted).max(initial=0.0)
    size = np.abs(wanted).max(initial=0.0)
    distance = apart / size if size > 0 else apart
    return float(distance) if distance >= 0 else float("inf")
