"""Judge a described port on one training case, level by level."""

from __future__ import annotations

import numpy as np

from ..compare.compare import compare_bits, compare_steps
from ..compare.divergence import Parted
from ..ports.port import Port, PortCut, PortUnavailable
from ..ports.train import train_in_chunks
from ..reference.chunk import Chunk
from ..reference.growth import largest_distance
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of
from ..traces.quantities import EVERYTHING
from ..traces.trace import Trace
from .chunk import Progress, compare_chunk, next_chunk, note_horizon
from .results import EQUAL, RunResult
from .training import judge_replay

N_INTERMEDIATES = 3  # steps at the start; the last step joins them

Results = dict[int, RunResult]


def judge_echo(port: Port, result: RunResult) -> None:
    """Compare what a port read of the open case, bit for bit.

    Raises
    ------
    Parted
        At the first number that is missing or has other bits.
    PortUnavailable
        If the port failed.
    """
    wanted, found = port.echo()
    compare_bits(wanted, found, result)
    result.steps = 1


def judge_levels(
    port: Port,
    reference: ReferenceRun,
    results: Results,
    progress: Progress,
) -> None:
    """Let a port train once, and judge each level's quantities by itself.

    Parameters
    ----------
    port : Port
    reference : ReferenceRun
    results : dict of RunResult
        By level, from 1 on; they receive the verdicts.
    progress : callable
    """
    try:
        _judge_free(port, reference, results, progress)
    except PortUnavailable as error:
        for result in _open(results).values():
            result.fail(str(error))
            result.output = port.output
    last = _open(results).get(EVERYTHING)
    if last is not None:
        _judge_everything(port, reference, last, progress)


def _judge_free(
    port: Port,
    reference: ReferenceRun,
    results: Results,
    progress: Progress,
) -> None:
    distances: list[np.ndarray] = []
    trained = train_in_chunks(port, reference.case, reference.steps)
    for number in range(len(reference.ranges)):
        chunk = reference.chunk(number)
        chunk, own = next_chunk(trained, port, chunk, results[1])
        trace, cut = own.trace, own.cut
        distances.append(largest_distance(chunk.trace, trace))
        declared = reference.case.fields.get("comparable_steps")
        for level, result in _open(results).items():
            part = chunk.only(level)
            if _agrees(part, trace, result, cut):
                note_horizon(part, result, distances, declared)
        if cut is not None:
            raise cut
        if not _open(results):
            return
        progress(chunk.first_step + chunk.n_steps)


def _agrees(
    chunk: Chunk, trace: Trace, result: RunResult, cut: PortCut | None
) -> bool:
    try:
        bounds, judged = chunk.free_bounds, chunk.judged
        compare_chunk(chunk, chunk.trace, trace, bounds, judged, result, cut)
    except Parted as parted:
        result.diverge(parted.divergence, str(parted))
        return False
    return True


def _judge_everything(
    port: Port,
    reference: ReferenceRun,
    result: RunResult,
    progress: Progress,
) -> None:
    """Replay every step, and some of them with all intermediates."""
    result.message, result.judged_steps = "", None  # of the free run
    result.growth = None
    try:
        judge_replay(port, reference, result, progress, exact=False)
        for first_step, n_steps in _windows(reference):
            _judge_intermediates(port, reference, result, first_step, n_steps)
    except Parted as parted:
        result.diverge(parted.divergence, str(parted))
    except PortUnavailable as error:
        result.fail(str(error))
        result.output = port.output


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


def _judge_intermediates(
    port: Port,
    reference: ReferenceRun,
    result: RunResult,
    first_step: int,
    n_steps: int,
) -> None:
    numbers = [first for first, _ in reference.ranges]
    number = int(np.searchsorted(numbers, first_step, side="right")) - 1
    chunk = reference.chunk(number)
    starts = row_of(chunk.starts, first_step - chunk.first_step, n_steps)
    trace, _ = port.replay(first_step, starts, True)
    expected, bounds = reference.intermediates(first_step, starts)
    compare_steps(expected, trace, bounds, None, first_step, result)


def _open(results: Results) -> Results:
    """Levels at which nothing parted or failed so far."""
    return {n: r for n, r in results.items() if r.verdict == EQUAL}
