"""The command line: a module a subcommand, one thin function each.

What a subcommand needs is imported inside its function: every port runs in a
process that loads this package again, and --help should be quick.
"""

from __future__ import annotations

import sys

import typer

from ..errors import InputError
from . import (
    cases,
    compare,
    doctor,
    fixtures,
    horizon,
    plot,
    report,
    run,
    validate,
)
from .app import EXIT_BAD_INPUT, app

__all__ = [
    "cases",
    "compare",
    "doctor",
    "fixtures",
    "horizon",
    "main",
    "plot",
    "report",
    "run",
    "validate",
]


def main() -> None:
    """Run the command line; bad input gets one line and exit code 2."""
    try:
        app()
    except InputError as error:
        typer.secho(f"lockstep: {error}", err=True, fg=typer.colors.RED)
        sys.exit(EXIT_BAD_INPUT)
