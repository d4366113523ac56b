"""Judge a port on a training case by replay.

Every step starts from the reference's own parameters, so that nothing
accumulates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from ..compare.compare import compare
from ..compare.divergence import wrong_form
from ..compare.findings import Comparison
from ..compare.history import History
from ..compare.settle import settled, settled_truth
from ..compare.truth import compare_with_truth
from ..errors import PortFailure, PortUnavailable
from ..ports.port import Port, PortCut
from ..reference.chunk import Chunk
from ..reference.run import ReferenceRun
from ..traces.chunks import Beside, row_of, rows_of
from ..traces.trace import Trace
from .diagnosis.blame import wrong_step
from .diagnosis.locate import (
    first_failure,
    named,
    of_replay,
    step_again,
    with_causes,
    with_hints,
)
from .results import Outcome

Progress = Callable[[int], None]
N_INTERMEDIATES = 3  # steps at the start; the last step joins them


def replay(
    port: Port,
    reference: ReferenceRun,
    progress: Progress,
    history: History | None = None,
) -> Outcome:
    """Start every step of a port from the reference's parameters.

    State and parameters after an update are compared with what the
    reference's optimizer makes of the port's own gradients.

    Parameters
    ----------
    port : Port
        Its case is open.
    reference : ReferenceRun
    progress : callable
        Told the number of steps judged.
    history : History, optional
        Records the curves of the run.
    """
    outcome = Outcome()
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        outcome = _replay_chunk(port, reference, chunk, outcome, history)
        if not outcome.agrees:
            break
        progress(outcome.steps)
    if history is not None:
        return replace(outcome, history=history.to_dict())
    return outcome


def _replay_chunk(
    port: Port,
    reference: ReferenceRun,
    chunk: Chunk,
    outcome: Outcome,
    history: History | None,
) -> Outcome:
    """Add a chunk to what was found so far."""
    failure, seconds = "", 0.0
    try:
        trace, seconds = port.replay(chunk.first_step, chunk.starts, False)
    except PortFailure as error:
        first = next(iter(chunk.trace))
        seen = first_failure(port, chunk.first_step, chunk.starts, first, error)
        return replace(outcome, seen=outcome.seen + seen)
    except PortCut as cut:
        chunk, trace, failure = chunk.first(cut.n_steps), cut.trace, str(cut)
    except PortUnavailable as error:
        return replace(outcome, failure=str(error))
    errors = outcome.seen.errors.items()
    worst = {name: error.fraction for name, error in errors}
    seen = (
        _compared(reference, chunk, trace, worst, history)
        if chunk.n_steps
        else (Comparison())
    )
    outcome = Outcome(
        outcome.seen + seen,
        chunk.first_step + chunk.n_steps,
        outcome.seconds + seconds,
        failure,
    )
    if seen.agrees:
        return outcome
    return _located(port, reference, chunk, outcome, trace)


def _compared(
    reference: ReferenceRun,
    chunk: Chunk,
    trace: Trace,
    worst: Mapping[str, float],
    history: History | None,
) -> Comparison:
    """Compare a chunk with the reference's steps and certified values."""
    first_step = chunk.first_step
    usable = {
        name: trace[name]
        for name, wanted in chunk.trace.items()
        if wrong_form(wanted, trace.get(name)) is None
    }
    expected, bounds = reference.with_updates(
        first_step, chunk.starts, usable, chunk.trace, chunk.bounds
    )
    needed = settled(expected, trace, bounds, worst)
    seen = compare(expected, trace, needed, first_step)
    if history is not None:
        every = np.arange(chunk.n_steps)
        history.record(expected, trace, bounds.at(every), first_step)
    if not seen.agrees:
        return seen
    if history is not None:
        history.record_truth(chunk.replay_truth, trace, first_step)
    known, of_truth = chunk.replay_truth, chunk.bounds.one_sided()
    needed = settled_truth(known, trace, of_truth, first_step)
    return seen + compare_with_truth(known, trace, needed, first_step)


