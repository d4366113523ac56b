"""Run a program for a while: bounded in time and output, watched."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from ...errors import PortUnavailable
from ...files.guard import judge_mark
from ...files.marks import end_marked
from ..environment import pinned
from .sandbox import inherited

POLL = 0.02  # seconds between two looks at a program, at first
SLOW_POLL = 0.2
HEAD, TAIL = 200, 4000  # characters of output that a report keeps
ERROR = re.compile(r"\S.*error|error", re.IGNORECASE)  # no line of a source
PORT = "LOCKSTEP_PORT"  # in the environment of all that a program starts
LOGS = ("stdout.log", "stderr.log")
TEMPORARY = ("TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME")


@dataclass(frozen=True)
class Ending:
    """How a program ended.

    Attributes
    ----------
    code : int
        Exit code; minus the signal's number if a signal ended it.
    fault : str
        Why it was ended, if it was.
    seconds : float
    stdout, stderr : str
        The first line and the end of what it printed.
    """

    code: int
    fault: str
    seconds: float
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        """The first line that tells of an error, or else the last line."""
        for text in (self.stderr, self.stdout):
            lines = text.strip().splitlines()
            told = [line for line in lines if ERROR.match(line)]
            if told and told[0] != lines[-1]:
                return f"output: {told[0].strip()[:200]}"
            if lines:
                return f"last output: {lines[-1].strip()[:200]}"
        return ""


@dataclass(frozen=True)
class Limits:
    """What a program may use: seconds, and bytes in all its folders."""

    seconds: float
    n_bytes: int


class Program:
    """A command in a folder of its own.

    Parameters
    ----------
    command : sequence of str
    folder : Path
        Holds `work`, the working directory, and the logs.
    """

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._command, self._folder = list(command), folder
        self._process: subprocess.Popen[bytes] | None = None
        self._word = uuid.uuid4().hex
        self._lock = threading.Lock()
        self._killed = False

    def run(self, limits: Limits) -> Ending:
        """Run to the end, or to a limit.

        Raises
        ------
        PortUnavailable
            If the command cannot be started.
        """
        started = time.perf_counter()
        self._start()
        fault = self._watch(limits, started)
        if fault:
            self.kill()
        assert self._process is not None
        code = self._process.wait()
        self._end_children()
        seconds = time.perf_counter() - started
        if not fault and self._killed:
            fault = "the run was ended"
        tails = [_told(self._folder / name) for name in LOGS]
        return Ending(code, fault, seconds, *tails)

    def _start(self) -> None:
        work = self._folder / "work"
        work.mkdir()
        environment = {
            **inherited(),
            **pinned(),
            **dict.fromkeys(TEMPORARY, str(work)),
            **judge_mark(),
            PORT: self._word,
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        logs = [open(self._folder / name, "wb") for name in LOGS]  # noqa: SIM115
        try:
            with self._lock:
                if self._killed:
                    raise PortUnavailable("the run was ended")
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=logs[0],
                    stderr=logs[1],
                    cwd=work,
                    env=environment,
                    start_new_session=True,
                )
        except OSError as error:
            raise PortUnavailable(_cannot_start(self._command, error)) from None
        except ValueError as error:  # a NUL, which no command can hold
            raise PortUnavailable(
                f"cannot start: `command` in port.json: {error}"
            ) from None
        finally:
            for log in logs:
                log.close()

    def _watch(self, limits: Limits, started: float) -> str:
        """Wait for the end; say what limit was passed, if any."""
        assert self._process is not None
        pause = POLL
        while True:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(pause)
            if size_of(self._folder) > limits.n_bytes:
                return (
                    f"flooded its output: more than "
                    f"{limits.n_bytes / 2**20:.0f} MiB, where a quarter is "
                    "plenty; it was ended"
                )
            if self._process.returncode is not None:
                return ""
            if time.perf_counter() - started > limits.seconds:
                return (
                    f"hung: not done within {limits.seconds:g} s; raise "
                    "--time-limit if the port is only slow"
                )
            pause = min(2 * pause, SLOW_POLL)

    def kill(self) -> None:
        """End the program and every process that it started."""
        with self._lock:
            self._killed = True
            process = self._process
        if process is None or process.returncode is not None:
            return
        family: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            family = psutil.Process(process.pid).children(recursive=True)
        for member in family:
            with suppress(psutil.NoSuchProcess):
                member.kill()
        self._end_children()

    def _end_children(self) -> None:
        """End what is left of it: in its session, or in one of their own."""
        assert self._process is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        end_marked(self._word)


def size_of(folder: Path) -> int:
    """Bytes in a folder, links not followed."""
    total = 0
    pending = [os.fspath(folder)]
    while pending:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def _cannot_start(command: list[str], error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and os.sep in command[0]:
        return (
            f"cannot start: {command[0]} does not exist; build it, or mend "
            "`command` in port.json"
        )
    if isinstance(error, FileNotFoundError):
        return (
            f"cannot start: '{command[0]}' is not installed; install it, or "
            "mend `command` in port.json"
        )
    return f"cannot start '{command[0]}': {error.strerror}"


def _told(log: Path) -> str:
    """The first line of a log, and its end."""
    left_out = log.stat().st_size - TAIL
    with log.open("rb") as stream:
        first = stream.readline(HEAD) if left_out > 0 else b""
        stream.seek(max(0, left_out))
        end = stream.read().decode(errors="replace")
    start = first.decode(errors="replace").rstrip()
    return f"{start}\n...\n{end}" if start else end
