"""Every tolerance of the judge, with its reason; there is no other.

A replayed step starts from equal bits, so its errors are local: they are
at most what its own operations round, which `step` adds up from the lengths
and magnitudes of their sums.  An update is held against what the reference
makes of the port's own gradients, to the last bit.  A free run accumulates
errors, and the problem may amplify them: its tolerance adds the measured
envelope E(t) of reference runs that round at random at every step (see
`disturbed`), times a factor that follows from a chance (see `chance`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from firstprinciples import Optimizer, scheduled_rate

from ..cases.load import TrainingCase
from ..traces.quantities import Quantity, Role, gradient_of
from .chance import factor_of
from .rounding import SIDES, SLACK, between
from .updates import (
    Update,
    memory,
    parameter_bound,
    square_bound,
    velocity_bound,
)

N_RUNS = 8  # that round at random, to measure an envelope
# That a right port's drift is called unexplained, for each quantity and step.
CHANCE = 1e-10
ENVELOPE_FACTOR = factor_of(CHANCE, N_RUNS)
HORIZON = 1e-6  # where rounding may move a run farther, none can be matched

Trace = dict[str, np.ndarray]


# What a port delivers may be inf or NaN, or overflow on the way.
@np.errstate(over="ignore", divide="ignore", invalid="ignore")
def replay_bounds(
    expected: Trace,
    errors: Trace,
    state: Trace,
    optimizer: Optimizer,
    rates: StepRates,
    state_errors: Trace | None = None,
) -> Trace:
    """Bounds on the error of each quantity of replayed steps.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    errors : dict of ndarray
        Of the same steps, in units of u, from the error model.
    state : dict of ndarray
        The optimizer's, before each step.
    optimizer : Optimizer
    rates : StepRates
    state_errors : dict of ndarray, optional
        Bounds on the errors of the state before each step; none by default.

    Returns
    -------
    dict of ndarray
        A bound for each element of each quantity in `expected`.
    """
    bounds: Trace = {}
    for name, value in expected.items():
        quantity = Quantity.parse(name)
        if name in errors:
            bounds[name] = between(errors[name])
            continue
        if quantity.is_mask:
            bounds[name] = np.zeros(value.shape)
            continue
        update = _update(
            *(quantity.parameter, expected, bounds, state, rates),
            state_errors or {},
        )
        if quantity.is_state:
            is_first = quantity.kind.role is Role.FIRST_STATE
            rule = velocity_bound if is_first else square_bound
            bounds[name] = rule(update, optimizer)
        else:
            bounds[name] = parameter_bound(value, update, optimizer)
    return {name: _overflowed_to_nan(bound) for name, bound in bounds.items()}


def _overflowed_to_nan(bound: np.ndarray) -> np.ndarray:
    """Infinity would allow every error; nothing is within NaN."""
    if np.isfinite(bound).all():
        return bound
    return np.where(np.isinf(bound), np.nan, bound)


def no_error(expected: Trace) -> Trace:
    """Bounds of what has the same bits in every language."""
    return {name: np.zeros(value.shape) for name, value in expected.items()}


class StepRates(NamedTuple):
    """Learning rate and number of each update, from 1; n_steps x 1 x 1."""

    rate: np.ndarray
    number: np.ndarray


def one_sided(bounds: Trace) -> Trace:
    """Bounds on the distance from the truth, where only one side errs."""
    return {name: bound / SIDES for name, bound in bounds.items()}


def step_rates(case: TrainingCase, steps: Sequence[int]) -> StepRates:
    """Learning rates of some steps, as the case schedules them."""
    n_batches = math.ceil(case.X.shape[1] / case.batch_size)
    rates = [_rate(case.optimizer, step // n_batches) for step in steps]
    counts = 1.0 + np.array(steps)
    return StepRates(np.reshape(rates, (-1, 1, 1)), counts.reshape(-1, 1, 1))


@lru_cache(maxsize=10_000)  # each chunk is judged again and again
def _rate(settings: Optimizer, epoch: int) -> float:
    return scheduled_rate(
        settings.schedule,
        settings.learning_rate,
        settings.decay_rate,
        settings.decay_epochs,
        epoch,
    )


def _update(
    name: str,
    expected: Trace,
    bounds: Trace,
    state: Trace,
    rates: StepRates,
    state_errors: Trace,
) -> Update:
    """Gather what is known of the updates of a parameter."""
    return Update(
        gradient=expected[gradient_of(name)],
        error=bounds[gradient_of(name)],
        v_before=state.get("v" + name),
        v=expected.get("v" + name),
        s=expected.get("s" + name),
        rate=rates.rate,
        number=rates.number,
        v_error=state_errors.get("v" + name, 0.0),
        s_error=state_errors.get("s" + name, 0.0),
    )


def carried_errors(
    own: Trace, before: Trace, optimizer: Optimizer
) -> tuple[Trace, Trace]:
    """Errors of averages that are handed on from step to step.

    Parameters
    ----------
    own : dict of ndarray
        What each step adds to the error of a state, the step first.
    before : dict of ndarray
        Bounds on the errors of the state before the first step.
    optimizer : Optimizer

    Returns
    -------
    before, last : dict of ndarray
        Bounds before each step, and after the last.
    """
    errors, last = {}, {}
    for name, added in own.items():
        beta = memory(optimizer, name[0])[0] * (1.0 + SLACK)
        error, rows = before.get(name, np.zeros(added.shape[1:])), []
        for row in added:
            rows.append(error)
            error = row + beta * error
        errors[name], last[name] = np.stack(rows), error
    return errors, last


@np.errstate(invalid="ignore")  # an envelope may be infinite
def free_bounds(
    expected: Trace,
    replay: Mapping[str, np.ndarray | float],
    envelope: Trace,
    share: float = 1.0,
) -> tuple[Trace, Trace]:
    """Bounds on the error of each quantity of a free run.

    Parameters
    ----------
    expected : dict of ndarray
        The reference's quantities, the step as the first axis.
    replay : mapping of array_like
        From `replay_bounds`: what each step adds by itself.
    envelope : dict of ndarray
        E(t) of each quantity, relative to its largest magnitude.
    share : float
        Of the envelope that a case allows, at most 1.

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
        drift = share * growth * scale(value)
        shape = (-1,) + (1,) * (value.ndim - 1)
        bounds[name] = replay[name] + drift.reshape(shape)
        judged[name] = is_comparable(envelope[name])
    return bounds, judged


def is_comparable(envelope: np.ndarray) -> np.ndarray:
    """Whether runs can be compared at each step, by the envelope there."""
    near: np.ndarray = ENVELOPE_FACTOR * envelope <= HORIZON
    return near


def scale(value: np.ndarray) -> np.ndarray:
    """Largest magnitude of a quantity at each step."""
    return np.abs(value).reshape(len(value), -1).max(axis=1, initial=0.0)
