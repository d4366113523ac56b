"""lockstep compare: one operation in three languages, or more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from ..judge import EQUAL
from ..ports.defaults import PORT_NAMES
from .app import EXIT_CODES, EXIT_EQUAL, app, screen

if TYPE_CHECKING:  # --help should be quick
    from ..judge.results import RunResult
    from ..report.side_by_side.sources import Source

REPEATS = 9  # the quickest of them counts: the first has to load the code


@app.command(
    epilog="Examples: 'lockstep compare softmax' answers at once. 'lockstep "
    "compare softmax --measure' runs all cases of the operation: errors "
    "against the Python reference, and times."
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
    ] = False,
    port: Annotated[
        str | None,
        typer.Option(
            help="A port.json or its folder: one more column, from the "
            "sources that it names.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show an operation's sources side by side."""
    from ..report.side_by_side.columns import print_heading, print_side_by_side
    from ..report.side_by_side.sources import operation_sources
    from ..report.side_by_side.timings import summarize

    sources = operation_sources(operation)
    if port is not None:
        found = _port_source(port, operation)
        sources[found.language] = found
    measured = summarize(_runs(operation, port)) if measure else {}
    print_heading(screen(), operation)
    print_side_by_side(screen(), operation, sources, measured, comments)
    verdicts = {one.verdict for one in measured.values()} - {EQUAL}
    raise typer.Exit(EXIT_CODES.get(min(verdicts, default=""), EXIT_EQUAL))


def _port_source(port: str, operation: str) -> Source:
    """Find the code of an operation that a port names."""
    from ..ports.start import port_spec
    from ..report.side_by_side.sources import port_source

    described = port_spec(port).description
    if described is None or port in PORT_NAMES:
        raise InputError(f"--port {port}: it stands beside the others already")
    found = port_source(described, operation)
    if found is None:
        raise InputError(
            f"{described.file}: sources: '{operation}' is not named there, "
            f"only {', '.join(described.sources) or 'nothing'}"
        )
    return found


def _runs(operation: str, port: str | None) -> list[RunResult]:
    """Run every case of an operation on every port, again and again."""
    from ..cases.find import list_cases
    from ..judge.run import run

    ids = [case.id for case in list_cases() if case.operation == operation]
    if not ids:
        return []
    ports = [*PORT_NAMES, *([port] if port else [])]
    with shown(Console(stderr=True)) as progress:
        return run(ids, ports, progress=progress, repeats=REPEATS).runs
