"""The judge's end of the reference: a port that knows its own errors."""

from __future__ import annotations

from collections.abc import Sequence

from ...traces.trace import Start, Trace
from .session import BridgePort


class ReferencePort(BridgePort):
    """A running `ReferenceAdapter`; its methods are described there."""

    def take_up(
        self, first_step: int, n_steps: int, start: Start | None
    ) -> tuple[Trace, float]:
        """Train from any step on; also the seconds that it took."""
        trace, seconds = self._ask("take_up", first_step, n_steps, start)
        return trace, seconds

    def steps_from(self, first_step: int, starts: Start) -> tuple[Trace, Trace]:
        """A chunk of steps, and what no bound on their errors is below."""
        trace, least = self._ask("steps_from", first_step, starts)
        return trace, least

    def errors(
        self, steps: Sequence[int], parameters: Trace, names: list[str]
    ) -> Trace:
        """Bounds on the errors of chosen quantities of some steps."""
        return dict(self._ask("errors", list(steps), parameters, names))

    def states(
        self, state: Trace, gradients: Trace, rates: list[float], count: int
    ) -> Trace:
        """The optimizer's state before each of some steps, and after."""
        return dict(self._ask("states", state, gradients, rates, count))

    def updates(
        self, starts: Start, gradients: Trace, rates: list[float], count: int
    ) -> Trace:
        """What the optimizer makes of given gradients, step by step."""
        return dict(self._ask("updates", starts, gradients, rates, count))

    def disturbed(
        self, first_step: int, start: Start, rates: list[float], seed: list[int]
    ) -> Trace:
        """Train for a chunk of steps that round at random."""
        return dict(self._ask("disturbed", first_step, start, rates, seed))
