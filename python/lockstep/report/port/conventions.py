"""The conventions of a port: its own beside the right ones."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...judge.mistakes.probes import CANNOT_TELL, Row, Sheet
from ...judge.results import RunResult
from ...traces.quantities import TRAINED

LIKE, UNLIKE = "", "differs"


def print_conventions(console: Console, sheet: Sheet) -> None:
    """Print a row a convention, and what differs in the last column."""
    n, n_unlike = len(sheet.rows), len(sheet.unlike)
    n_unknown = sum(row.yours == CANNOT_TELL for row in sheet.rows)
    if n_unknown < n:
        console.print(_table(sheet.rows))
    if sheet.failure:
        console.print(Text(f"not seen in whole: {sheet.failure}"))
    told = f"{n_unlike} of {n} conventions differ"
    if n_unknown:
        told += f", {n_unknown} cannot be told"
    console.print(Text(told, style="bold"))


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("convention", "yours", "ours", ""):
        table.add_column(heading, overflow="fold")
    for row in rows:
        mark = UNLIKE if row.differs else LIKE
        style = "bold red" if row.differs else ""
        cells = (row.name, row.yours, row.ours, mark)
        table.add_row(*(Text(cell) for cell in cells), style=style)
    return table


def is_of_training(run: RunResult) -> bool:
    """Whether numbers of what is trained diverge: a convention may do that."""
    place = run.divergence
    is_trained = run.level == TRAINED and run.mode == "free"
    return is_trained and place is not None and place.expected is not None


def print_unlike(console: Console, sheet: Sheet, port: str) -> None:
    """Print what differs, before the numbers that it makes wrong."""
    if not sheet.unlike:
        return
    told = (
        f"conventions that differ (all: lockstep validate {port} --conventions)"
    )
    console.print(Text(told, style="bold"), soft_wrap=True)
    console.print(_table(sheet.unlike), "")
