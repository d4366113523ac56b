"""Bounds on an optimizer's state and update, from those of its gradients.

A gradient that is off by at most e moves the averages and the update by
what the derivatives of the update's formula say; each operation of the
formula adds its own rounding, a few u of what it makes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .rounding import between

# Operations that round on the way from the averages to the update.
ROUNDINGS = {
    "gradient_descent": 1,  # the product with the rate
    "momentum": 1,
    "classical_momentum": 1,
    "rmsprop": 4,  # product, root, sum, quotient
    "adam": 8,  # and of each average a quotient, by a difference
}

POWER_ERROR = 4.0  # u: 2 ULP, as for exp and log
RATE_ERROR = 6.0  # u: a power and a product

Trace = dict[str, np.ndarray]


class Update(NamedTuple):
    """What is known of the updates of one parameter, the step first."""

    gradient: np.ndarray
    error: np.ndarray  # bound on the gradient's error
    v_before: np.ndarray | None
    v: np.ndarray | None
    s: np.ndarray | None
    rate: np.ndarray  # n_steps x 1 x 1
    number: np.ndarray  # n_steps x 1 x 1


def velocity_bound(update: Update, optimizer: Any) -> np.ndarray:
    """Bound on the error of the average of gradients."""
    beta = optimizer.beta1
    share = 1.0 if optimizer.name == "classical_momentum" else 1.0 - beta
    assert update.v_before is not None
    terms = beta * np.abs(update.v_before) + share * np.abs(update.gradient)
    return between(2.0 * terms) + share * update.error  # product, sum


def square_bound(update: Update, optimizer: Any) -> np.ndarray:
    """Bound on the error of the average of squares."""
    assert update.s is not None
    error = update.error
    moved = 2.0 * np.abs(update.gradient) * error + error * error
    own = between(3.0 * update.s)  # square, product, sum
    return own + (1.0 - optimizer.beta2) * moved


def step_bound(update: Update, optimizer: Any) -> np.ndarray:
    """Bound on the error of what is taken from a parameter."""
    rate, name = update.rate, optimizer.name
    if name == "gradient_descent":
        size, error = np.abs(update.gradient), update.error
    elif name in ("momentum", "classical_momentum"):
        assert update.v is not None
        size = np.abs(update.v)
        error = velocity_bound(update, optimizer)
    else:
        size, error = _quotient(update, optimizer)
    roundings: float = ROUNDINGS[name]
    if optimizer.schedule != "constant":
        roundings += RATE_ERROR
    return rate * (error + between(roundings * size))


def _quotient(update: Update, optimizer: Any) -> tuple[np.ndarray, np.ndarray]:
    """Size and error of RMSprop's and Adam's updates, without the rate."""
    assert update.s is not None
    top, top_error = update.gradient, update.error
    share, doubt = np.ones_like(update.number), np.zeros_like(update.number)
    if optimizer.name == "adam":
        assert update.v is not None
        v_share, v_doubt = _share(optimizer.beta1, update.number)
        top = update.v / v_share
        top_error = velocity_bound(update, optimizer) / v_share
        top_error = top_error + v_doubt * np.abs(top)
        share, doubt = _share(optimizer.beta2, update.number)
    square, epsilon = update.s / share, optimizer.epsilon
    error = square_bound(update, optimizer) / share + doubt * square
    return (
        np.abs(top) / (np.sqrt(square) + epsilon),
        _quotient_bound(top, top_error, square, error, epsilon),
    )


def _share(beta: float, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """1 - beta^number, and how far it may be off, relative to itself.

    Libraries differ by an ULP or two in powers, and the first shares are
    small: 1 - 0.999^2 keeps two thousandths of what was subtracted.
    """
    power = beta**number
    share = 1.0 - power
    doubt = between(POWER_ERROR * power / share)
    return share, np.where(number > 1, doubt, 0.0)


def _quotient_bound(
    top: np.ndarray,
    top_error: np.ndarray,
    square: np.ndarray,
    square_error: np.ndarray,
    epsilon: float,
) -> np.ndarray:
    """Bound on the error of top / (sqrt(square) + epsilon).

    With r the root and r' any root within the error, t and t' likewise:
    t' / (r' + e) - t / (r + e) = (t' - t) / (r' + e)
    + t (r - r') / ((r' + e) (r + e)), and r' is at least `lowest`.
    """
    root = np.sqrt(square)
    lowest = np.sqrt(np.maximum(square - square_error, 0.0))
    highest = np.sqrt(square + square_error)
    moved = np.maximum(root - lowest, highest - root)
    bottom = lowest + epsilon
    size = np.abs(top) / (root + epsilon)
    return top_error / bottom + size * moved / bottom
