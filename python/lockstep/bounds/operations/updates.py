"""Rounding errors of updates, averages, rates and scales, in units of u.

Three languages make equal bits here, but a port may fuse a product with a
sum, multiply by a reciprocal, or take a power by repeated products.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from firstprinciples import Optimizer

from ...cases.arguments import Arguments
from ...traces.trace import Trace
from ..library import power_error
from ..rounding import PER_UNIT, UNDERFLOW
from ..updates import Update, parameter_bound, square_bound, velocity_bound

SETTINGS = ("learning_rate", "beta1", "beta2", "epsilon")


def _one_update(operation: str) -> Callable[[Arguments, Trace], Trace]:
    """Errors of an update of one parameter, by the optimizer's name."""

    def errors(arguments: Arguments, expected: Trace) -> Trace:
        given = {n: arguments[n] for n in SETTINGS if n in arguments}
        optimizer = Optimizer(operation, **given)
        count = arguments.get("count", 1)
        return _update(arguments, expected, optimizer, count)

    return errors


def _update(
    before: Mapping[str, np.ndarray],
    after: Mapping[str, np.ndarray],
    optimizer: Optimizer,
    count: float,
) -> Trace:
    """P, v and s after an update, as far as it has them."""
    dP, rate = before["dP"], np.array(optimizer.learning_rate)
    update = Update(
        *(dP, 0.0 * dP, before.get("v"), after.get("v"), after.get("s")),
        *(rate, np.array(float(count))),
    )
    bounds = {"P": parameter_bound(after["P"], update, optimizer)}
    if "v" in after:
        bounds["v"] = velocity_bound(update, optimizer)
    if "s" in after:
        bounds["s"] = square_bound(update, optimizer)
    return {name: bound / PER_UNIT for name, bound in bounds.items()}


def _optimizer_update(arguments: Arguments, expected: Trace) -> Trace:
    """Each parameter by itself; the rate is that of this update."""
    rate = arguments["learning_rate"]
    given = {**arguments["optimizer"], "learning_rate": rate}
    optimizer = Optimizer(**{**given, "schedule": "constant"})
    state, errors = arguments["state"], {}
    for name, P in arguments["parameters"].items():
        before = {"P": P, "dP": arguments["gradients"][f"d{name}"]}
        before |= {kept: state[f"{kept}{name}"] for kept in optimizer.letters}
        names = {kept: f"state.{kept}{name}" for kept in optimizer.letters}
        names["P"] = f"parameters.{name}"
        after = {part: expected[result] for part, result in names.items()}
        found = _update(before, after, optimizer, arguments["count"])
        errors.update({names[part]: error for part, error in found.items()})
    return errors


def _moving_average(arguments: Arguments, expected: Trace) -> Trace:
    """1 - beta, two products, a sum; each average carries the last's error."""
    beta = arguments["beta1"]
    average, error, errors = 0.0, 0.0, []
    for number, value in enumerate(arguments["values"], 1):
        terms = beta * abs(average) + (1.0 - beta) * abs(value)
        average = beta * average + (1.0 - beta) * value
        error = beta * error + 3.0 * (terms + PER_UNIT * error) + UNDERFLOW
        share, own = 1.0, 0.0
        if arguments["corrected"]:
            power = beta**number
            share = 1.0 - power
            doubt = power_error(number) * power + share
            own = (doubt / share + 1.0) * abs(average) / share
        errors.append(error / share + own)
    return {"averages": np.array(errors)}


def _scheduled_rate(arguments: Arguments, expected: Trace) -> Trace:
    """A power and a product; by inverse time a product, a sum, a quotient."""
    rate, schedule = expected["learning_rate"], arguments["schedule"]
    drops = arguments["epoch"]
    if schedule == "step":
        drops = drops // arguments["decay_epochs"]
    roundings = {
        "constant": 0.0,
        "inverse_time": 3.0,
        "exponential": power_error(drops) + 1.0,
        "step": power_error(drops) + 1.0,
    }[schedule]
    is_number = np.isfinite(rate) & (schedule != "constant")
    error = np.where(is_number, roundings * np.abs(rate) + UNDERFLOW, 0.0)
    return {"learning_rate": error}


def _of_result(roundings: float) -> Callable[[Arguments, Trace], Trace]:
    """So many roundings of the result itself, in whatever order."""

    def errors(arguments: Arguments, expected: Trace) -> Trace:
        return {
            name: np.where(value, roundings * np.abs(value) + UNDERFLOW, 0.0)
            for name, value in expected.items()
        }

    return errors


UPDATE_ERRORS: dict[str, Callable[[Arguments, Trace], Trace]] = {
    **{
        name: _one_update(name)
        for name in (
            *("gradient_descent", "momentum", "classical_momentum"),
            *("rmsprop", "adam"),
        )
    },
    "optimizer_update": _optimizer_update,
    "moving_average": _moving_average,
    "scheduled_rate": _scheduled_rate,
    "l2_gradient": _of_result(2.0),  # a quotient and a product
    "dropout_forward": _of_result(2.0),  # or a product with a reciprocal
    "dropout_backward": _of_result(2.0),
    "standardize_with": _of_result(3.0),  # a difference comes first
}
