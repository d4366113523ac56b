"""A chunk of the reference run, as ports are compared with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..bounds.on_demand import OnDemand
from ..bounds.training import N_RUNS
from ..traces.chunks import chosen, row_of
from ..traces.trace import Start, Trace
from ..truth.known import Certified, within

if TYPE_CHECKING:
    from .run import ReferenceRun

FEW_RUNS = 1  # with noise: they allow what nearly every right port needs
NEAR = 10.0  # times what a few runs show, all of them may be farther
# No error of a finite number is larger, and none of a NaN is smaller.
ANY_FINITE = np.finfo(np.float64).max


class Chunk:
    """A chunk of the reference run; what is derived of it comes when asked.

    Parameters
    ----------
    run : ReferenceRun
    number : int
    first_step : int
    trace : dict of ndarray
    starts : Start
        What each step starts from.
    """

    def __init__(
        self,
        run: ReferenceRun,
        number: int,
        first_step: int,
        trace: Trace,
        starts: Start,
    ) -> None:
        self._run, self._number = run, number
        self.first_step, self.trace, self.starts = first_step, trace, starts

    @property
    def n_steps(self) -> int:
        """Number of steps."""
        return len(self.starts.parameters["W1"])

    @cached_property
    def replay_bounds(self) -> Trace:
        """Bounds of a step that starts from the same bits."""
        return _first(self._run.bounds_of(self._number), self.n_steps)

    @cached_property
    def bounds(self) -> OnDemand:
        """The same, of any step when asked for."""
        # What is asked later must not hold the chunk, which holds it.
        run, number, n_steps = self._run, self._number, self.n_steps
        return run.on_demand(
            self.first_step,
            self.trace,
            self.starts,
            lambda: _first(run.least_of(number), n_steps),
        )

    def _envelope(self, n_runs: int = N_RUNS) -> Trace:
        found = self._run.envelope_of(self._number, n_runs)
        return _first(found, self.n_steps)

    @cached_property
    def is_judged(self) -> np.ndarray:
        """Whether all quantities of a step can be compared in a free run.

        All runs are asked only where a few come near to the horizon.
        """
        few = self._envelope(FEW_RUNS)
        near = {name: NEAR * growth for name, growth in few.items()}
        judged = self._run.judged(self.first_step, near)
        if not np.all(list(judged.values())):
            judged = self._run.judged(self.first_step, self._envelope())
        return np.all(list(judged.values()), axis=0)

    @property
    def free_bounds(self) -> Trace:
        """Bounds of a run that has accumulated errors."""
        envelope = self._envelope()
        return self._run.allowed(self.trace, self.replay_bounds, envelope)

    def match_bounds(self, n_runs: int = N_RUNS) -> OnDemand:
        """Bounds of a free run, as wide as can be beyond its horizon.

        The envelope alone is what none of them is below; it is known without
        another pass through the network.

        Parameters
        ----------
        n_runs : int
            How many runs the envelope is made of: fewer cost less, and what
            their bounds allow those of all runs allow, too.
        """
        run, trace, local = self._run, self.trace, self.bounds

        def wide(
            replay: Mapping[str, np.ndarray | float], rows: np.ndarray
        ) -> Trace:
            """Bounds of some steps, by what each of them adds by itself."""
            envelope = self._envelope(n_runs)
            judged = run.judged(self.first_step, envelope)
            bounds = run.allowed(
                chosen(trace, rows), replay, chosen(envelope, rows)
            )
            holds = chosen(judged, rows)
            return {name: _where(holds[name], bounds[name]) for name in bounds}

        every, nothing = np.arange(self.n_steps), dict.fromkeys(trace, 0.0)
        return OnDemand(
            self.n_steps,
            lambda: wide(nothing, every),
            lambda rows: wide(chosen(local.at(rows), rows), rows),
        )

    @cached_property
    def replay_truth(self) -> Certified:
        """Certified values of some steps, from these starts."""
        known = self._run.truth_of_chunk(self._number)
        return within(known, self.first_step, self.n_steps)

    def first(self, n_steps: int) -> Chunk:
        """Cut off all but the first steps."""
        if n_steps == self.n_steps:
            return self
        return Chunk(
            self._run,
            self._number,
            self.first_step,
            _first(self.trace, n_steps),
            row_of(self.starts, 0, n_steps),
        )


def _where(judged: np.ndarray, bound: np.ndarray) -> np.ndarray:
    if judged.all():
        return bound
    rows = judged.reshape(-1, *[1] * (bound.ndim - 1))
    return np.where(rows, bound, ANY_FINITE)


def _first(trace: Trace, n_steps: int) -> Trace:
    return {name: value[:n_steps] for name, value in trace.items()}
