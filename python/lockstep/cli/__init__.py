"""The command line: a module a subcommand, one thin function each.

What a subcommand needs is imported inside its function: every port runs in a
process that loads this package again, and --help should be quick.
"""

from __future__ import annotations

import sys
from typing import Any

import typer

from ..bench.command import bench
from ..errors import InputError, PortFailure, PortUnavailable
from . import (
    cases,
    certify,
    compare,
    doctor,
    explain,
    fixtures,
    horizon,
    new_port,
    plot,
    report,
    run,
    validate,
)
from .app import EXIT_BAD_INPUT, EXIT_EQUAL, EXIT_NOT_RUN, EXIT_STOPPED, app

__all__ = [
    "bench",
    "cases",
    "certify",
    "compare",
    "doctor",
    "explain",
    "fixtures",
    "horizon",
    "main",
    "new_port",
    "plot",
    "report",
    "run",
    "validate",
]


app.command(
    epilog="Example: 'lockstep bench --json now.json --compare earlier.json'."
)(bench)

# Of click, or of the copy of it that newer versions of typer hold.
UsageError: Any = typer.BadParameter.__base__


def main() -> None:
    """Run the command line; what stops it gets one line and an exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except (InputError, UsageError) as error:
        if getattr(error, "ctx", None) and len(sys.argv) == 1:
            sys.exit(EXIT_EQUAL)  # the help is shown
        said = getattr(error, "format_message", error.__str__)()
        _say(said)
        sys.exit(EXIT_BAD_INPUT)
    except (PortFailure, PortUnavailable) as error:
        # Of a port under judgement it would be a verdict: see `runner`.
        from ..ports.start import REFERENCE

        name = getattr(error, "port", "") or REFERENCE.name
        who = "the reference" if name == REFERENCE.name else f"port {name}"
        _say(f"{who} could not be run: {error}")
        sys.exit(EXIT_NOT_RUN)
    except typer.Abort:
        typer.echo("lockstep: stopped", err=True)
        sys.exit(EXIT_STOPPED)


def _say(message: str) -> None:
    line = " ".join(message.split())
    typer.secho(f"lockstep: {line}", err=True, fg=typer.colors.RED)
