"""Rounding errors of losses and of the L2 penalty, in units of u."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from .library import EXP, LOG1P
from .rounding import UNDERFLOW, between, moved_mask
from .softmax import exponentials, log_sum_error, probability_error

if TYPE_CHECKING:
    from firstprinciples import Network


def loss_error(
    Z: np.ndarray,
    Z_error: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Network,
) -> float:
    """Loss of a step, with the L2 penalty of its weights.

    Parameters
    ----------
    Z, Z_error : ndarray, shape (n_outputs, n_samples)
        Scores and the bounds on their errors.
    Y : ndarray, shape (n_outputs, n_samples)
    parameters : mapping of ndarray
    network : Network
    """
    m = Y.shape[1] if network.reduction == "mean" else 1
    error, value = TRAINED[network.loss](Z, Z_error, Y, m)
    if not network.l2_penalty:
        return error
    penalty, of_penalty = penalty_error(parameters, network.l2_penalty, m)
    return error + penalty + value + of_penalty


def categorical_loss_error(
    Z: np.ndarray, Z_error: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of log sum exp(z) - z_y.

    Parameters
    ----------
    Z, Z_error, Y : ndarray, shape (n_classes, n_samples)
    divisor : int
        n_samples for the mean, 1 for the sum.

    Returns
    -------
    error, value : float
        The loss itself, at its largest, is needed for what is computed
        from it.
    """
    parts = exponentials(Z, Z_error)
    top, own_score = Z.max(axis=0), (Y * Z).sum(axis=0)
    log_sum = top + parts.log_sum
    slope = np.abs(parts.P - Y) + between(probability_error(parts, Z_error))
    carried = (slope * Z_error).sum(axis=0)
    losses = np.abs(log_sum - own_score) + between(carried)  # n_samples
    # z_max is added to the logarithm first, or taken from z_y.
    first = np.maximum(np.abs(log_sum), top - own_score)
    first = first + 2.0 * between(Z_error.max(axis=0))
    own = log_sum_error(parts, Z_error) + first + losses
    return _of_sum(own + carried, losses, divisor)


def binary_loss_error(
    Z: np.ndarray, Z_error: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of max(z, 0) - z y + log(1 + exp(-|z|)), from the left."""
    E = np.exp(-np.abs(Z))
    tail, off = np.log1p(E), between(Z_error)
    P = np.where(Z >= 0, 1.0, E) / (1.0 + E)
    slope = np.minimum(np.abs(P - Y) + 0.25 * off, 1.0)
    carried = slope * Z_error
    size = np.maximum(Z, 0.0) + np.abs(Z * Y) + 2.0 * off
    losses = np.abs(np.maximum(Z, 0.0) - Z * Y + tail) + between(carried)
    # z y and the difference are exact where y is 0 or 1: 0 or |z|.
    linear = np.where((Y == 0) | (Y == 1), 0.0, 2.0 * size)
    own = linear + 2.0 * losses + (EXP + LOG1P) * (tail + off + UNDERFLOW)
    return _of_sum(own + carried, losses, divisor)


def binary_loss_of_scores_error(
    Z: np.ndarray, Z_error: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """The same, or as the categorical loss of the scores 0 and z.

    A run may take either; the operation itself takes log1p, which keeps the
    digits of small losses.
    """
    error, value = binary_loss_error(Z, Z_error, Y, divisor)
    # Rows of all outputs become columns: a class 0 and a class 1 of each.
    scores, errors, labels = (
        np.stack(rows).reshape(2, -1)
        for rows in ((0.0 * Z, Z), (0.0 * Z, Z_error), (1.0 - Y, Y))
    )
    other, _ = categorical_loss_error(scores, errors, labels, divisor)
    return max(error, other), value


def perceptron_loss_error(
    Z: np.ndarray, Z_error: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of (a - y) z: the factor is exact, one product.

    Across 0 the loss has a corner: it moves as z does, or not at all.
    """
    wrong = np.where(moved_mask(Z, Z_error), 1.0, np.abs((Z > 0) - Y))
    losses = wrong * (np.abs(Z) + between(Z_error))
    return _of_sum(losses + wrong * Z_error, losses, divisor)


LOSSES = {
    "categorical_cross_entropy": categorical_loss_error,
    "binary_cross_entropy": binary_loss_error,
    "perceptron_loss": perceptron_loss_error,
}
TRAINED = {**LOSSES, "binary_cross_entropy": binary_loss_of_scores_error}


def _of_sum(
    own: np.ndarray, losses: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Each loss has its error; their sum and the quotient are rounded."""
    error = (own + (losses.size + 1) * losses).sum() / divisor
    return float(error + UNDERFLOW), float(losses.sum() / divisor)


def penalty_error(
    parameters: Mapping[str, np.ndarray], l2_penalty: float, divisor: int
) -> tuple[float, float]:
    """l2_penalty / (2 m) times the sum of all squared weights."""
    weights = [W for name, W in parameters.items() if name[0] == "W"]
    squares = sum(float((W * W).sum()) for W in weights)
    n_weights = sum(W.size for W in weights)
    value = l2_penalty / (2 * divisor) * squares
    underflow = (1.0 + n_weights * l2_penalty / divisor) * UNDERFLOW
    return (n_weights + 4) * value + underflow, value
