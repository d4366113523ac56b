"""A chunk of the reference run, as ports are compared with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..traces.chunks import row_of
from ..traces.trace import Start, Trace
from ..truth.known import Certified, within

# No error of a finite number is larger, and none of a NaN is smaller.
ANY_FINITE = np.finfo(np.float64).max


@dataclass(frozen=True)
class Chunk:
    """A chunk of the reference run and what errors are allowed in it.

    Attributes
    ----------
    first_step : int
    trace : dict of ndarray
    starts : Start
        What each step starts from.
    replay_bounds : dict of ndarray
        On a step that starts from the same bits.
    free_bounds : dict of ndarray
        On a run that has accumulated errors.
    judged : dict of ndarray
        Whether such a run can be compared in a quantity at a step.
    replay_truth : dict of Known
        Certified values of some steps, from these starts.
    """

    first_step: int
    trace: Trace
    starts: Start
    replay_bounds: Trace
    free_bounds: Trace
    judged: Trace
    replay_truth: Certified

    @property
    def n_steps(self) -> int:
        """Number of steps."""
        return len(self.starts.parameters["W1"])

    @property
    def is_judged(self) -> np.ndarray:
        """Whether all quantities of a step can be compared."""
        return np.all(list(self.judged.values()), axis=0)

    @property
    def match_bounds(self) -> Trace:
        """Bounds of a free run, as wide as can be beyond its horizon."""
        return {
            name: _where(self.judged[name], bound)
            for name, bound in self.free_bounds.items()
        }

    def first(self, n_steps: int) -> Chunk:
        """Cut off all but the first steps."""
        if n_steps == self.n_steps:
            return self
        return Chunk(
            self.first_step,
            _first(self.trace, n_steps),
            row_of(self.starts, 0, n_steps),
            _first(self.replay_bounds, n_steps),
            _first(self.free_bounds, n_steps),
            _first(self.judged, n_steps),
            within(self.replay_truth, self.first_step, n_steps),
        )


def _where(judged: np.ndarray, bound: np.ndarray) -> np.ndarray:
    if judged.all():
        return bound
    rows = judged.reshape(-1, *[1] * (bound.ndim - 1))
    return np.where(rows, bound, ANY_FINITE)


def _first(trace: Trace, n_steps: int) -> Trace:
    return {name: value[:n_steps] for name, value in trace.items()}
