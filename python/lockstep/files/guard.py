"""A process that ends what a judge leaves if the judge itself is killed.

It holds one end of a pipe and does nothing.  When the other end is gone, and
with it the judge, it ends the judge's ports and removes its files.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from .child import start_child
from .marks import end_marked

JUDGE = "LOCKSTEP_JUDGE"  # in the environment of all that a judge starts
PATIENCE = 10.0  # seconds for the guard to end


class _Guard:
    """The temporary folder and the word of one judge, and who guards them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lockstep-"))
        self.word = uuid.uuid4().hex
        self._process, self._pipe = start_child(__name__, {})
        self._pipe.send((str(self.folder), self.word))
        self._owner = os.getpid()
        atexit.register(self._leave)

    def _leave(self) -> None:
        if os.getpid() == self._owner:  # no process that was forked
            shutil.rmtree(self.folder, ignore_errors=True)
            self._pipe.close()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(PATIENCE)


_guards: dict[int, _Guard] = {}
_lock = threading.Lock()


def _guard() -> _Guard:
    """Who guards this process; a fork is another one."""
    with _lock:
        if os.getpid() not in _guards:
            _guards[os.getpid()] = _Guard()
        return _guards[os.getpid()]


def scratch() -> Path:
    """Folder for all temporary files of this process."""
    return _guard().folder


def judge_mark() -> dict[str, str]:
    """What the environment of a port says of its judge."""
    return {JUDGE: _guard().word}


def end_ports() -> None:
    """End everything that this process has started, but its guard.

    A signal may come at any time: nothing is waited for.
    """
    guard = _guards.get(os.getpid())
    if guard is not None:
        end_marked(guard.word)


def main(descriptor: int) -> None:
    """Wait for the end of the judge, and clean up.

    Parameters
    ----------
    descriptor : int
        Of the pipe.
    """
    pipe = Connection(descriptor)
    folder = word = ""
    with suppress(EOFError, OSError):
        folder, word = pipe.recv()
        pipe.recv()
    if word:
        end_marked(word)
        shutil.rmtree(folder, ignore_errors=True)
