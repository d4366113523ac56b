"""Judge one port on one training case, in free mode or in replay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from .certified import within
from .chunks import start_after
from .compare import compare_steps, compare_values
from .growth import fitted, largest_distance
from .locate import locate, locate_failure, made_by
from .parted import Parted
from .ports import (
    PortCut,
    PortFailure,
    Request,
    RunningPort,
    Start,
    Trace,
)
from .reference import ReferenceRun
from .reference_chunk import Chunk
from .results import Divergence, RunResult
from .tolerances import no_error, one_sided
from .truth import compare_with_truth

Progress = Callable[[int], None]


def judge_inputs(session: RunningPort, case: Any) -> None:
    """Compare what a port reads of a case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    the learning rate.

    Parameters
    ----------
    session : RunningPort
    case : TrainingCase

    Raises
    ------
    Parted
        At the first number that differs.
    """
    file = (str(case.path),)
    request = Request("read_case", file, ("training_case",))
    reply = session.call("call", [request])[0]
    if reply.error:
        place = Divergence(0, "X", [], None, None, None, None)
        raise Parted(
            replace(place, operation="read_case"),
            f"the port cannot read the case: {reply.error}",
        )
    expected = _inputs(case.X, case.labels, case.parameters, case.optimizer)
    found = reply.results["training_case"]
    names = ("X", "labels", "parameters", "optimizer")
    actual = _inputs(*(_field(found, name) for name in names))
    unused = RunResult("", "", "")
    try:
        compare_values(expected, actual, no_error(expected), unused)
    except Parted as parted:
        place = replace(parted.divergence, operation="read_case")
        raise Parted(place, f"input {parted}") from parted


def _inputs(X: Any, labels: Any, parameters: Any, optimizer: Any) -> Trace:
    rate = _field(optimizer, "learning_rate")
    inputs = {"X": X, "labels": labels, **parameters, "learning_rate": rate}
    return {name: np.asarray(value, float) for name, value in inputs.items()}


def _field(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, dict) else getattr(record, name)


def judge_free(
    session: RunningPort,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> Start | None:
    """Let a port train by itself and compare every step.

    Parameters
    ----------
    session : RunningPort
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
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        chunk, trace, cut = ask(
            session, "train", chunk, chunk.n_steps, start, result
        )
        distances.append(largest_distance(chunk.trace, trace))
        bounds, judged = chunk.free_bounds, chunk.judged
        try:
            compare_chunk(chunk, chunk.trace, trace, bounds, judged, result)
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
    session: RunningPort,
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
        chunk, trace, cut = ask(
            session, "replay", chunk, chunk.starts, False, result
        )
        expected, bounds = _updated(reference, chunk, trace, exact)
        try:
            compare_chunk(chunk, expected, trace, bounds, None, result)
        except Parted as parted:
            first = locate(session, reference, chunk, parted)
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
        gradients = {"d" + name: trace["d" + name] for name in starts[0]}
        updated = {**gradients, **updates}
        own = reference.update_bounds(first_step, starts, updated)
    return expected, {**chunk.replay_bounds, **own}


def ask(
    session: RunningPort,
    method: str,
    chunk: Chunk,
    first: Any,
    second: Any,
    result: RunResult,
) -> tuple[Chunk, Trace, PortCut | None]:
    """Ask a port for a chunk of steps and add up its own seconds.

    If the port was cut off, the chunk ends with the last whole step, and
    the cut is to be raised when these steps were compared.
    """
    arguments = (chunk.first_step, first, second)
    try:
        trace, seconds = session.call(method, *arguments)
    except PortFailure as failure:
        raise locate_failure(session, chunk, failure) from failure
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
) -> None:
    """Compare a chunk and count its steps.

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
        raise
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
