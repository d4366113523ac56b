"""Judge one port on one training case, in free mode or in replay."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .certified import within
from .chunks import start_after
from .compare import Parted, compare_steps, compare_with_truth
from .locate import locate, locate_failure
from .ports import PortFailure, Session, Start, Trace
from .reference import Chunk, ReferenceRun
from .results import RunResult

Progress = Callable[[int], None]


def judge_free(
    session: Session,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> None:
    """Let a port train by itself and compare every step.

    Parameters
    ----------
    session : Session
    reference : ReferenceRun
    result : RunResult
        Receives what was compared.
    progress : callable
        Told the number of steps compared.

    Raises
    ------
    Parted
        At the first divergence.
    PortUnavailable
        If the port crashed or hung.
    """
    start: Start | None = None
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        trace = _ask(session, "train", chunk, chunk.n_steps, start, result)
        _compare(chunk, trace, chunk.free_bounds, chunk.judged, result)
        compare_with_truth(
            within(reference.certified, chunk.first_step, chunk.n_steps),
            trace,
            chunk.free_bounds,
            chunk.judged,
            chunk.first_step,
            result,
        )
        start = start_after(trace, chunk.starts.parameters)
        _note_horizon(chunk, result)
        progress(result.steps)


def judge_replay(
    session: Session,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> None:
    """Start every step of a port from the reference's parameters.

    Parameters and errors are those of `judge_free`.
    """
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        trace = _ask(session, "replay", chunk, chunk.starts, False, result)
        try:
            _compare(chunk, trace, chunk.replay_bounds, None, result)
        except Parted as parted:
            raise locate(session, reference, chunk, parted) from parted
        compare_with_truth(
            chunk.replay_truth,
            trace,
            chunk.replay_bounds,
            None,
            chunk.first_step,
            result,
        )
        progress(result.steps)


def _ask(
    session: Session,
    method: str,
    chunk: Chunk,
    first: Any,
    second: Any,
    result: RunResult,
) -> Trace:
    """Ask a port for a chunk of steps and add up its own seconds."""
    arguments = (chunk.first_step, first, second)
    try:
        trace, seconds = session.call(method, *arguments)
    except PortFailure as failure:
        raise locate_failure(session, chunk, failure) from failure
    result.seconds += seconds
    return trace


def _compare(
    chunk: Chunk,
    trace: Trace,
    bounds: Trace,
    judged: Trace | None,
    result: RunResult,
) -> None:
    try:
        compare_steps(
            chunk.trace, trace, bounds, judged, chunk.first_step, result
        )
    except Parted as parted:
        result.steps = parted.divergence.step
        raise
    result.steps = chunk.first_step + chunk.n_steps


def _note_horizon(chunk: Chunk, result: RunResult) -> None:
    """Say from which step on a free run is shown and not judged."""
    judged = np.all(list(chunk.judged.values()), axis=0)
    if judged.all() or result.judged_steps is not None:
        return
    result.judged_steps = chunk.first_step + int(np.argmin(judged))
    result.message = (
        f"judged up to step {result.judged_steps}; beyond it the problem "
        "amplifies rounding, and some quantities are shown, not judged"
    )
