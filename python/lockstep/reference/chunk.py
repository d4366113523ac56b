"""A chunk of the reference run, as ports are compared with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..traces.quantities import at_level
from ..traces.trace import Start, Trace
from ..truth.known import Certified, within


@dataclass(frozen=True)
class Chunk:
    """A chunk of the reference run and what errors are allowed in it."""

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

    def first(self, n_steps: int) -> Chunk:
        """Cut off all but the first steps."""
        return Chunk(
            self.first_step,
            _first(self.trace, n_steps),
            Start(
                _first(self.starts.parameters, n_steps),
                _first(self.starts.state or {}, n_steps),
            ),
            _first(self.replay_bounds, n_steps),
            _first(self.free_bounds, n_steps),
            _first(self.judged, n_steps),
            within(self.replay_truth, self.first_step, n_steps),
        )

    def only(self, level: int) -> Chunk:
        """Keep the quantities that a level adds."""
        trace, judged = (
            at_level(part, level) for part in (self.trace, self.judged)
        )
        return replace(self, trace=trace, judged=judged)


def _first(trace: Trace, n_steps: int) -> Trace:
    return {name: value[:n_steps] for name, value in trace.items()}
