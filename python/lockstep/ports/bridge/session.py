"""The judge's end of a port: a child process, a pipe and a time limit."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

from ...environment import n_threads
from ..port import PortFailure, PortSpec, PortUnavailable
from .worker import LOG_NAME, serve

TIME_LIMIT = 120.0  # seconds for one chunk of steps
START_LIMIT = 120.0  # seconds; a cold R or Octave on a busy machine
SLOW = {
    "starting": "try again when this machine is less busy",
    "computing": "raise --time-limit if the port is only slow",
}
THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def pinned() -> dict[str, str]:
    """Variables that hold every numeric library to its number of threads."""
    return dict.fromkeys(THREADS, str(n_threads()))


_environment_lock = threading.Lock()


class Session:
    """A running port.

    Parameters
    ----------
    spec : PortSpec
    time_limit : float
        Seconds that one call may take before the port counts as hung.

    Raises
    ------
    PortUnavailable
        If the port does not start.
    """

    def __init__(self, spec: PortSpec, time_limit: float) -> None:
        self.spec = spec
        self._limit = time_limit
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="lockstep-")
        context = multiprocessing.get_context("spawn")
        self._pipe, child = context.Pipe()
        self._process = context.Process(
            target=serve, args=(child, spec, self._folder.name), daemon=False
        )
        _start_pinned(self._process)
        child.close()
        try:
            self._receive(START_LIMIT, "starting")
        except BaseException:
            self.close()
            raise

    def is_alive(self) -> bool:
        """Whether the port still runs."""
        return bool(self._process.is_alive())

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method of the adapter and wait for its answer.

        Raises
        ------
        PortFailure
            If the port's own program raised an error.
        PortUnavailable
            If the port crashed or hung; it is ended.
        """
        with self._lock:
            try:
                self._pipe.send((method, arguments))
            except OSError:
                message = self._epitaph("receiving its input")
                raise self._unavailable(message) from None
            return self._receive(self._limit, "computing")

    def _receive(self, limit: float, activity: str) -> Any:
        if not self._pipe.poll(limit):
            self.kill()
            hung = f"hung: no answer within {limit:g} s while {activity}"
            raise self._unavailable(f"{hung}; {SLOW[activity]}")
        try:
            kind, value = self._pipe.recv()
        except (EOFError, OSError):
            raise self._unavailable(self._epitaph(activity)) from None
        if kind == "failure":
            raise PortFailure(value)
        if kind == "unavailable":
            raise self._unavailable(value)
        return value

    def _unavailable(self, message: str) -> PortUnavailable:
        return PortUnavailable(message, self.spec.name)

    def _epitaph(self, activity: str) -> str:
        """Say how the process died, with the line that tells most of it."""
        self._process.join(5)
        code = self._process.exitcode
        log = Path(self._folder.name) / LOG_NAME
        text = log.read_text(errors="replace") if log.exists() else ""
        lines = text.strip().splitlines()
        fatal = [line for line in lines if line.startswith("Fatal")]
        told = (fatal or lines)[-1:]
        last = f"; last output: {told[0][:200]}" if told else ""
        return f"crashed while {activity} (exit code {code}){last}"

    def kill(self) -> None:
        """End the port and every process that it started."""
        try:
            host = psutil.Process(self._process.pid)
            family = [*host.children(recursive=True), host]
        except psutil.NoSuchProcess:
            return
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def close(self) -> None:
        """Hang up, wait for the port to end, and remove its folder."""
        self._pipe.close()
        self._process.join(5)
        if self._process.is_alive():
            self.kill()
            self._process.join(5)
        self._folder.cleanup()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _start_pinned(process: Any) -> None:
    """Start a process with a fixed number of threads in its libraries."""
    with _environment_lock:
        before = dict(os.environ)
        # Threads are pinned before any numeric library loads.
        os.environ.update(pinned())
        try:
            process.start()
        finally:
            for name in set(THREADS) - before.keys():
                del os.environ[name]
            os.environ.update(before)
