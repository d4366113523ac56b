"""Read the traces that Octave leaves as files while it goes on training.

Octave answers when a call has ended; a run of many chunks is one call.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType

import numpy as np

from ...traces.layout import step_first
from ...traces.trace import Trace
from .adapter import HandOver

PAUSE = 0.002  # seconds between two looks
STOP = "stop"  # a file of this name asks Octave to end its run


class TraceReader:
    """Hands over each trace of a folder as soon as it is there.

    A context manager: around the call that makes Octave train.

    Parameters
    ----------
    folder : Path
        Octave waits with a trace until the one before has been removed.
    sizes : sequence of int
        How many steps each trace is to hold.
    hand_over : callable
    """

    def __init__(
        self, folder: Path, sizes: Sequence[int], hand_over: HandOver
    ) -> None:
        self._folder, self._sizes = folder, sizes
        self._hand_over = hand_over
        self._ended = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        try:
            # After the last, too: steps that nobody asked for must be seen.
            for number, size in enumerate(chain(self._sizes, repeat(0)), 1):
                file = self._folder / f"trace-{number}"
                while not file.exists():
                    if self._ended.wait(PAUSE) and not file.exists():
                        return
                seconds, trace = read_trace(file)
                file.unlink()
                n_steps = size or trace["loss"].shape[-1]
                self._hand_over(step_first(trace, n_steps), seconds)
        except BaseException as error:
            self._error = error
            (self._folder / STOP).touch()

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        if self._error is not None:  # what Octave says of it is no news
            raise self._error from None


def read_trace(file: Path) -> tuple[float, Trace]:
    """Read a file of lockstep_serve.m.

    A line for each quantity, its name and sizes; an empty line; the doubles
    of all, by columns.  The first is the port's own time in seconds.
    """
    head, _, body = file.read_bytes().partition(b"\n\n")
    values, trace = np.frombuffer(body, "<f8"), {}
    for line in head.decode().splitlines():
        name, *sizes = line.split()
        shape = tuple(map(int, sizes))
        n_values = int(np.prod(shape))
        trace[name] = values[:n_values].reshape(shape, order="F")
        values = values[n_values:]
    return float(trace.pop("seconds").item()), trace
