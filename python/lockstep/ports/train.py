"""Let a port train, or the reference, a chunk of steps at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from typing import NamedTuple

import numpy as np

from ..cases.load import TrainingCase
from ..errors import PortUnavailable
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


def free_run(
    port: Port, case: TrainingCase, steps: int
) -> Generator[TrainedChunk, None, None]:
    """Let a port train a case that is open: one run of its own loop.

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
    ranges = case_chunks(case, steps)
    start, n_made = Start(case.parameters, None), 0
    with closing(port.train(steps, ranges[0][1])) as traces:
        try:
            for (first, size), made in zip(ranges, traces, strict=False):
                trace, seconds = made
                if n_made == len(ranges) - 1:
                    trace = _with_next(trace, traces)
                yield TrainedChunk(first, size, trace, start, seconds)
                start = start_after(trace, case.parameters)
                n_made += 1
        except PortCut as cut:
            first = ranges[n_made][0]
            if cut.n_steps > 0:
                yield TrainedChunk(
                    first, cut.n_steps, cut.trace, start, cut=cut
                )
            raise
    if n_made < len(ranges):
        raise PortUnavailable(
            f"handed over {n_made} of {len(ranges)} traces: hand_over of "
            "train_case is to be called after each chunk_steps steps"
        )


def _with_next(trace: Trace, traces: Iterator[tuple[Trace, float]]) -> Trace:
    """Append steps that nobody asked for: who compares must see them."""
    try:
        more = next(traces, None)
    except PortCut as cut:  # after the last step: there is nothing to keep
        raise PortUnavailable(str(cut)) from None
    if more is None:
        return trace
    return {
        name: np.concatenate([stack, more[0][name]])
        for name, stack in trace.items()
        if name in more[0]
    }
