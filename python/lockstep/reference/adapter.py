"""The reference: the Python port, the error model of its steps, its updates."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..bounds.disturbed import Noise, disturbed_step, disturbed_update
from ..bounds.least import least_errors
from ..bounds.step import step_errors
from ..bounds.updates import is_corrected
from ..ports.bridge.python import PythonAdapter, guarded
from ..traces.chunks import rows_of
from ..traces.trace import Start, Trace


class ReferenceAdapter(PythonAdapter):
    """Adds what the judge needs to know of a step to the Python port."""

    def take_up(
        self, first_step: int, n_steps: int, start: Start | None
    ) -> tuple[Trace, float]:
        """Train from any step on; also the seconds that it took."""
        started = time.perf_counter()
        trace = guarded(
            self._port.train_case,
            *(self._case, first_step, n_steps, *(start or ())),
        )
        return trace, time.perf_counter() - started

    def steps_from(self, first_step: int, starts: Start) -> tuple[Trace, Trace]:
        """Compute steps, and what no bound on their errors is below.

        Parameters
        ----------
        first_step : int
        starts : Start
            What each step starts from, the step first.

        Returns
        -------
        trace : dict of ndarray
            As `replay` makes it, without intermediates.
        least : dict of ndarray
            Of loss and gradients, in units of u; see `least_errors`.
        """
        return guarded(self._steps_from, first_step, starts)

    def _steps_from(
        self, first_step: int, starts: Start
    ) -> tuple[Trace, Trace]:
        case, port = self._case, self._port
        targets = port.network_targets(case.labels, case.network)
        made, least = [], []
        with port.refusals.unchecked():
            for row in range(len(starts.parameters["W1"])):
                parameters, state = (
                    {name: stack[row] for name, stack in (part or {}).items()}
                    for part in starts
                )
                step = port.train_step(
                    case, targets, parameters, state, first_step + row
                )
                _, Y = port.step_batch(case, targets, first_step + row)
                seen = {
                    name: slope
                    for name, slope in step.gradients.items()
                    if name[1:] in parameters
                }
                after = {**step.state, **step.parameters}
                made.append({"loss": step.loss, **seen, **after})
                least.append(
                    least_errors(
                        *(step.cache, step.gradients, Y, step.loss),
                        *(parameters, case.network),
                    )
                )
        return _stacked(made), _stacked(least)

    def errors(
        self, steps: Sequence[int], parameters: Trace, names: list[str]
    ) -> Trace:
        """Bounds on the errors of chosen quantities of some steps.

        Parameters
        ----------
        steps : sequence of int
        parameters : dict of ndarray
            Before each update, the step as the first axis.
        names : list of str
            Such as loss, dW1, db1 or Z1.

        Returns
        -------
        dict of ndarray
            In units of u, the step as the first axis.
        """
        targets = self._port.network_targets(
            self._case.labels, self._case.network
        )
        rows = []
        for row, step in enumerate(steps):
            start = {name: stack[row] for name, stack in parameters.items()}
            with self._port.refusals.unchecked():
                errors = self._step_errors(targets, start, step)
            rows.append({name: errors[name] for name in names})
        return _stacked(rows)

    def _step_errors(
        self, targets: np.ndarray, parameters: Trace, step: int
    ) -> Trace:
        case = self._case
        X, Y = self._port.step_batch(case, targets, step)
        n_samples, seed = X.shape[1], case.seed
        masks = self._port.network_masks(case.network, n_samples, seed, step)
        return step_errors(X, Y, parameters, case.network, masks)

    def states(
        self, state: Trace, gradients: Trace, rates: list[float], count: int
    ) -> Trace:
        """The optimizer's state before each of some steps, and after the last.

        Parameters
        ----------
        state : dict of ndarray
            Before the first of these steps.
        gradients : dict of ndarray
            dW1, db1, ..., the step first.
        rates : list of float
            Learning rate of each update.
        count : int
            Number of the first update, from 1.

        Returns
        -------
        dict of ndarray
            One row more than there are steps.
        """
        rows, zeros = [state], {n[1:]: 0.0 * g[0] for n, g in gradients.items()}
        for row, rate in enumerate(rates):
            slopes = {name: stack[row] for name, stack in gradients.items()}
            with self._port.refusals.unchecked(), np.errstate(all="ignore"):
                _, state = self._port.optimizer_update(
                    *(zeros, slopes, state, self._case.optimizer),
                    *(rate, count + row),
                )
            rows.append(state)
        return _stacked(rows)

    def disturbed(
        self, first_step: int, start: Start, rates: list[float], seed: list[int]
    ) -> Trace:
        """Train for a chunk of steps that round at random.

        Parameters
        ----------
        first_step : int
        start : Start
        rates : list of float
            Learning rate of each update.
        seed : list of int
            Of the roundings' signs.

        Returns
        -------
        dict of ndarray
            Loss, gradients, state and parameters, the step first.
        """
        noise, rows = Noise(seed), []
        targets = self._port.network_targets(
            self._case.labels, self._case.network
        )
        with self._port.refusals.unchecked(), np.errstate(all="ignore"):
            for row, rate in enumerate(rates):
                made = self._disturbed_step(
                    targets, start, first_step + row, rate, noise
                )
                rows.append(made)
                start = Start(
                    {name: made[name] for name in start.parameters},
                    {name: made[name] for name in made if name[0] in "vs"},
                )
        return _stacked(rows)

    def _disturbed_step(
        self,
        targets: np.ndarray,
        start: Start,
        step: int,
        rate: float,
        noise: Noise,
    ) -> Trace:
        case, parameters = self._case, start.parameters
        state = start.state or self._port.optimizer_state(
            parameters, case.optimizer
        )
        X, Y = self._port.step_batch(case, targets, step)
        masks = self._port.network_masks(
            case.network, X.shape[1], case.seed, step
        )
        loss, gradients = disturbed_step(
            *(self._port, X, Y, parameters, case.network, masks, noise)
        )
        zeros = {name: 0.0 * value for name, value in parameters.items()}
        taken, state = self._port.optimizer_update(
            zeros, gradients, state, case.optimizer, rate, step + 1
        )
        moved = disturbed_update(parameters, taken, case.optimizer, noise)
        return {"loss": np.asarray(loss), **gradients, **state, **moved}

    def updates(
        self, starts: Start, gradients: Trace, rates: list[float], count: int
    ) -> Trace:
        """What the optimizer makes of given gradients, step by step.

        Parameters
        ----------
        starts : Start
            Parameters and state before each update, the step first.
        gradients : dict of ndarray
            dW1, db1, ...: any port's own.
        rates : list of float
            Learning rate of each update.
        count : int
            Number of the first update, from 1.

        Returns
        -------
        dict of ndarray
            State and parameters after each update, the step first.
        """
        found = []
        with self._port.refusals.unchecked(), np.errstate(all="ignore"):
            for first, last in self._alike(rates):
                parts = starts.parameters, gradients, starts.state or {}
                given = [rows_of(part, first, last - first) for part in parts]
                moved, state = self._port.optimizer_update(
                    *given, self._case.optimizer, rates[first], count + first
                )
                found.append({**state, **moved})
        return {
            name: np.concatenate([part[name] for part in found])
            for name in found[0]
        }

    def _alike(self, rates: list[float]) -> list[tuple[int, int]]:
        """First step, and that after the last, of steps updated alike.

        An update works element by element, so it takes them as one stack,
        unless it depends on the number of the step.
        """
        counts = is_corrected(self._case.optimizer)
        firsts = [
            row
            for row, rate in enumerate(rates)
            if row == 0 or counts or rate != rates[row - 1]
        ]
        return list(pairwise([*firsts, len(rates)]))


def _stacked(rows: Sequence[Trace]) -> Trace:
    """Quantities of steps as stacks, the step first."""
    return {name: np.stack([row[name] for row in rows]) for name in rows[0]}
