"""lockstep cases: the course in three languages, and all cases."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ..ports.defaults import PORT_NAMES
from .app import app, screen

if TYPE_CHECKING:
    from ..report.course import System

STYLES = {"equal": "green", "not run": "dim", "error": "bold yellow"}


@app.command(
    epilog="A cell is green when every case of the system was equal in the "
    "last run with these sources and fixtures; 'lockstep run' runs them all."
)
def cases(
    list_all: Annotated[
        bool, typer.Option("--list", help="List every case with its id.")
    ] = False,
) -> None:
    """Show each system of the course and how it stands in each language."""
    if list_all:
        screen().print(_list())
        return
    from ..report.course import standing, systems

    rows = systems()
    found = standing(rows)
    screen().print(_course(rows, found))
    counts = [count for row in found.values() for count in row.values()]
    if any(count["not run"] for count in counts):
        screen().print(
            "not run: not since these sources or fixtures changed; "
            "type 'lockstep run'"
        )
    if any(count["skipped"] for count in counts):
        screen().print(
            "not counted: cases that need files of yours; "
            "'lockstep run' names them"
        )


def _list() -> Table:
    from ..cases.find import list_cases

    table = _table("id", "kind", "steps", "title")
    for case in list_cases():
        steps = f"{case.steps:,}" if case.steps else ""
        table.add_row(case.id, case.kind, steps, case.title)
    return table


def _course(
    rows: list[System], found: dict[str, dict[str, Counter[str]]]
) -> Table:
    table = _table("part", "system", "training", "operations", *PORT_NAMES)
    for row in rows:
        cells = [_cell(found[row.name][port]) for port in PORT_NAMES]
        counts = [str(row.count(kind)) for kind in ("training", "operation")]
        table.add_row(row.part, row.name, *counts, *cells)
    return table


def _cell(verdicts: Counter[str]) -> Text:
    """Say the worst verdict, and of how many cases it is."""
    order = ("diverged", "error", "not run", "equal")
    worst = next((v for v in order if verdicts[v]), "no case")
    n_cases = verdicts.total() - verdicts["skipped"]
    share = "" if verdicts[worst] == n_cases else f" {verdicts[worst]}"
    text = f"{worst}{share} of {n_cases}" if share else worst
    return Text(text, style=STYLES.get(worst, "bold red"))


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
