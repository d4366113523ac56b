"""The optimizer's state along a port's run, where the port shows none.

It follows from the gradients at the port's own parameters: the port's, if it
shows them, or else the reference's.  Its error is that of a moving average:
what each step adds fades as the average forgets.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..bounds.training import carried_errors, no_error
from ..traces.quantities import gradient_of
from ..traces.trace import Start, Trace
from .steps import OwnSteps, ReferenceSteps


@dataclass(frozen=True)
class HiddenState:
    """A state that nobody has shown, and how far it may be off.

    Attributes
    ----------
    state, errors : dict of ndarray
    """

    state: Trace
    errors: Trace = field(default_factory=dict)


def own_steps_without_state(
    steps: ReferenceSteps,
    first_step: int,
    parameters: Trace,
    trace: Trace,
    hidden: HiddenState,
) -> tuple[OwnSteps, HiddenState]:
    """What should follow from the steps of a port that shows no state.

    Parameters
    ----------
    steps : ReferenceSteps
    first_step : int
    parameters : dict of ndarray
        The port's, before each step.
    trace : dict of ndarray
        What the port shows.
    hidden : HiddenState
        Before the first step.

    Returns
    -------
    due : OwnSteps
    hidden : HiddenState
        After the last step.
    """
    n_steps = len(parameters["W1"])
    count, rates = first_step + 1, steps.rates(first_step, n_steps)
    anything = {n: np.stack([v] * n_steps) for n, v in hidden.state.items()}
    start = Start(parameters, anything)
    computed, least = steps.port.steps_from(first_step, start)
    numbers = range(first_step, first_step + n_steps)
    names = [gradient_of(name) for name in parameters]
    gradients = {name: trace.get(name, computed[name]) for name in names}
    # A gradient that the port shows is the very one that it used.
    used = no_error(gradients)
    if not all(name in trace for name in names):
        errors = steps.errors(numbers, parameters)
        used |= {name: errors[name] for name in names if name not in trace}
    states = steps.port.states(hidden.state, gradients, rates, count)
    starts = Start(parameters, {n: stack[:-1] for n, stack in states.items()})
    updates = steps.port.updates(starts, gradients, rates, count)
    made = {**gradients, **updates}
    added = steps.bounds(numbers, made, used, starts)
    carried, last = carried_errors(
        {name: added[name] for name in states},
        hidden.errors,
        steps.case.optimizer,
    )
    moved = steps.bounds(numbers, made, used, starts, carried)
    seen = {name: computed[name] for name in ("loss", *names)}
    least_bounds = steps.least_bounds(numbers, seen, least, starts)
    bounds = steps.on_demand(first_step, seen, starts, lambda: least_bounds)
    after = {name: updates[name] for name in parameters}
    due = OwnSteps(
        starts,
        {**seen, **after},
        bounds.replaced({name: moved[name] for name in after}),
        seen,
        bounds,
        {},
    )
    ended = {name: stack[-1] for name, stack in states.items()}
    return due, HiddenState(ended, last)
