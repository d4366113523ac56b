"""The conventions of a port: its own beside the right ones."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ...judge.mistakes.probes import Sheet
from ...judge.results import RunResult
from ...traces.quantities import TRAINED

LIKE, UNLIKE = "", "differs"


def print_conventions(console: Console, sheet: Sheet) -> None:
    """Print a row a convention, and what differs in the last column."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("convention", "yours", "ours", ""):
        table.add_column(heading, overflow="fold")
    for row in sheet.rows:
        mark = UNLIKE if row.differs else LIKE
        style = "bold red" if row.differs else ""
        cells = (row.name, row.yours, row.ours, mark)
        table.add_row(*(Text(cell) for cell in cells), style=style)
    console.print(table)
    if sheet.failure:
        console.print(Text(f"not seen in whole: {sheet.failure}"))
    n = len(sheet.unlike)
    told = (
        f"{n} of {len(sheet.rows)} conventions differ" if n else "none differs"
    )
    console.print(Text(told, style="bold"))


def is_puzzling(run: RunResult) -> bool:
    """Whether what is trained diverges, and no known mistake explains it."""
    place = run.divergence
    return run.level == TRAINED and place is not None and not place.causes


def print_unlike(console: Console, sheet: Sheet) -> None:
    """Print what differs, a line each."""
    for row in sheet.unlike:
        said = f"convention: {row.name}: yours: {row.yours}; ours: {row.ours}"
        console.print(Text(said), soft_wrap=True)
