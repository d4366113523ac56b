"""Rounding errors of losses and of the L2 penalty, in units of u."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .activations import log_sum_exp_error, softmax_error
from .rounding import FUNCTION, moved_mask


def loss_error(
    Z: np.ndarray,
    Z_error: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Any,
) -> float:
    """Loss of a step, with the L2 penalty of its weights.

    Parameters
    ----------
    Z, Z_error : ndarray, shape (n_outputs, n_samples)
        Scores and the bounds on their errors.
    Y : ndarray, shape (n_outputs, n_samples)
    parameters : mapping of ndarray
    network : Network

    Returns
    -------
    float
    """
    m = Y.shape[1] if network.reduction == "mean" else 1
    if network.loss == "categorical_cross_entropy":
        P, _ = softmax_error(Z, Z_error)
        own, value = categorical_loss_error(Z, Y, m)
    elif network.loss == "binary_cross_entropy":
        P = 0.5 * (1.0 + np.tanh(0.5 * Z))
        own, value = binary_loss_error(Z, Y, m)
    else:
        # Across 0 the loss has a corner: it moves as z does, or not at all.
        P = np.where(moved_mask(Z, Z_error), 1.0 - Y, Z > 0)
        own, value = perceptron_loss_error(Z, Y, m)
    error = own + float((np.abs(P - Y) * Z_error).sum()) / m
    if not network.l2_penalty:
        return error
    penalty, of_penalty = penalty_error(parameters, network.l2_penalty, m)
    return error + penalty + value + of_penalty


def categorical_loss_error(
    Z: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of log sum exp(z) - z_y, the scores being exact.

    Parameters
    ----------
    Z, Y : ndarray, shape (n_classes, n_samples)
    divisor : int
        n_samples for the mean, 1 for the sum.

    Returns
    -------
    error, value : float
        The loss itself is needed for what is computed from it.
    """
    largest = Z.max(axis=0)
    log_sum = largest + np.log(np.exp(Z - largest).sum(axis=0))
    losses = np.abs(log_sum - (Y * Z).sum(axis=0))  # n_samples
    own = log_sum_exp_error(Z) + losses
    return _of_sum(own, losses, divisor)


def binary_loss_error(
    Z: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of max(z, 0) - z y + log(1 + exp(-|z|))."""
    tail = np.log1p(np.exp(-np.abs(Z)))
    terms = np.maximum(Z, 0.0) + np.abs(Z * Y) + tail
    losses = np.abs(np.maximum(Z, 0.0) - Z * Y + tail)
    own = 3.0 * terms + 2.0 * FUNCTION * tail
    return _of_sum(own, losses, divisor)


def perceptron_loss_error(
    Z: np.ndarray, Y: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Mean or sum of (a - y) z: the factor is exact, one product."""
    losses = np.abs(((Z > 0) - Y) * Z)
    return _of_sum(losses, losses, divisor)


def _of_sum(
    own: np.ndarray, losses: np.ndarray, divisor: int
) -> tuple[float, float]:
    """Each loss has its error; their sum and the quotient are rounded."""
    error = (own + losses.size * losses).sum() / divisor
    return float(error), float(losses.sum() / divisor)


def penalty_error(
    parameters: Mapping[str, np.ndarray], l2_penalty: float, divisor: int
) -> tuple[float, float]:
    """l2_penalty / (2 m) times the sum of all squared weights."""
    weights = [W for name, W in parameters.items() if name[0] == "W"]
    squares = sum(float((W * W).sum()) for W in weights)
    n_roundings = sum(W.size for W in weights) + 4
    value = l2_penalty / (2 * divisor) * squares
    return n_roundings * value, value
