"""Pieces of work that several workers do side by side, the longest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..console.progress import Progress

Worker = TypeVar("Worker")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Piece(Generic[Worker, Found]):
    """What one worker does alone.

    Attributes
    ----------
    steps : int
        How long it takes, roughly.
    do : callable
        Does it with a worker.
    """

    steps: int
    do: Callable[[Worker], Found]


class Work(Generic[Worker, Found]):
    """Pieces of work, and what was found so far.

    Parameters
    ----------
    pieces : sequence of Piece
    progress : Progress
    name : str
        What the progress of all pieces is called.
    """

    def __init__(
        self,
        pieces: Sequence[Piece[Worker, Found]],
        progress: Progress,
        name: str,
    ) -> None:
        self._pieces = pieces
        numbers = range(len(pieces))
        self._waiting = deque(sorted(numbers, key=lambda n: -pieces[n].steps))
        self._found: dict[int, Found] = {}
        self._advance = progress.add(name, len(pieces))

    def do(self, workers: Sequence[Worker]) -> None:
        """Let every worker take the longest piece that waits, until none does.

        Raises
        ------
        BaseException
            The first error of a piece; no other piece begins then.
        """
        pool = ThreadPoolExecutor(len(workers))
        working = [pool.submit(self._take, worker) for worker in workers]
        try:
            for work in working:
                work.result()
        finally:
            self._waiting.clear()
            pool.shutdown(wait=False)

    def found(self) -> list[Found]:
        """What was found so far, in the order of the pieces."""
        return [found for _, found in sorted(self._found.items())]

    def _take(self, worker: Worker) -> None:
        while True:
            try:
                number = self._waiting.popleft()
            except IndexError:
                return
            self._found[number] = self._pieces[number].do(worker)
            self._advance(len(self._found))
