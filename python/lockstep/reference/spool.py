"""Keep what is known of a run on disk, out of memory and out of sight."""

from __future__ import annotations

import pickle
import secrets
import tempfile
import threading
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

WORD, BLOCK = 8, 32  # bytes of a number, and of what a counter stands for


class Spool:
    """Values by key on disk, in a file that vanishes with the process.

    Other processes can open the file through /proc, and a port that still
    trains must find no answers there.  So its bytes are masked by random
    numbers, of which only this process knows the key.
    """

    def __init__(self) -> None:
        # The spool lives as long as its owner; close() removes it early.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: dict[Hashable, tuple[int, int]] = {}
        self._lock = threading.RLock()
        self._key = secrets.randbits(128)

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give a value; the first who asks for it makes it for all."""
        with self._lock:
            if key not in self._places:
                value = make()
                self._write(key, pickle.dumps(value, protocol=5))
                return value
            place, n_bytes = self._places[key]
            self._file.seek(place)
            masked = self._file.read(n_bytes)
            return pickle.loads(self._masked(masked, place))

    def _write(self, key: Hashable, content: bytes) -> None:
        place = -(-self._file.seek(0, 2) // BLOCK) * BLOCK
        self._file.seek(place)
        self._file.write(self._masked(content, place))
        self._places[key] = place, len(content)

    def _masked(self, content: bytes, place: int) -> memoryview:
        """Mask bytes that stand at a place, or take the mask away."""
        n_words = -(-len(content) // WORD)
        words = np.frombuffer(content.ljust(n_words * WORD), np.uint64)
        stream = np.random.Philox(key=self._key, counter=place // BLOCK)
        masked = stream.random_raw(n_words) ^ words
        return masked.data.cast("B")[: len(content)]

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
