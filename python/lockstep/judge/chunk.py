"""Ask a port for a chunk of steps, compare it, note where it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from ..compare.compare import compare_steps
from ..compare.divergence import Parted
from ..ports.port import Port, PortCut, PortFailure
from ..ports.train import TrainedChunk
from ..reference.chunk import Chunk
from ..reference.growth import fitted
from ..traces.trace import Trace
from .locate import locate_failure
from .results import RunResult

Progress = Callable[[int], None]


def next_chunk(
    trained: Iterator[TrainedChunk],
    port: Port,
    chunk: Chunk,
    result: RunResult,
) -> tuple[Chunk, TrainedChunk]:
    """Let a port train through a chunk, and add up its own seconds.

    If the port was cut off, the chunk ends with the last whole step, and
    the cut is to be raised when these steps were compared.
    """
    try:
        own = next(trained)
    except PortFailure as failure:
        raise locate_failure(port, chunk, failure) from failure
    result.seconds += own.seconds
    return chunk if own.cut is None else chunk.first(own.n_steps), own


def replay_chunk(
    port: Port, chunk: Chunk, result: RunResult
) -> tuple[Chunk, Trace, PortCut | None]:
    """Let a port replay a chunk; of a cut, see `next_chunk`."""
    try:
        trace, seconds = port.replay(chunk.first_step, chunk.starts, False)
    except PortFailure as failure:
        raise locate_failure(port, chunk, failure) from failure
    except PortCut as cut:
        if cut.n_steps == 0:
            raise
        return chunk.first(cut.n_steps), cut.trace, cut
    result.seconds += seconds
    return chunk, trace, None


def compare_chunk(
    chunk: Chunk,
    expected: Trace,
    trace: Trace,
    bounds: Trace,
    judged: Trace | None,
    result: RunResult,
    cut: PortCut | None = None,
) -> None:
    """Compare a chunk and count its steps.

    Where a port parts and was cut off later, both are told.

    Raises
    ------
    Parted
        At the first divergence.
    """
    try:
        first_step = chunk.first_step
        compare_steps(expected, trace, bounds, judged, first_step, result)
    except Parted as parted:
        result.steps = parted.divergence.step
        if cut is None:
            raise
        message = f"{parted}; and the port ended badly: {cut}"
        raise Parted(parted.divergence, message) from None
    result.steps = chunk.first_step + chunk.n_steps


def note_horizon(
    chunk: Chunk,
    result: RunResult,
    distances: list[np.ndarray],
    declared: int | None,
) -> None:
    """Say from which step on a free run is shown and not judged."""
    judged = np.all(list(chunk.judged.values()), axis=0)
    if judged.all() or result.judged_steps is not None:
        return
    last = chunk.first_step + int(np.argmin(judged))
    result.judged_steps = last
    result.growth = fitted(distances, last)
    why = ", as the case declares" if last == declared else ""
    result.message = (
        f"judged up to step {last}{why}; beyond it the free run is shown, not "
        "judged: rounding alone may have moved some quantities too far"
    )
