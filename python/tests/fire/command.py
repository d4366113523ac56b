"""Start the command line as users do, and look at what it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from lockstep.errors import PortUnavailable
from lockstep.languages import LANGUAGES
from lockstep.ports.bridge.lacks import check_program

LONG = "LOCKSTEP_FIRE" in os.environ  # `make fire`
LIMIT = 300.0
COMMAND = [sys.executable, "-m", "lockstep"]


def lockstep(
    *arguments: object,
    folder: Path | None = None,
    before: str = "",
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; words of a shell may stand before it."""
    command = [*COMMAND, *map(str, arguments)]
    if before:
        command = ["bash", "-c", f'{before}; exec "$@"', "bash", *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "TERM": "dumb", **environment},
        timeout=LIMIT,
    )


def start(
    *arguments: object, folder: Path | None = None, **environment: str
) -> subprocess.Popen[str]:
    """Start a command whose signals are not ignored."""

    def hear() -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)

    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "TERM": "dumb", **environment},
        preexec_fn=hear,
    )


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Wait for something to come true."""
    deadline = time.monotonic() + LIMIT / 3
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def alive(word: str) -> list[psutil.Process]:
    """Processes with a word in their command lines or environments."""
    found = []
    for process in psutil.process_iter():
        try:
            words = [*process.cmdline(), *process.environ().values()]
            if process.status() != psutil.STATUS_ZOMBIE and any(
                word in text for text in words
            ):
                found.append(process)
        except psutil.Error:
            continue
    return found


def is_installed(language: str) -> bool:
    """Whether a language can be started."""
    try:
        check_program(LANGUAGES[language])
    except PortUnavailable:
        return False
    return True
