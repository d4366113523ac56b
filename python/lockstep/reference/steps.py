"""What the reference makes of single steps, and how far a port may be off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from firstprinciples import optimizer_state

from ..bounds.on_demand import OnDemand
from ..bounds.rounding import SLACK
from ..bounds.training import no_error, replay_bounds, step_rates
from ..cases.load import TrainingCase
from ..traces.chunks import chosen
from ..traces.quantities import (
    gradient_of,
    loss_and_gradients,
    rounded_names,
)
from ..traces.trace import Start, Trace
from ..truth.known import Certified
from .port import ReferencePort


class OwnSteps(NamedTuple):
    """What should follow from the starts of a port's own steps.

    Attributes
    ----------
    starts : Start
        What each step starts from.
    expected : dict of ndarray
    bounds : OnDemand
        State and parameters are those that the port's own gradients make.
    computed : dict of ndarray
    own_bounds : OnDemand
        The same, computed from the starts alone.
    truth : dict of Known
        Certified values of some steps from these starts.
    """

    starts: Start
    expected: Trace
    bounds: OnDemand
    computed: Trace
    own_bounds: OnDemand
    truth: Certified


class ReferenceSteps:
    """The reference's steps from any parameters.

    Parameters
    ----------
    port : ReferencePort
        Its case is open.
    case : TrainingCase
    """

    def __init__(self, port: ReferencePort, case: TrainingCase) -> None:
        self.port, self.case = port, case
        self._share = case.fields.get("bound_share", 1.0)

    def initial_state(self) -> Trace:
        """The optimizer's state before the first step."""
        return optimizer_state(self.case.parameters, self.case.optimizer)

    def bounds(
        self,
        steps: Sequence[int],
        trace: Trace,
        errors: Trace,
        starts: Start,
        state_errors: Trace | None = None,
    ) -> Trace:
        """Bounds on the errors of steps that start from given parameters."""
        rates = step_rates(self.case, steps)
        bounds = replay_bounds(
            *(trace, errors, starts.state or {}, self.case.optimizer, rates),
            state_errors,
        )
        return {name: self._share * bound for name, bound in bounds.items()}

    def computed(
        self, first_step: int, starts: Start
    ) -> tuple[Trace, OnDemand]:
        """Steps from given starts, and bounds on their errors."""
        trace, errors = self.port.steps_from(first_step, starts)
        steps = steps_of(first_step, starts)
        least = self.least_bounds(steps, trace, errors, starts)
        return trace, self.on_demand(first_step, trace, starts, lambda: least)

    def least_bounds(
        self, steps: Sequence[int], trace: Trace, least: Trace, starts: Start
    ) -> Trace:
        """What no bound of these steps is below.

        Every bound rises with the errors that it is made of; the millionth
        is for its own rounding.
        """
        bounds = self.bounds(steps, trace, least, starts)
        return {name: (1.0 - SLACK) * bound for name, bound in bounds.items()}

    def on_demand(
        self,
        first_step: int,
        trace: Trace,
        starts: Start,
        least: Callable[[], Trace],
    ) -> OnDemand:
        """Bounds on the errors of steps, those of any step when asked for."""

        def full(rows: np.ndarray) -> Trace:
            own = Start(*(chosen(part or {}, rows) for part in starts))
            steps = [first_step + int(row) for row in rows]
            errors = self.errors(steps, own.parameters)
            return self.bounds(steps, chosen(trace, rows), errors, own)

        return OnDemand(len(steps_of(first_step, starts)), least, full)

    def errors(self, steps: Sequence[int], parameters: Trace) -> Trace:
        """Errors of loss and gradients at given parameters, in units of u."""
        names = loss_and_gradients(parameters)
        return self.port.errors(steps, parameters, names)

    def rates(self, first_step: int, n_steps: int) -> list[float]:
        """Learning rate of each of some steps."""
        steps = range(first_step, first_step + n_steps)
        rates = step_rates(self.case, steps).rate
        return [float(rate) for rate in rates.ravel()]

    def with_updates(
        self,
        first_step: int,
        starts: Start,
        trace: Trace,
        computed: Trace,
        bounds: OnDemand,
    ) -> tuple[Trace, OnDemand]:
        """Expect of state and parameters what a port's own gradients make.

        Where they have the very bits, they need no bounds; else they may be
        off by what their own operations round, in whatever order.
        """
        updates = self.updates(first_step, starts, trace)
        if not updates:
            return computed, bounds
        if all(_same_bits(updates[n], trace.get(n)) for n in updates):
            own = no_error(updates)
        else:
            gradients = [gradient_of(name) for name in starts.parameters]
            given = {name: trace[name] for name in gradients}
            own = self.update_bounds(first_step, starts, {**given, **updates})
        return {**computed, **updates}, bounds.replaced(own)

    def updates(self, first_step: int, starts: Start, trace: Trace) -> Trace:
        """What the optimizer makes of a port's own gradients.

        Parameters
        ----------
        first_step : int
        starts : Start
            What each step starts from.
        trace : dict of ndarray
            The port's; without gradients of the right form there is nothing
            to update from.

        Returns
        -------
        dict of ndarray
            State and parameters after each step, or nothing.
        """
        names = map(gradient_of, starts.parameters)
        gradients = {name: trace[name] for name in names if name in trace}
        shapes = [p.shape for p in starts.parameters.values()]
        if [gradient.shape for gradient in gradients.values()] != shapes:
            return {}
        rates = self.rates(first_step, shapes[0][0])
        return self.port.updates(starts, gradients, rates, first_step + 1)

    def update_bounds(
        self, first_step: int, starts: Start, updated: Trace
    ) -> Trace:
        """Bounds on an update that starts from equal gradients.

        Parameters
        ----------
        first_step : int
        starts : Start
        updated : dict of ndarray
            Gradients, and the state and parameters that belong to them.

        Returns
        -------
        dict of ndarray
            Of the state and the parameters.
        """
        gradients = map(gradient_of, starts.parameters)
        equal = no_error({name: updated[name] for name in gradients})
        steps = steps_of(first_step, starts)
        bounds = self.bounds(steps, updated, equal, starts)
        return {n: bound for n, bound in bounds.items() if n not in equal}

    def intermediates(
        self, first_step: int, starts: Start
    ) -> tuple[Trace, Trace]:
        """Steps with every intermediate, and bounds on their errors."""
        expected, _ = self.port.replay(first_step, starts, True)
        names = rounded_names(expected)
        steps = steps_of(first_step, starts)
        errors = self.port.errors(steps, starts.parameters, names)
        return expected, self.bounds(steps, expected, errors, starts)


def steps_of(first_step: int, starts: Start) -> range:
    """Numbers of the steps that start there."""
    n_steps = len(starts.parameters["W1"])
    return range(first_step, first_step + n_steps)


def _same_bits(expected: np.ndarray, actual: np.ndarray | None) -> bool:
    """Whether two arrays hold the same numbers; NaN is none."""
    return actual is not None and np.array_equal(expected, actual)
