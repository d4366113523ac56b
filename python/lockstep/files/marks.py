"""Find processes wherever they hide, by a word in their environment.

A process may leave the session, the group and the parent that it was born
with; the environment that it was started with stays with it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

PROC = Path("/proc")
PATIENCE = 5.0  # seconds for a process to be gone after it was killed


def end_marked(word: str) -> None:
    """End every process of a word, those that start meanwhile as well.

    Parameters
    ----------
    word : str
        Stands in the environment of nothing else.
    """
    deadline = time.monotonic() + PATIENCE
    while found := list(_marked(word)):
        for process in found:
            with suppress(psutil.Error):
                process.kill()
        psutil.wait_procs(found, timeout=0.1)
        if time.monotonic() > deadline:
            return


def _marked(word: str) -> Iterator[psutil.Process]:
    for number in psutil.pids():
        with suppress(psutil.Error, OSError):
            if word in _environment(number):
                yield psutil.Process(number)


def _environment(number: int) -> str:
    """What a process was started with; psutil takes 40 times as long."""
    if PROC.is_dir():
        return (PROC / str(number) / "environ").read_text(errors="replace")
    return " ".join(psutil.Process(number).environ().values())
