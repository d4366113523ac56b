"""Cut a run into chunks of steps, and keep chunks out of memory."""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Iterable
from typing import Any

import numpy as np

from .ports.base import Start, Trace

VALUES_PER_CHUNK = 2**20  # 8 MiB of doubles cross a bridge at once
STEPS_PER_CHUNK = 1000


def chunk_ranges(steps: int, values_per_step: int) -> list[tuple[int, int]]:
    """First step and number of steps of each chunk of a run."""
    size = VALUES_PER_CHUNK // max(values_per_step, 1)
    size = min(max(size, 1), STEPS_PER_CHUNK)
    return [
        (first, min(size, steps - first)) for first in range(0, steps, size)
    ]


def state_names(trace: Trace, parameters: Iterable[str]) -> list[str]:
    """Names of the optimizer's state in a trace: vW1, ..., sb2."""
    known = {letter + name for letter in "vs" for name in parameters}
    return [name for name in trace if name in known]


def starts_of(trace: Trace, start: Start) -> Start:
    """What each step of a chunk starts from.

    Parameters
    ----------
    trace : dict of ndarray
        A chunk; its parameters and state are those after each step.
    start : Start
        What the chunk's first step starts from.
    """
    zeros = {
        name: np.zeros(trace[name].shape[1:])
        for name in state_names(trace, start.parameters)
    }
    first = {**start.parameters, **zeros, **(start.state or {})}
    before = {
        name: np.concatenate([value[None], trace[name][:-1]])
        for name, value in first.items()
    }
    return Start(
        {name: before[name] for name in start.parameters},
        {name: before[name] for name in zeros},
    )


def start_after(trace: Trace, parameters: Iterable[str]) -> Start:
    """What the step after a chunk starts from."""
    names = list(parameters)
    return Start(
        {name: trace[name][-1] for name in names},
        {name: trace[name][-1] for name in state_names(trace, names)},
    )


def row_of(starts: Start, row: int, n_rows: int = 1) -> Start:
    """What one step of a chunk, or a few, start from, still as a stack."""
    end = row + n_rows
    parameters, state = (
        {name: stack[row:end] for name, stack in (part or {}).items()}
        for part in starts
    )
    return Start(parameters, state)


class Spool:
    """Chunks on disk, in a file that vanishes with the process."""

    def __init__(self) -> None:
        # The spool lives as long as its owner; close() removes it early.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: list[int] = []
        self._lock = threading.Lock()

    def append(self, chunk: Any) -> None:
        """Add a chunk at the end."""
        with self._lock:
            self._places.append(self._file.seek(0, 2))
            pickle.dump(chunk, self._file, protocol=5)

    def __getitem__(self, number: int) -> Any:
        """Read a chunk back."""
        with self._lock:
            self._file.seek(self._places[number])
            return pickle.load(self._file)

    def __len__(self) -> int:
        """Count the chunks."""
        return len(self._places)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
