"""Let a port train, a chunk of steps at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..cases.load import TrainingCase
from ..traces.chunks import chunk_ranges, start_after
from ..traces.trace import Start, Trace
from .port import Port, PortCut


class TrainedChunk(NamedTuple):
    """Steps of a free run.

    Attributes
    ----------
    first_step, n_steps : int
    trace : dict of ndarray
        The step is the first axis.
    start : Start
        What the first step started from.
    seconds : float
        That the port itself took.
    cut : PortCut or None
        Why these steps are the last, if the port ended too early.
    """

    first_step: int
    n_steps: int
    trace: Trace
    start: Start
    seconds: float = 0.0
    cut: PortCut | None = None


def case_chunks(case: TrainingCase, steps: int) -> list[tuple[int, int]]:
    """First step and number of steps of each chunk of a run of a case."""
    n_values = 1 + 2 * sum(p.size for p in case.parameters.values())
    return chunk_ranges(steps, n_values)


def train_in_chunks(
    port: Port, case: TrainingCase, steps: int, start: Start | None = None
) -> Iterator[TrainedChunk]:
    """Let a port train a case that is open.

    Each chunk starts where the port itself arrived in the one before.

    Parameters
    ----------
    port : Port
    case : TrainingCase
    steps : int
    start : Start, optional
        Of the first step; by default, that of the case.

    Yields
    ------
    TrainedChunk
        Of a port that was cut off, its last whole steps, too.

    Raises
    ------
    PortFailure, PortUnavailable
        As `Port.train`; where some steps of the chunk are whole, after
        these.
    """
    given, known = start, start or Start(case.parameters, None)
    for first_step, n_steps in case_chunks(case, steps):
        try:
            trace, seconds = port.train(first_step, n_steps, given)
        except PortCut as cut:
            if cut.n_steps > 0:
                yield TrainedChunk(
                    first_step, cut.n_steps, cut.trace, known, cut=cut
                )
            raise
        yield TrainedChunk(first_step, n_steps, trace, known, seconds)
        given = known = start_after(trace, case.parameters)
