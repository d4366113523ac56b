"""Bounds on an optimizer's state and update, from those of its gradients.

A gradient that is off by at most e moves the averages and the update by
what the derivatives of the update's formula say; each operation of the
formula adds its own rounding, a few u of what it makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .library import power_error
from .rounding import SLACK, UNDERFLOW, between

if TYPE_CHECKING:
    from firstprinciples import Optimizer


# Operations that round on the way from the averages to the update.
ROUNDINGS = {
    "gradient_descent": 1,  # the product with the rate
    "momentum": 1,
    "classical_momentum": 1,
    "rmsprop": 4,  # product, root, sum, quotient
    "adam": 8,  # and of each average a quotient, by a difference
}

SMALL_ROOT = 2.0**-500  # squares of larger numbers do not underflow

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
    # Bounds on the errors of the averages before the update.
    v_error: np.ndarray | float = 0.0
    s_error: np.ndarray | float = 0.0


def memory(optimizer: Optimizer, letter: str) -> tuple[float, float]:
    """Weights of the past and of the new in an average, v or s."""
    beta = optimizer.beta1 if letter == "v" else optimizer.beta2
    is_sum = letter == "v" and optimizer.name == "classical_momentum"
    return beta, 1.0 if is_sum else 1.0 - beta


def is_corrected(optimizer: Optimizer) -> bool:
    """Whether averages are divided by 1 - beta^number."""
    return optimizer.name == "adam"


def velocity_bound(update: Update, optimizer: Optimizer) -> np.ndarray:
    """Bound on the error of the average of gradients."""
    beta, share = memory(optimizer, "v")
    assert update.v_before is not None
    gradient = np.abs(update.gradient) + update.error
    before = np.abs(update.v_before) + update.v_error
    terms = beta * before + share * gradient
    # 1 - beta, two products side by side, a sum.
    own = between(3.0 * terms + 2.0 * UNDERFLOW)
    carried = share * update.error + beta * update.v_error
    return own + (1.0 + SLACK) * carried


def square_bound(update: Update, optimizer: Optimizer) -> np.ndarray:
    """Bound on the error of the average of squares."""
    assert update.s is not None
    error, (beta, share) = update.error, memory(optimizer, "s")
    moved = share * error * (2.0 * np.abs(update.gradient) + error)
    moved = moved + beta * update.s_error
    # 1 - beta, square, product, sum.
    own = between(4.0 * (update.s + moved) + 3.0 * UNDERFLOW)
    return own + (1.0 + SLACK) * moved


def step_bound(update: Update, optimizer: Optimizer) -> np.ndarray:
    """Bound on the error of what is taken from a parameter."""
    rate, name = update.rate, optimizer.name
    bottom: float | np.ndarray = 1.0
    if name == "gradient_descent":
        size, error = np.abs(update.gradient), update.error
    elif name in ("momentum", "classical_momentum"):
        assert update.v is not None
        size = np.abs(update.v)
        error = velocity_bound(update, optimizer)
    else:
        size, error, bottom = _quotient(update, optimizer)
    roundings: float | np.ndarray = ROUNDINGS[name]
    if optimizer.schedule != "constant":  # a power and a product
        roundings = roundings + power_error(update.number) + 2.0
    error = error + between(roundings * (size + error))
    # The rate may come first: what underflows is then divided by the root.
    underflow = UNDERFLOW * (1.0 + rate + 1.0 / bottom)
    return (1.0 + SLACK) * rate * error + between(underflow)


def parameter_bound(
    value: np.ndarray, update: Update, optimizer: Optimizer
) -> np.ndarray:
    """Bound on the error of a parameter, from which a step was taken."""
    moved = step_bound(update, optimizer)
    bound: np.ndarray = between(np.abs(value) + moved) + moved
    return bound


def _quotient(
    update: Update, optimizer: Optimizer
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Size and error of RMSprop's and Adam's updates, without the rate.

    The third is what they are divided by, at least.
    """
    assert update.s is not None
    top, top_error = update.gradient, update.error
    square, error = update.s, square_bound(update, optimizer)
    if is_corrected(optimizer):
        assert update.v is not None
        top_error = velocity_bound(update, optimizer)
        top, top_error = _corrected(
            update.v, top_error, optimizer.beta1, update.number
        )
        square, error = _corrected(
            square, error, optimizer.beta2, update.number
        )
    epsilon = optimizer.epsilon
    bottom = np.sqrt(np.maximum(square - error, 0.0)) + epsilon
    apart = _quotient_bound(top, top_error, square, error, epsilon)
    return (
        np.abs(top) / (np.sqrt(square) + epsilon),
        np.minimum(apart, 2.0 * _largest_quotient(update, optimizer, bottom)),
        bottom,
    )


