"""The command line's application, its exit codes and its screen."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from ..console.endings import (
    EXIT_BAD_INPUT,
    EXIT_DIVERGED,
    EXIT_EQUAL,
    EXIT_NOT_RUN,
    EXIT_STOPPED,
)
from ..judge import DIVERGED, ERROR, KNOWN_FAILURE, NOT_SUPPORTED

__all__ = [
    "EXIT_BAD_INPUT",
    "EXIT_CODES",
    "EXIT_DIVERGED",
    "EXIT_EQUAL",
    "EXIT_NOT_RUN",
    "EXIT_STOPPED",
    "app",
    "screen",
]
EXIT_CODES = {
    DIVERGED: EXIT_DIVERGED,
    ERROR: EXIT_NOT_RUN,
    NOT_SUPPORTED: EXIT_NOT_RUN,
    KNOWN_FAILURE: EXIT_NOT_RUN,
}

UNFOLDED = 10_000  # for sentences, of which none should be folded in a pipe

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="Show that networks in Python, R and Octave are the same network, at "
    "every step of training.",
    epilog="Exit codes: 0 all equal, 1 a port diverges, 2 bad input or "
    "usage, 3 a port could not be run, 4 the judge itself failed, 130 stopped "
    "by Ctrl-C, 143 by SIGTERM, 141: nobody reads the output.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"lockstep {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="And exit."
        ),
    ] = False,
) -> None:
    pass


def screen(pipe: int = 200) -> Console:
    """Make the screen of tables and verdicts.

    Parameters
    ----------
    pipe : int
        Characters in a line of a pipe, if nobody says how many.
    """
    has_width = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console() if has_width else Console(width=pipe)
