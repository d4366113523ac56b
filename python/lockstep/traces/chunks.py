"""Cut a run into chunks of steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from .quantities import state_names
from .trace import Start, Trace

VALUES_PER_CHUNK = 2**18  # 2 MiB of doubles cross a bridge at once
STEPS_PER_CHUNK = 1000


def chunk_ranges(steps: int, values_per_step: int) -> list[tuple[int, int]]:
    """First step and number of steps of each chunk of a run."""
    size = VALUES_PER_CHUNK // max(values_per_step, 1)
    size = min(max(size, 1), STEPS_PER_CHUNK)
    firsts = range(0, steps, size)
    return list(zip(firsts, chunk_sizes(steps, size), strict=True))


def chunk_sizes(steps: int, chunk_steps: int) -> list[int]:
    """Number of steps of each chunk of a run."""
    firsts = range(0, steps, chunk_steps)
    return [min(chunk_steps, steps - first) for first in firsts]


def starts_of(trace: Trace, start: Start) -> Start:
    """What each step of a chunk starts from.

    Parameters
    ----------
    trace : dict of ndarray
        A chunk; its parameters and state are those after each step.
    start : Start
        What the chunk's first step starts from; averages that the trace does
        not hold are left out.
    """
    known = start.state or {}
    state = {
        name: known.get(name, np.zeros(trace[name].shape[1:]))
        for name in state_names(trace)
    }
    first = start.parameters | state
    before = {
        name: np.concatenate([value[None], trace[name][:-1]])
        for name, value in first.items()
    }
    return Start(
        {name: before[name] for name in start.parameters},
        {name: before[name] for name in state},
    )


def start_after(trace: Trace, parameters: Iterable[str]) -> Start:
    """What the step after a chunk starts from."""
    return Start(
        {name: trace[name][-1] for name in parameters},
        {name: trace[name][-1] for name in state_names(trace)},
    )


def row_of(starts: Start, row: int, n_rows: int = 1) -> Start:
    """What one step of a chunk, or a few, start from, still as a stack."""
    parameters, state = (rows_of(part or {}, row, n_rows) for part in starts)
    return Start(parameters, state)


def chosen(trace: Trace, rows: np.ndarray) -> Trace:
    """Any steps of a chunk, by their place in it."""
    return {name: stack[rows] for name, stack in trace.items()}


def rows_of(trace: Trace, row: int, n_rows: int = 1) -> Trace:
    """One step of a chunk, or a few, still as a stack."""
    return {name: stack[row : row + n_rows] for name, stack in trace.items()}


@dataclass(frozen=True)
class Beside:
    """The steps before and after one, as stacks of one; empty if none is.

    Attributes
    ----------
    before, after : dict of ndarray
        The port's.
    due : dict of ndarray
        What was due after it.
    """

    before: Trace = field(default_factory=dict)
    after: Trace = field(default_factory=dict)
    due: Trace = field(default_factory=dict)

    @classmethod
    def of(cls, own: Trace, due: Trace, row: int, last: Trace) -> Beside:
        """Find what stands beside a step of a chunk.

        Parameters
        ----------
        own, due : dict of ndarray
            The port's chunk, and what was due.
        row : int
            The step's place in it.
        last : dict of ndarray
            The last step of the port's chunk before it, as a stack of one.
        """
        before = rows_of(own, row - 1) if row else last
        return cls(before, rows_of(own, row + 1), rows_of(due, row + 1))
