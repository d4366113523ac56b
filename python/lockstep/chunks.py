"""Cut a run into chunks of steps, and keep chunks out of memory."""

from __future__ import annotations

import pickle
import tempfile
import threading
from typing import Any

import numpy as np

from .ports.base import Trace

VALUES_PER_CHUNK = 2**20  # 8 MiB of doubles cross a bridge at once
STEPS_PER_CHUNK = 1000


def chunk_ranges(steps: int, values_per_step: int) -> list[tuple[int, int]]:
    """First step and number of steps of each chunk of a run."""
    size = VALUES_PER_CHUNK // max(values_per_step, 1)
    size = min(max(size, 1), STEPS_PER_CHUNK)
    return [
        (first, min(size, steps - first)) for first in range(0, steps, size)
    ]


def parameters_before(trace: Trace, start: Trace) -> Trace:
    """Parameters before each step of a chunk.

    Parameters
    ----------
    trace : dict of ndarray
        A chunk; its parameters are those after each step.
    start : dict of ndarray
        Parameters before the chunk's first step.
    """
    return {
        name: np.concatenate([value[None], trace[name][:-1]])
        for name, value in start.items()
    }


def parameters_after(trace: Trace, names: Any) -> Trace:
    """Parameters after the last step of a chunk."""
    return {name: trace[name][-1] for name in names}


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
