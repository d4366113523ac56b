"""The judge's end of the reference: a port that knows its own errors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cases.load import TrainingCase
from ..ports.bridge.session import BridgePort
from ..ports.port import PortSpec
from ..ports.train import TrainedChunk, case_chunks
from ..traces.chunks import start_after
from ..traces.trace import Start, Trace

REFERENCE = PortSpec("reference", "lockstep.reference.adapter:ReferenceAdapter")


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


def open_reference(
    time_limit: float, spec: PortSpec = REFERENCE
) -> ReferencePort:
    """Start the reference; parameters and errors are those of `open_port`."""
    return ReferencePort(spec, time_limit)


def train_in_chunks(
    port: ReferencePort, case: TrainingCase, steps: int
) -> Iterator[TrainedChunk]:
    """Train the reference, whose process does other things between chunks.

    Each chunk takes up the run where the one before has ended.

    Parameters
    ----------
    port : ReferencePort
        Its case is open.
    case : TrainingCase
    steps : int
    """
    given, known = None, Start(case.parameters, None)
    for first_step, n_steps in case_chunks(case, steps):
        trace, seconds = port.take_up(first_step, n_steps, given)
        yield TrainedChunk(first_step, n_steps, trace, known, seconds)
        given = known = start_after(trace, case.parameters)
