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
PIECE = 2**18  # bytes that are masked at a time; whole blocks
Place = tuple[int, int]  # the first byte, and how many


class Spool:
    """Values by key on disk, in a file that vanishes with the process.

    Other processes can open the file through /proc, and a port that still
    trains must find no answers there.  So its bytes are masked by random
    numbers, of which only this process knows the key.
    """

    def __init__(self) -> None:
        # The spool lives as long as its owner; close() removes it early.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._places: dict[Hashable, list[Place]] = {}
        self._lock = threading.RLock()
        self._key = secrets.randbits(128)

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Give a value; the first who asks for it makes it for all."""
        with self._lock:
            if key in self._places:
                known, *parts = map(self._read, self._places[key])
                return pickle.loads(known.data, buffers=parts)
            value = make()
            arrays: list[pickle.PickleBuffer] = []
            head = pickle.dumps(
                value, protocol=5, buffer_callback=arrays.append
            )
            contents = [memoryview(head), *(array.raw() for array in arrays)]
            self._places[key] = [self._write(part) for part in contents]
            return value

    def _write(self, content: memoryview) -> Place:
        first = -(-self._file.seek(0, 2) // BLOCK) * BLOCK
        self._file.seek(first)
        for start in range(0, len(content), PIECE):
            piece = np.frombuffer(content[start : start + PIECE], np.uint8)
            mask = self._mask(first + start, piece.size)
            self._file.write((piece ^ mask).data)
        return first, len(content)

    def _read(self, place: Place) -> np.ndarray:
        first, n_bytes = place
        content = np.empty(n_bytes, np.uint8)
        self._file.seek(first)
        for start in range(0, n_bytes, PIECE):
            piece = content[start : start + PIECE]
            self._file.readinto(piece.data)
            piece ^= self._mask(first + start, piece.size)
        return content

    def _mask(self, first: int, n_bytes: int) -> np.ndarray:
        """Random bytes that belong to a part of the file."""
        stream = np.random.Philox(key=self._key, counter=first // BLOCK)
        return stream.random_raw(-(-n_bytes // WORD)).view(np.uint8)[:n_bytes]

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
