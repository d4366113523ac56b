"""The reference: the Python port, and the magnitudes of its steps."""

from __future__ import annotations

import numpy as np

from ..magnitudes import step_magnitudes
from .base import Trace
from .python import PythonAdapter


class ReferenceAdapter(PythonAdapter):
    """Adds the error model of a step to the Python port."""

    def magnitudes(self, parameters: Trace, names: list[str]) -> Trace:
        """Magnitudes S of chosen quantities of a chunk of steps.

        Parameters
        ----------
        parameters : dict of ndarray
            Before each update, the step as the first axis.
        names : list of str
            Such as dW1, db1 or Z1.

        Returns
        -------
        dict of ndarray
            The step as the first axis.
        """
        case = self._case
        Y = self._port.network_targets(case.labels, case.network)
        steps = []
        for row in range(len(next(iter(parameters.values())))):
            start = {name: stack[row] for name, stack in parameters.items()}
            S = step_magnitudes(case.X, Y, start, case.network)
            steps.append([S[name] for name in names])
        return {
            name: np.stack([S[column] for S in steps])
            for column, name in enumerate(names)
        }
