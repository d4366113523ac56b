"""Keep what is known of a run on disk, out of memory."""

from __future__ import annotations

import pickle
import tempfile
import threading
from collections.abc import Callable, Hashable
from typing import Any


class Spool:
    """Values by key on disk, in a file that vanishes with the process."""

    def __init__(self) -> None:
        # The spool lives as long as its owner; close() removes it early.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: dict[Hashable, int] = {}
        self._lock = threading.RLock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give a value; the first who asks for it makes it for all."""
        with self._lock:
            if key not in self._places:
                value = make()
                self._places[key] = self._file.seek(0, 2)
                pickle.dump(value, self._file, protocol=5)
                return value
            self._file.seek(self._places[key])
            return pickle.load(self._file)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
