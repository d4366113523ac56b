"""Bounds on an optimizer's state and update, from those of its gradients.

A gradient that is off by at most e moves the averages and the update by
what the derivatives of the update's formula say; each operation of the
formula adds its own rounding, a few u of what it makes.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

UNIT_ROUNDOFF = 2.0**-53
OWN_FACTOR = 4.0  # two products, one sum, and their inputs
UPDATE_FACTOR = 8.0  # quotients and a root more
POWER_FACTOR = 4.0  # a power of two ULP in one library, in the other as well

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
    return OWN_FACTOR * UNIT_ROUNDOFF * terms + share * update.error


def square_bound(update: Update, optimizer: Any) -> np.ndarray:
    """Bound on the error of the average of squares."""
    assert update.s is not None
    error = update.error
    moved = 2.0 * np.abs(update.gradient) * error + error * error
    own = OWN_FACTOR * UNIT_ROUNDOFF * update.s
    return own + (1.0 - optimizer.beta2) * moved


def step_bound(update: Update, optimizer: Any) -> np.ndarray:
    """Bound on the error of what is taken from a parameter."""
    rate = update.rate
    if optimizer.name == "gradient_descent":
        return rate * update.error
    if optimizer.name in ("momentum", "classical_momentum"):
        return rate * velocity_bound(update, optimizer)
    if optimizer.name == "rmsprop":
        top, top_error = update.gradient, update.error
        share, doubt = np.ones_like(update.number), 0.0
    else:
        assert update.v is not None
        v_share, v_doubt = _share(optimizer.beta1, update.number)
        top = update.v / v_share
        top_error = velocity_bound(update, optimizer) / v_share
        top_error = top_error + v_doubt * np.abs(top)
        share, doubt = _share(optimizer.beta2, update.number)
    assert update.s is not None
    square = update.s / share
    square_error = square_bound(update, optimizer) / share + doubt * square
    return rate * _quotient_bound(
        top, top_error, square, square_error, optimizer.epsilon
    )


def _share(beta: float, number: np.ndarray) -> tuple[np.ndarray, Any]:
    """1 - beta^number, and a bound on its relative error.

    Libraries differ by an ULP or two in powers, and the first shares are
    small: 1 - 0.999 keeps a thousandth of what was subtracted.
    """
    power = beta**number
    share = 1.0 - power
    doubt = POWER_FACTOR * UNIT_ROUNDOFF * power / share
    return share, np.where(number > 1, doubt, 0.0)


def _quotient_bound(
    top: np.ndarray,
    top_error: np.ndarray,
    square: np.ndarray,
    square_error: np.ndarray,
    epsilon: float,
) -> np.ndarray:
    """Bound on the error of top / (sqrt(square) + epsilon)."""
    # Near zero a root moves by at most the root of what its square moves.
    slope = np.maximum(np.sqrt(square), np.sqrt(square_error))
    with np.errstate(invalid="ignore", divide="ignore"):
        root_error = np.where(square_error > 0, square_error / slope, 0.0)
    bottom = np.sqrt(square) + epsilon
    size = np.abs(top) / bottom
    own = UPDATE_FACTOR * UNIT_ROUNDOFF * size
    return own + top_error / bottom + size * root_error / bottom
