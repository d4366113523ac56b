"""Rounding errors of activations and of their derivatives, in units of u.

Each function takes scores Z with bounds on their errors and adds what its
own operations round.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .rounding import FUNCTION, UNIT_ROUNDOFF, moved_mask


class Activated(NamedTuple):
    """An activation's output and derivative, each with its error bound.

    All arrays are n_units x n_samples.
    """

    A: np.ndarray
    A_error: np.ndarray
    slope: np.ndarray
    slope_error: np.ndarray
    is_exact: bool = False  # multiplying with the slope rounds nothing


def activated(Z: np.ndarray, Z_error: np.ndarray, activation: str) -> Activated:
    """Apply an activation by its name.

    Parameters
    ----------
    Z, Z_error : ndarray, shape (n_units, n_samples)
    activation : {"relu", "tanh", "sigmoid", "softmax", "step"}
        The slope of an output is not needed: softmax's is left at zero.

    Returns
    -------
    Activated
    """
    if activation == "softmax":
        P, error = softmax_error(Z, Z_error)
        return Activated(P, error, np.zeros_like(P), np.zeros_like(P))
    return RULES[activation](Z, Z_error)


def _relu(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    slope = (Z > 0).astype(np.float64)
    moved = moved_mask(Z, Z_error)
    A_error = np.where(moved, 1.0, slope) * Z_error
    # A slope that may flip is off by 1, which is 1 / u units.
    slope_error = np.where(moved, 1.0 / UNIT_ROUNDOFF, 0.0)
    return Activated(Z * slope, A_error, slope, slope_error, is_exact=True)


def _tanh(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    A = np.tanh(Z)
    slope = 1.0 - A * A
    A_error = FUNCTION * np.abs(A) + slope * Z_error
    return Activated(A, A_error, slope, tanh_slope_error(A, A_error))


def _sigmoid(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    E = np.exp(-np.abs(Z))  # 1 + tanh would underflow to 0
    A = np.where(Z >= 0, 1.0, E) / (1.0 + E)
    slope = A * (1.0 - A)
    A_error = sigmoid_error(A) + slope * Z_error
    return Activated(A, A_error, slope, sigmoid_slope_error(A, A_error))


def _step(Z: np.ndarray, Z_error: np.ndarray) -> Activated:
    """Flat on both sides of 0: exact, unless rounding may move z across."""
    moved = moved_mask(Z, Z_error)
    A_error = np.where(moved, 1.0 / UNIT_ROUNDOFF, 0.0)
    A, flat = (Z > 0).astype(np.float64), np.zeros(Z.shape)
    return Activated(A, A_error, flat, flat, is_exact=True)


RULES = {"relu": _relu, "tanh": _tanh, "sigmoid": _sigmoid, "step": _step}


def sigmoid_error(A: np.ndarray) -> np.ndarray:
    """An exponential, a sum and a quotient; all relative to the result."""
    return (FUNCTION + 2.0) * A


def tanh_slope_error(A: np.ndarray, A_error: np.ndarray) -> np.ndarray:
    """1 - A^2: the square is rounded, then the difference."""
    return A * A + np.abs(1.0 - A * A) + 2.0 * np.abs(A) * A_error


def sigmoid_slope_error(A: np.ndarray, A_error: np.ndarray) -> np.ndarray:
    """A (1 - A): the difference is rounded, then the product."""
    return 2.0 * np.abs(A * (1.0 - A)) + np.abs(1.0 - 2.0 * A) * A_error


class Exponentials(NamedTuple):
    """Exponentials of shifted scores, and the error of their sum."""

    P: np.ndarray  # n_classes x n_samples
    relative: np.ndarray  # error of each exponential, over itself
    of_sum: np.ndarray  # error of a column's sum, over itself
    log_sum: np.ndarray  # n_samples


def exponentials(Z: np.ndarray) -> Exponentials:
    """exp(z - z_max): the difference is rounded, then the function."""
    below = Z.max(axis=0) - Z  # n_classes x n_samples
    E = np.exp(-below)
    total = E.sum(axis=0)
    P = E / total
    # The exponential of 0 is 1 in every library.
    relative = np.where(below == 0, 0.0, below + FUNCTION)
    of_sum = (P * relative).sum(axis=0) + len(Z) - 1
    return Exponentials(P, relative, of_sum, np.log(total))


def softmax_error(
    Z: np.ndarray, Z_error: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities, and the bound on their errors.

    Blanchard, Higham and Higham (2021), "Accurately computing the
    log-sum-exp and softmax functions", has the same terms.
    """
    parts = exponentials(Z)
    own = parts.relative + parts.of_sum + 1.0
    P = parts.P
    return P, P * (own + Z_error + (P * Z_error).sum(axis=0))


def log_sum_exp_error(Z: np.ndarray) -> np.ndarray:
    """z_max + log of a sum; n_samples bounds, the scores being exact."""
    parts = exponentials(Z)
    result = Z.max(axis=0) + parts.log_sum
    return parts.of_sum + FUNCTION * parts.log_sum + np.abs(result)


def given(Z: np.ndarray, A: np.ndarray, activation: str) -> Activated:
    """An activation whose output is given, so that only its slope errs."""
    exact = 0.0 * A
    if activation == "tanh":
        return Activated(A, exact, 1.0 - A * A, tanh_slope_error(A, exact))
    if activation == "sigmoid":
        slope_error = sigmoid_slope_error(A, exact)
        return Activated(A, exact, A * (1.0 - A), slope_error)
    slope = (Z > 0).astype(np.float64)  # of relu; a step's is not used
    return Activated(A, exact, slope, exact, is_exact=True)
