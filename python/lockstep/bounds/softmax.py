"""Rounding errors of softmax and of log sum exp, in units of u.

Blanchard, Higham and Higham (2021), "Accurately computing the log-sum-exp
and softmax functions", has the same terms to first order.  Beyond it: with
exponents off by at most M, each probability is within a factor of
exp(2 M), and a column's mean of the errors e, weighted by the exact
probabilities, is at most exp(3 M) times that by the computed ones.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .library import EXP, LOG
from .rounding import SLACK, UNDERFLOW, UNIT_ROUNDOFF, between

FULL = 1.0 / UNIT_ROUNDOFF  # the error of a probability that may be any
STEEPEST = 40.0  # exp of more says nothing that `FULL` does not
VANISHING = 650.0  # below exp(-650) an exponential may be subnormal


class Exponentials(NamedTuple):
    """Exponentials of shifted scores, and the error of their sum."""

    P: np.ndarray  # n_classes x n_samples
    below: np.ndarray  # how far a score is below the largest
    relative: np.ndarray  # own error of each exponential, over itself
    of_sum: np.ndarray  # own error of a column's sum, over itself
    log_sum: np.ndarray  # n_samples
    growth: np.ndarray  # n_samples: exp(3 M)


def exponentials(Z: np.ndarray, Z_error: np.ndarray) -> Exponentials:
    """exp(z - z_max): the difference is rounded, then the function.

    Parameters
    ----------
    Z, Z_error : ndarray, shape (n_classes, n_samples)
    """
    below = Z.max(axis=0) - Z  # n_classes x n_samples
    E = np.exp(-below)
    total = E.sum(axis=0)
    P = E / total
    off = between(Z_error)
    reach = below + off + off.max(axis=0)
    relative = np.where(_is_top(below, off), 0.0, reach + EXP)
    M = UNIT_ROUNDOFF * (relative + Z_error).max(axis=0)
    growth = np.exp(np.minimum(3.0 * (1.0 + SLACK) * M, STEEPEST))
    own = (P * relative).sum(axis=0) * growth
    of_sum = own + len(Z) - 1
    return Exponentials(P, below, relative, of_sum, np.log(total), growth)


def _is_top(below: np.ndarray, off: np.ndarray) -> np.ndarray:
    """Which score is surely the largest, in every program.

    The exponential of 0 is 1 in every library.
    """
    rivals = (below <= off + off.max(axis=0)) & (off.max(axis=0) > 0)
    return (below == 0) & (rivals.sum(axis=0) <= 1)


def softmax_error(
    Z: np.ndarray, Z_error: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities, and the bound on their errors."""
    parts = exponentials(Z, Z_error)
    return parts.P, probability_error(parts, Z_error)


def probability_error(parts: Exponentials, Z_error: np.ndarray) -> np.ndarray:
    """Errors of an exponential and of the sum, and those of the scores."""
    carried = (parts.P * Z_error).sum(axis=0) * parts.growth
    relative = parts.relative + Z_error + (parts.of_sum + 1.0 + carried)
    units = np.minimum(relative, STEEPEST * FULL)
    second = np.exp(UNIT_ROUNDOFF * units)
    error = parts.P * units * second * parts.growth
    error += np.where(parts.below > VANISHING, (EXP + 1.0) * UNDERFLOW, 0.0)
    return np.minimum(error, FULL)


def log_sum_error(parts: Exponentials, Z_error: np.ndarray) -> np.ndarray:
    """Log of the sum of shifted exponentials; n_samples bounds.

    Only what the operations round counts; where scores have errors, at any
    scores within them.
    """
    log_sum = parts.log_sum + 2.0 * between(Z_error.max(axis=0))
    error: np.ndarray = parts.of_sum + LOG * log_sum
    return error


def log_sum_exp_error(Z: np.ndarray) -> np.ndarray:
    """z_max + log of a sum; n_samples bounds, the scores being exact."""
    parts = exponentials(Z, 0.0 * Z)
    result = np.abs(Z.max(axis=0) + parts.log_sum)
    return log_sum_error(parts, 0.0 * Z) + result
