"""Keep chunks of a run on disk, out of memory."""

from __future__ import annotations

import pickle
import tempfile
import threading
from typing import Any


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
