"""Judge a port on one training case, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from ..compare.compare import compare, compare_bits
from ..compare.findings import Comparison
from ..ports.port import Port, PortFailure, PortUnavailable
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of
from ..traces.quantities import EVERYTHING, at_level
from .free_run import FreeRun
from .replay import Progress, replay
from .results import Outcome

N_INTERMEDIATES = 3  # steps at the start; the last step joins them


def judge_echo(port: Port) -> Outcome:
    """Compare what a port read of the open case, bit for bit."""
    try:
        wanted, found = port.echo()
    except (PortFailure, PortUnavailable) as error:
        return Outcome(failure=str(error), output=port.output)
    return Outcome(compare_bits(wanted, found), 1)


def judge_levels(
    port: Port,
    reference: ReferenceRun,
    levels: Sequence[int],
    progress: Progress,
) -> dict[int, Outcome]:
    """Let a port train once, and judge each level's quantities by itself.

    Parameters
    ----------
    port : Port
        Its case is open.
    reference : ReferenceRun
    levels : sequence of int
        From 1 on.
    progress : callable

    Returns
    -------
    dict of Outcome
        By level.
    """
    picks = [partial(at_level, level=level) for level in levels]
    replays = EVERYTHING in levels
    run = FreeRun(port, reference, picks, replays=replays)
    outcomes = run.judge(progress)
    found = dict(zip(levels, outcomes, strict=True))
    last = found.get(EVERYTHING)
    if last is not None and last.agrees:
        found[EVERYTHING] = _everything(port, reference, last, progress)
    return {
        level: outcome
        if outcome.agrees
        else replace(outcome, output=port.output)
        for level, outcome in found.items()
    }


def _everything(
    port: Port, reference: ReferenceRun, free: Outcome, progress: Progress
) -> Outcome:
    """Replay every step, and some of them with all intermediates."""
    outcome = replay(port, reference, progress)
    outcome = replace(
        outcome,
        seen=free.seen + outcome.seen,
        seconds=free.seconds + outcome.seconds,
    )
    for first_step, n_steps in _windows(reference):
        if not outcome.agrees:
            break
        try:
            seen = _intermediates(port, reference, first_step, n_steps)
            outcome = replace(outcome, seen=outcome.seen + seen)
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
    port: Port, reference: ReferenceRun, first_step: int, n_steps: int
) -> Comparison:
    numbers = [first for first, _ in reference.ranges]
    number = int(np.searchsorted(numbers, first_step, side="right")) - 1
    chunk = reference.chunk(number)
    starts = row_of(chunk.starts, first_step - chunk.first_step, n_steps)
    trace, _ = port.replay(first_step, starts, True)
    expected, bounds = reference.intermediates(first_step, starts)
    return compare(expected, trace, bounds, first_step)
