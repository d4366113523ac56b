"""The command line: a module a subcommand, one thin function each.

What a subcommand needs is imported inside its function: every port runs in a
process that loads this package again, and --help should be quick.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from typing import Any

import typer

from ..bench.command import bench
from ..console.endings import (
    EXIT_BAD_INPUT,
    EXIT_EQUAL,
    EXIT_JUDGE_FAILED,
    EXIT_NOT_READ,
    EXIT_NOT_RUN,
    EXIT_STOPPED,
    STOP,
    say,
)
from ..console.memory import check_memory
from ..errors import InputError, JudgeError, PortFailure, PortUnavailable
from . import (
    begin,
    cases,
    certify,
    compare,
    explain,
    fixtures,
    horizon,
    plot,
    report,
    run,
    selfcheck,
    validate,
)
from .app import app

__all__ = [
    "app",
    "begin",
    "bench",
    "cases",
    "certify",
    "compare",
    "explain",
    "fixtures",
    "horizon",
    "main",
    "plot",
    "report",
    "run",
    "selfcheck",
    "validate",
]


app.command(
    epilog="Example: 'lockstep bench --json now.json --compare earlier.json'."
)(bench)

# Of click, or of the copy of it that newer versions of typer hold.
UsageError: Any = typer.BadParameter.__base__


def main() -> None:
    """Run the command line; whatever ends it gets one line and a code."""
    STOP.listen()
    STOP.is_loading = False
    try:
        check_memory()
        code = app(standalone_mode=False) or EXIT_EQUAL
        sys.stdout.flush()
    except BrokenPipeError:
        code = EXIT_NOT_READ
    except BaseException as error:
        code = EXIT_JUDGE_FAILED  # if no memory is left to say more
        with suppress(MemoryError, OSError):
            code = _ending(error)
    if STOP.number:
        STOP.deafen()
        code = STOP.exit_code
    _drop_output()
    sys.exit(code)


def _ending(error: BaseException) -> int:
    """Tell what ended the command; the exit code of it."""
    if STOP.number or isinstance(error, typer.Abort | KeyboardInterrupt):
        say("stopped")
        return EXIT_STOPPED
    if isinstance(error, InputError | UsageError):
        if getattr(error, "ctx", None) and len(sys.argv) == 1:
            return EXIT_EQUAL  # the help is shown
        say(getattr(error, "format_message", error.__str__)())
        return EXIT_BAD_INPUT
    if isinstance(error, PortFailure | PortUnavailable):
        # Of a port under judgement it would be a verdict: see `runner`.
        from ..reference.port import REFERENCE

        name = getattr(error, "port", "") or REFERENCE.name
        who = "the reference" if name == REFERENCE.name else f"port {name}"
        say(f"{who} could not be run: {error}")
        return EXIT_NOT_RUN
    from ..judge.unfinished import JudgeFailed

    cause = error.__cause__ if isinstance(error, JudgeFailed) else error
    if isinstance(cause, SystemExit):  # rich's and typer's, of a broken pipe
        return EXIT_NOT_READ
    say(f"the judge failed: {_told(cause)}")
    return EXIT_JUDGE_FAILED


def _told(cause: BaseException | None) -> str:
    """Say what went wrong: on this machine, or within lockstep itself."""
    if isinstance(cause, JudgeError):
        return str(cause)
    if isinstance(cause, MemoryError):
        return "out of memory; close other programs, or raise `ulimit -v`"
    if isinstance(cause, OSError):
        file = f": {cause.filename}" if cause.filename else ""
        return f"{cause.strerror or cause}{file}"
    return f"{cause!r:.300} at {_place(cause)}; please report this fault"


def _place(error: BaseException | None) -> str:
    """File and line at which an error was raised."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"


def _drop_output() -> None:
    """Let Python not try again to write what cannot be written."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
