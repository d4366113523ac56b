"""lockstep compare: one operation in three languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..judge import EQUAL
from .app import EXIT_CODES, EXIT_EQUAL, app, screen

if TYPE_CHECKING:  # --help should be quick
    from ..judge.results import RunResult

REPEATS = 9  # the quickest of them counts: the first has to load the code


@app.command(
    epilog="Example: 'lockstep compare softmax'. Errors are measured against "
    "the Python reference, on all cases of the operation."
)
def compare(
    operation: Annotated[
        str,
        typer.Argument(
            help="Name of a function, such as softmax; a wrong one lists "
            "what is near.",
            show_default=False,
        ),
    ],
    comments: Annotated[
        bool, typer.Option(help="Show documentation and comments, too.")
    ] = False,
    measure: Annotated[
        bool, typer.Option(help="Run its cases: errors and times.")
    ] = True,
) -> None:
    """Show an operation's three sources side by side."""
    from ..report.side_by_side.columns import print_side_by_side
    from ..report.side_by_side.sources import operation_sources
    from ..report.side_by_side.timings import summarize

    sources = operation_sources(operation)
    measured = summarize(_runs(operation)) if measure else {}
    print_side_by_side(screen(), sources, measured, comments)
    verdicts = {one.verdict for one in measured.values()} - {EQUAL}
    raise typer.Exit(EXIT_CODES.get(min(verdicts, default=""), EXIT_EQUAL))


def _runs(operation: str) -> list[RunResult]:
    """Run every case of an operation on every port, again and again."""
    from ..cases.find import list_cases
    from ..judge.run import run

    ids = [case.id for case in list_cases() if case.operation == operation]
    if not ids:
        return []
    with shown(Console(stderr=True)) as progress:
        return run(ids, progress=progress, repeats=REPEATS).runs