def _located(
    port: Port,
    reference: ReferenceRun,
    chunk: Chunk,
    outcome: Outcome,
    trace: Trace,
) -> Outcome:
    """Name the first quantity, or intermediate, of the step that diverges."""
    place = outcome.seen.divergence
    assert place is not None
    if place.expected is None:
        return outcome  # a wrong form has no operation
    row = place.step - chunk.first_step
    start = row_of(chunk.starts, row)
    told = trace, chunk.trace, chunk.bounds.at(np.array([row]))
    step = [rows_of(each, row) for each in told]
    blamed = wrong_step(reference, place.step, start, *step)
    if blamed:
        seen = replace(outcome.seen, divergence=None)
        return replace(outcome, seen=seen, failure=blamed)
    again = step_again(port, reference, place.step, start)
    if again is not None and again.seen.divergence is not None:
        place = again.seen.divergence
    place = named(place, reference.case)
    near = Beside.of(trace, chunk.trace, row, {})
    place = with_causes(
        place, reference.case, start, *step, beside=near, again=again
    )
    return replace(
        outcome,
        seen=replace(outcome.seen, divergence=place),
        diagnosis=of_replay(place),
    )


def replay_everything(
    port: Port,
    reference: ReferenceRun,
    free: Outcome,
    progress: Progress,
    history: History | None = None,
) -> Outcome:
    """Replay every step, and some of them with all intermediates.

    Parameters
    ----------
    port : Port
        Its case is open.
    reference : ReferenceRun
    free : Outcome
        Of the free run, which agrees; it is part of what is found.
    progress : callable
    history : History, optional
        Records the curves of the replay.
    """
    outcome = replay(port, reference, progress, history)
    outcome = replace(
        outcome,
        seen=free.seen + outcome.seen,
        seconds=free.seconds + outcome.seconds,
    )
    for first_step, n_steps in _windows(reference):
        if not outcome.agrees:
            break
        try:
            outcome = _intermediates(
                port, reference, first_step, n_steps, outcome
            )
        except (PortFailure, PortUnavailable) as error:
            outcome = replace(outcome, failure=str(error))
    return outcome


def _windows(reference: ReferenceRun) -> list[tuple[int, int]]:
    """First step and number of steps that are compared in full.

    Their batches are of one size, so that they stack.
    """
    case, steps = reference.case, reference.steps
    n_full = case.X.shape[1] // case.batch_size or steps
    n_first = min(N_INTERMEDIATES, n_full, reference.ranges[0][1])
    windows = [(0, n_first)]
    if steps > n_first:
        windows.append((steps - 1, 1))
    return windows


def _intermediates(
    port: Port,
    reference: ReferenceRun,
    first_step: int,
    n_steps: int,
    outcome: Outcome,
) -> Outcome:
    """Add some steps, with all their intermediates, to what was found."""
    numbers = [first for first, _ in reference.ranges]
    number = int(np.searchsorted(numbers, first_step, side="right")) - 1
    chunk = reference.chunk(number)
    starts = row_of(chunk.starts, first_step - chunk.first_step, n_steps)
    trace, _ = port.replay(first_step, starts, True)
    expected, bounds = reference.intermediates(first_step, starts)
    seen = compare(expected, trace, bounds, first_step)
    place, diagnosis = seen.divergence, outcome.diagnosis
    if place is not None and place.expected is not None:
        row = place.step - first_step
        place = named(place, reference.case)
        place = with_hints(
            *(place, reference.case, row_of(starts, row)),
            *(rows_of(trace, row), rows_of(expected, row)),
            Beside.of(trace, expected, row, {}),
        )
        diagnosis = of_replay(place)
    seen = outcome.seen + replace(seen, divergence=place)
    return replace(outcome, seen=seen, diagnosis=diagnosis)