def _largest_quotient(
    update: Update, optimizer: Optimizer, bottom: np.ndarray
) -> np.ndarray | float:
    """What a quotient is at most, however wrong its gradient is.

    The square of the gradient g is in s: s >= (1 - beta2) g^2, where that
    does not underflow, and |g| / e is small where it does.  In Adam the past
    of v comes on top.
    """
    share = 1.0 - optimizer.beta2
    with np.errstate(divide="ignore", over="ignore"):
        largest = (1.0 + SMALL_ROOT / optimizer.epsilon) / np.sqrt(share)
    if not is_corrected(optimizer):
        return float((1.0 + SLACK) * largest)
    assert update.v_before is not None
    beta1, beta2 = optimizer.beta1, optimizer.beta2
    of_v, of_s = (1.0 - beta**update.number for beta in (beta1, beta2))
    past = beta1 * (np.abs(update.v_before) + update.v_error) / bottom
    now = (1.0 - beta1) * largest * np.sqrt(of_s)
    return (1.0 + SLACK) * (past + now) / of_v


def _corrected(
    average: np.ndarray, error: np.ndarray, beta: float, number: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """An average over 1 - beta^number, and its error by that of the power.

    Powers differ in their last bits, and the first shares are small:
    1 - 0.999^2 keeps two thousandths of what was subtracted.
    """
    power = beta**number
    share = 1.0 - power
    doubt = between(power_error(number) * power)
    doubt = np.where(number > 1, doubt, 0.0)
    lowest = share - doubt
    moved = np.abs(average) * doubt / (share * lowest)
    moved += between(UNDERFLOW)  # of the quotient
    return average / share, error / lowest + moved


def _quotient_bound(
    top: np.ndarray,
    top_error: np.ndarray,
    square: np.ndarray,
    square_error: np.ndarray,
    epsilon: float,
) -> np.ndarray:
    """Bound on the distance of two quotients top / (sqrt(square) + epsilon).

    The tops may be `top_error` apart, the squares `square_error`: with r
    and r' their roots, t and t' likewise,
    t' / (r' + e) - t / (r + e) = (t' - t) / (r' + e)
    + t (r - r') / ((r' + e) (r + e)), and neither root is below `lowest`; nor
    are 1 / (r' + e) and 1 / (r + e) farther apart than the larger of both.
    """
    lowest = np.sqrt(np.maximum(square - square_error, 0.0))
    bottom = lowest + epsilon
    moved = np.maximum(
        _apart(np.sqrt(square), lowest, np.minimum(square, square_error)),
        _apart(np.sqrt(square + square_error), np.sqrt(square), square_error),
    )
    size = (np.abs(top) + top_error) / bottom
    return top_error / bottom + size * np.minimum(moved / bottom, 1.0)


def _apart(
    higher: np.ndarray, lower: np.ndarray, squares: np.ndarray
) -> np.ndarray:
    """Difference of two roots, by that of their squares: nothing cancels."""
    total = higher + lower
    return squares / np.where(total > 0, total, 1.0)
