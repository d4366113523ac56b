"""The reference: the Python port, and the magnitudes of its steps."""

from __future__ import annotations

import numpy as np

from ..magnitudes import step_magnitudes
from .base import Trace
from .python import PythonAdapter


class ReferenceAdapter(PythonAdapter):
    """Adds the error model of a step to the Python port."""

    def magnitudes(
        self, first_step: int, parameters: Trace, names: list[str]
    ) -> Trace:
        """Magnitudes S of chosen quantities of a chunk of steps.

        Parameters
        ----------
        first_step : int
        parameters : dict of ndarray
            Before each update, the step as the first axis.
        names : list of str
            Such as dW1, db1 or Z1.

        Returns
        -------
        dict of ndarray
            The step as the first axis.
        """
        targets = self._port.network_targets(
            self._case.labels, self._case.network
        )
        steps = []
        for row in range(len(next(iter(parameters.values())))):
            start = {name: stack[row] for name, stack in parameters.items()}
            S = self._step_magnitudes(targets, start, first_step + row)
            steps.append([S[name] for name in names])
        return {
            name: np.stack([S[column] for S in steps])
            for column, name in enumerate(names)
        }

    def _step_magnitudes(
        self, targets: np.ndarray, parameters: Trace, step: int
    ) -> Trace:
        case = self._case
        X, Y = self._port.step_batch(case, targets, step)
        n_samples, seed = X.shape[1], case.seed
        masks = self._port.network_masks(case.network, n_samples, seed, step)
        return step_magnitudes(X, Y, parameters, case.network, masks)
