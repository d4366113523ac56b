"""Judge one port on one training case, in free mode or in replay."""

from __future__ import annotations

import numpy as np

from ..bounds.training import no_error, one_sided
from ..compare.divergence import Parted
from ..compare.truth import compare_with_truth
from ..ports.port import Port
from ..ports.train import train_in_chunks
from ..reference.chunk import Chunk
from ..reference.growth import fitted, largest_distance
from ..reference.run import ReferenceRun
from ..traces.chunks import start_after
from ..traces.quantities import gradient_of
from ..traces.trace import Start, Trace
from ..truth.known import within
from .chunk import (
    Progress,
    compare_chunk,
    next_chunk,
    note_horizon,
    replay_chunk,
)
from .locate import locate, made_by
from .results import RunResult


def judge_free(
    port: Port,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> Start | None:
    """Let a port train by itself and compare every step.

    Parameters
    ----------
    port : Port
    reference : ReferenceRun
    result : RunResult
        Receives what was compared.
    progress : callable
        Told the number of steps compared.

    Returns
    -------
    Start or None
        Parameters and state of the port after the last step.

    Raises
    ------
    Parted
        At the first divergence.
    PortUnavailable
        If the port crashed or hung.
    """
    start: Start | None = None
    distances: list[np.ndarray] = []
    trained = train_in_chunks(port, reference.case, reference.steps)
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        chunk, own = next_chunk(trained, port, chunk, result)
        trace, cut = own.trace, own.cut
        distances.append(largest_distance(chunk.trace, trace))
        bounds, judged = chunk.free_bounds, chunk.judged
        try:
            compare_chunk(
                chunk, chunk.trace, trace, bounds, judged, result, cut
            )
        except Parted as parted:
            result.growth = fitted(distances, parted.divergence.step)
            raise
        if cut is not None:
            raise cut
        compare_with_truth(
            within(reference.certified, chunk.first_step, chunk.n_steps),
            trace,
            bounds,
            judged,
            chunk.first_step,
            result,
        )
        start = start_after(trace, chunk.starts.parameters)
        declared = reference.case.fields.get("comparable_steps")
        note_horizon(chunk, result, distances, declared)
        progress(result.steps)
    return start


def judge_replay(
    port: Port,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
    exact: bool = True,
) -> None:
    """Start every step of a port from the reference's parameters.

    State and parameters after an update are compared with what the
    reference's optimizer makes of the port's own gradients.

    Parameters and errors are those of `judge_free`, and:

    Parameters
    ----------
    exact : bool
        Whether updates must have equal bits; else they may be off by what
        their own operations round, in whatever order.
    """
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        chunk, trace, cut = replay_chunk(port, chunk, result)
        expected, bounds = _updated(reference, chunk, trace, exact)
        try:
            compare_chunk(chunk, expected, trace, bounds, None, result, cut)
        except Parted as parted:
            first = locate(port, reference, chunk, parted)
            raise made_by(first, reference.case) from parted
        if cut is not None:
            raise cut
        compare_with_truth(
            chunk.replay_truth,
            trace,
            one_sided(chunk.replay_bounds),
            None,
            chunk.first_step,
            result,
        )
        progress(result.steps)


def _updated(
    reference: ReferenceRun, chunk: Chunk, trace: Trace, exact: bool
) -> tuple[Trace, Trace]:
    """Expected values and bounds, given the port's own gradients."""
    first_step, starts = chunk.first_step, chunk.starts
    updates = reference.updates(first_step, starts, trace)
    expected = {**chunk.trace, **updates}
    own = no_error(updates)
    if updates and not exact:
        gradients = {n: trace[n] for n in map(gradient_of, starts.parameters)}
        updated = {**gradients, **updates}
        own = reference.update_bounds(first_step, starts, updated)
    return expected, {**chunk.replay_bounds, **own}
