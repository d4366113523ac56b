"""The reference: the Python port, the error model of its steps, its updates."""

from __future__ import annotations

import time

import numpy as np

from ...bounds.step import step_errors
from ...traces.trace import Start, Trace
from .python import PythonAdapter, guarded


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

    def errors(
        self, first_step: int, parameters: Trace, names: list[str]
    ) -> Trace:
        """Bounds on the errors of chosen quantities of a chunk of steps.

        Parameters
        ----------
        first_step : int
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
        steps = []
        for row in range(len(next(iter(parameters.values())))):
            start = {name: stack[row] for name, stack in parameters.items()}
            with self._port.refusals.unchecked():
                errors = self._step_errors(targets, start, first_step + row)
            steps.append([errors[name] for name in names])
        return {
            name: np.stack([errors[column] for errors in steps])
            for column, name in enumerate(names)
        }

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
        return {name: np.stack([row[name] for row in rows]) for name in state}

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
        rows = []
        for row, rate in enumerate(rates):
            given = [
                {name: stack[row] for name, stack in (part or {}).items()}
                for part in (starts.parameters, gradients, starts.state)
            ]
            with self._port.refusals.unchecked(), np.errstate(all="ignore"):
                moved, state = self._port.optimizer_update(
                    *given, self._case.optimizer, rate, count + row
                )
            rows.append({**state, **moved})
        return {name: np.stack([row[name] for row in rows]) for name in rows[0]}
