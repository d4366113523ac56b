"""Every tolerance of the judge, with its reason; there is no other.

u is the unit roundoff of doubles.  A replayed step starts from equal bits,
so its errors are local: 64 u S, S being the magnitudes of the terms that
were summed (see `magnitudes`).  Honest ports were measured to stay within
17 u S.  A free run accumulates errors, and the problem may amplify them:
its tolerance adds the measured envelope E(t) of reference runs whose
initial weights were moved by one ULP (see `envelope`), times 30.  Between
languages, distances of at most 8 E were measured.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from firstprinciples import scheduled_rate

from .update_bounds import (
    Update,
    square_bound,
    step_bound,
    velocity_bound,
)

UNIT_ROUNDOFF = 2.0**-53
REPLAY_FACTOR = 64.0
PARAMETER_FACTOR = 4.0  # one product, one difference, and their inputs
ENVELOPE_FACTOR = 30.0
ENVELOPE_FLOOR = 1e-14
HORIZON = 1e-6  # beyond it, a free run is shown and not judged

Trace = dict[str, np.ndarray]


def replay_bounds(
    expected: Trace,
    magnitudes: Trace,
    state: Trace,
    optimizer: Any,
    rates: StepRates,
) -> Trace:
    """Bounds on the error of each quantity of replayed steps.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    magnitudes : dict of ndarray
        S of the same steps.
    state : dict of ndarray
        The optimizer's, before each step.
    optimizer : Optimizer
    rates : StepRates

    Returns
    -------
    dict of ndarray
        A bound for each element of each quantity in `expected`.
    """
    unit = REPLAY_FACTOR * UNIT_ROUNDOFF
    bounds: Trace = {}
    for name, value in expected.items():
        if name == "loss":
            bounds[name] = unit * np.maximum(1.0, np.abs(value))
        elif name in magnitudes:
            bounds[name] = unit * magnitudes[name]
        elif name[0] == "M":  # dropout masks
            bounds[name] = np.zeros(value.shape)
        elif name[0] in "vs":
            update = _update(name[1:], expected, bounds, state, rates)
            rule = velocity_bound if name[0] == "v" else square_bound
            bounds[name] = rule(update, optimizer)
        else:
            own = PARAMETER_FACTOR * UNIT_ROUNDOFF * np.abs(value)
            update = _update(name, expected, bounds, state, rates)
            bounds[name] = own + step_bound(update, optimizer)
    return bounds


class StepRates(NamedTuple):
    """Learning rate and number of each update, from 1; n_steps x 1 x 1."""

    rate: np.ndarray
    number: np.ndarray


def step_rates(case: Any, first_step: int, n_steps: int) -> StepRates:
    """Learning rates of a chunk of steps, as the case schedules them."""
    n_batches = math.ceil(case.X.shape[1] / case.batch_size)
    steps = range(first_step, first_step + n_steps)
    settings = case.optimizer
    rates = [
        scheduled_rate(
            settings.schedule,
            settings.learning_rate,
            settings.decay_rate,
            settings.decay_epochs,
            step // n_batches,
        )
        for step in steps
    ]
    counts = np.arange(first_step + 1.0, first_step + n_steps + 1.0)
    return StepRates(np.reshape(rates, (-1, 1, 1)), counts.reshape(-1, 1, 1))


def _update(
    name: str, expected: Trace, bounds: Trace, state: Trace, rates: StepRates
) -> Update:
    """Gather what is known of the updates of a parameter."""
    return Update(
        gradient=expected["d" + name],
        error=bounds["d" + name],
        v_before=state.get("v" + name),
        v=expected.get("v" + name),
        s=expected.get("s" + name),
        rate=rates.rate,
        number=rates.number,
    )


def free_bounds(
    expected: Trace, replay: Trace, envelope: Trace
) -> tuple[Trace, Trace]:
    """Bounds on the error of each quantity of a free run.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    replay : dict of ndarray
        From `replay_bounds`: what each step adds by itself.
    envelope : dict of ndarray
        E(t) of each quantity, relative to its largest magnitude.

    Returns
    -------
    bounds : dict of ndarray
        A bound for each element of each quantity.
    judged : dict of ndarray
        Whether a quantity can be judged at a step.
    """
    bounds, judged = {}, {}
    for name, value in expected.items():
        growth = ENVELOPE_FACTOR * envelope[name]  # n_steps
        drift = (growth + ENVELOPE_FLOOR) * scale(value)
        shape = (-1,) + (1,) * (value.ndim - 1)
        bounds[name] = replay[name] + drift.reshape(shape)
        judged[name] = growth <= HORIZON
    return bounds, judged


def scale(value: np.ndarray) -> np.ndarray:
    """Largest magnitude of a quantity at each step."""
    return np.abs(value).reshape(len(value), -1).max(axis=1, initial=0.0)
