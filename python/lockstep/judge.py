"""Judge one port on one training case, in free mode or in replay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from .chunks import start_after
from .compare import Parted, compare_steps, compare_values
from .growth import fitted, largest_distance
from .locate import locate, locate_failure, made_by
from .ports import PortFailure, Request, Session, Start, Trace
from .reference import Chunk, ReferenceRun
from .results import Divergence, RunResult
from .tolerances import no_error

Progress = Callable[[int], None]


def judge_inputs(session: Session, case: Any) -> None:
    """Compare what a port reads of a case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    the learning rate.

    Parameters
    ----------
    session : Session
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
    distances: list[np.ndarray] = []
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        trace = _ask(session, "train", chunk, chunk.n_steps, start, result)
        distances.append(largest_distance(chunk.trace, trace))
        bounds, judged = chunk.free_bounds, chunk.judged
        try:
            _compare(chunk, chunk.trace, trace, bounds, judged, result)
        except Parted as parted:
            result.growth = fitted(distances, parted.divergence.step)
            raise
        start = start_after(trace, chunk.starts.parameters)
        declared = reference.case.fields.get("comparable_steps")
        _note_horizon(chunk, result, distances, declared)
        progress(result.steps)


def judge_replay(
    session: Session,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> None:
    """Start every step of a port from the reference's parameters.

    State and parameters after an update are compared to the last bit with
    what the reference's optimizer makes of the port's own gradients.

    Parameters and errors are those of `judge_free`.
    """
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        trace = _ask(session, "replay", chunk, chunk.starts, False, result)
        exact = reference.updates(chunk.first_step, chunk.starts, trace)
        bounds = {**chunk.replay_bounds, **no_error(exact)}
        expected = {**chunk.trace, **exact}
        try:
            _compare(chunk, expected, trace, bounds, None, result)
        except Parted as parted:
            first = locate(session, reference, chunk, parted)
            raise made_by(first, reference.case) from parted
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
    expected: Trace,
    trace: Trace,
    bounds: Trace,
    judged: Trace | None,
    result: RunResult,
) -> None:
    try:
        first_step = chunk.first_step
        compare_steps(expected, trace, bounds, judged, first_step, result)
    except Parted as parted:
        result.steps = parted.divergence.step
        raise
    result.steps = chunk.first_step + chunk.n_steps


def _note_horizon(
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
