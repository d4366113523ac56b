"""Rounding errors of activations and of their derivatives, in units of u.

Each function takes scores Z with bounds on their errors and adds what its
own operations round.  Where the error of a score is not small, the steepest
slope within it counts, not the slope at the score.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .library import EXP, TANH
from .rounding import (
    SIDES,
    UNDERFLOW,
    UNIT_ROUNDOFF,
    between,
    largest,
    moved_mask,
    of_product,
)
from .softmax import softmax_error

ANY = SIDES / UNIT_ROUNDOFF  # error of a number in [-1, 1] that may be any


class Activated(NamedTuple):
    """An activation's output and derivative, each with its error bound.

    All arrays are n_units x n_samples.
    """

    A: np.ndarray
    A_error: np.ndarray
    slope: np.ndarray
    slope_error: np.ndarray
    steepest: np.ndarray  # the largest that the slope may be
    is_exact: bool = False  # multiplying with the slope rounds nothing


def activated(Z: np.ndarray, Z_error: np.ndarray, activation: str) -> Activated:
    """Apply an activation by its name.

    Parameters
    ----------
    Z, Z_error : ndarray, shape (n_units, n_samples)
    activation : {"relu", "tanh", "sigmoid", "softmax", "step"}
        The slope of an output is not needed: softmax's is left at zero.
    """
    if activation == "softmax":
        P, error = softmax_error(Z, Z_error)
        flat = np.zeros_like(P)
        return Activated(P, error, flat, flat, flat)
    return RULES[activation](Z, Z_error)


def _relu(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    slope = (Z > 0).astype(np.float64)
    moved = moved_mask(Z, Z_error)
    steepest = np.where(moved, 1.0, slope)
    # A slope that may flip is off by 1, which is 1 / u units.
    slope_error = np.where(moved, 1.0 / UNIT_ROUNDOFF, 0.0)
    A_error = steepest * Z_error
    return Activated(Z * slope, A_error, slope, slope_error, steepest, True)


def _tanh(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    A = np.tanh(Z)
    E = np.exp(-2.0 * _nearest(Z, Z_error))
    carried = 4.0 * E / (1.0 + E) ** 2 * Z_error
    own = TANH * (largest(A, carried) + of_product(largest(Z, Z_error), 1.0))
    return tanh_slope(A, np.minimum(own + carried, ANY))


def _sigmoid(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    E = np.exp(-np.abs(Z))  # 1 + tanh would underflow to 0
    A = np.where(Z >= 0, 1.0, E) / (1.0 + E)
    E = np.exp(-_nearest(Z, Z_error))
    carried = E / (1.0 + E) ** 2 * Z_error
    own = sigmoid_error(largest(A, carried))
    return sigmoid_slope(A, np.minimum(own + carried, ANY))


def _nearest(Z: np.ndarray, Z_error: np.ndarray) -> np.ndarray:
    """How near to 0, where slopes are steepest, a score may be."""
    return np.maximum(np.abs(Z) - between(Z_error), 0.0)


def _step(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    """Flat on both sides of 0: exact, unless rounding may move z across."""
    moved = moved_mask(Z, Z_error)
    A_error = np.where(moved, 1.0 / UNIT_ROUNDOFF, 0.0)
    A, flat = (Z > 0).astype(np.float64), np.zeros(Z.shape)
    return Activated(A, A_error, flat, flat, flat, True)


RULES = {"relu": _relu, "tanh": _tanh, "sigmoid": _sigmoid, "step": _step}


def sigmoid_error(A: np.ndarray) -> np.ndarray:
    """An exponential, a sum and a quotient; all relative to the result."""
    return (EXP + 2.0) * (A + UNDERFLOW)


def tanh_slope(A: np.ndarray, A_error: np.ndarray) -> Activated:
    """1 - A^2, or (1 - A)(1 + A): the error of either."""
    top, slope = largest(A, A_error), 1.0 - A * A
    own = np.maximum(top * top + np.abs(slope), 3.0 * np.abs(slope))
    error = own + 2.0 * top * A_error
    return _bounded(A, A_error, slope, error, 1.0)


def sigmoid_slope(A: np.ndarray, A_error: np.ndarray) -> Activated:
    """A (1 - A): the difference is rounded, then the product."""
    slope = A * (1.0 - A)
    moved = (np.abs(1.0 - 2.0 * A) + between(A_error)) * A_error
    error = 2.0 * largest(slope, moved) + moved + of_product(A, 1.0)
    return _bounded(A, A_error, slope, error, 0.25)


def _bounded(
    A: np.ndarray,
    A_error: np.ndarray,
    slope: np.ndarray,
    error: np.ndarray,
    most: float,
) -> Activated:
    """Gather; no slope is steeper than `most`, but for its own rounding."""
    steepest = np.minimum(largest(slope, error), most * (1.0 + between(4.0)))
    return Activated(A, A_error, slope, error, steepest)


def given(Z: np.ndarray, A: np.ndarray, activation: str) -> Activated:
    """An activation whose output is given, so that only its slope errs."""
    exact = 0.0 * A
    if activation == "tanh":
        return tanh_slope(A, exact)
    if activation == "sigmoid":
        return sigmoid_slope(A, exact)
    slope = (Z > 0).astype(np.float64)  # of relu; a step's is not used
    return Activated(A, exact, slope, exact, slope, is_exact=True)
