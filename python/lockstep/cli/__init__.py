"""The command line: a module a subcommand, one thin function each.

What a subcommand needs is imported inside its function: every port runs in a
process that loads this package again, and --help should be quick.
"""

from __future__ import annotations

import sys
from typing import Any

import typer

from ..errors import InputError
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
from .app import EXIT_BAD_INPUT, EXIT_EQUAL, EXIT_STOPPED, app

__all__ = [
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


# Of click, or of the copy of it that newer versions of typer hold.
UsageError: Any = typer.BadParameter.__base__


def main() -> None:
    """Run the command line; bad input gets one line and exit code 2."""
    try:
        sys.exit(app(standalone_mode=False))
    except (InputError, UsageError) as error:
        if getattr(error, "ctx", None) and len(sys.argv) == 1:
            sys.exit(EXIT_EQUAL)  # the help is shown
        said = getattr(error, "format_message", error.__str__)()
        text = " ".join(said.split())
        typer.secho(f"lockstep: {text}", err=True, fg=typer.colors.RED)
        sys.exit(EXIT_BAD_INPUT)
    except typer.Abort:
        typer.echo("lockstep: stopped", err=True)
        sys.exit(EXIT_STOPPED)
