"""Tell on a terminal what changed between two runs."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..table import STYLES
from .changes import Change, Changes, Times

Cells = tuple[str | Text, ...]
MOST = 20  # rows of a table; the page shows all


def print_changes(console: Console, found: Changes) -> None:
    """Print what got worse first, then the rest."""
    _print_verdicts(console, "worse", found.worse)
    _print_verdicts(console, "better", found.better)
    _print_verdicts(console, "other verdicts", found.other)
    _print_table(
        console,
        "headroom",
        ("case", "port", "mode", "before", "now"),
        [
            (c.case, c.port, c.mode, headroom(c.before), headroom(c.after))
            for c in found.headroom
        ],
    )
    _print_table(
        console,
        "time a step",
        ("port", "mode", "runs", "before", "now", "now / before"),
        map(_time_cells, found.times),
    )
    _print_table(console, "versions", ("what", "before", "now"), found.versions)
    for line in summary(found):
        console.print(Text(line), soft_wrap=True)


def summary(found: Changes) -> list[str]:
    """Say in short sentences how much changed."""
    told = [
        f"{len(found.worse)} worse, {len(found.better)} better, "
        f"{len(found.other)} otherwise changed, {found.same:,} with the same "
        "verdict"
    ]
    for word, runs in {"new": found.came, "gone": found.went}.items():
        if runs:
            cases = sorted({run.case for run in runs})
            more = f" and {len(cases) - 3} more" if len(cases) > 3 else ""
            shown = ", ".join(cases[:3])
            told.append(f"{len(runs)} runs are {word}: {shown}{more}")
    return told


def headroom(value: str | float) -> str:
    """Write a bound over an error."""
    return "exact" if value == float("inf") else f"{float(value):.3g}"


def milliseconds(seconds: float) -> str:
    """Write a time."""
    return f"{1e3 * seconds:.3g} ms"


def times_as_long(before: float, after: float) -> str:
    """Write how many times as long something takes."""
    return f"{after / before:.2f}" if before > 0 else "-"


def _time_cells(times: Times) -> Cells:
    return (
        *(times.port, times.mode, str(times.runs)),
        *(milliseconds(times.before), milliseconds(times.after)),
        times_as_long(times.before, times.after),
    )


def _print_verdicts(
    console: Console, title: str, changes: list[Change]
) -> None:
    rows: list[Cells] = [
        (
            *(change.case, change.port, change.mode),
            *(_word(str(side)) for side in (change.before, change.after)),
            change.message,
        )
        for change in changes
    ]
    headings = ("case", "port", "mode", "before", "now", "what it says")
    _print_table(console, title, headings, rows)


def _word(verdict: str) -> Text:
    return Text(verdict, style=STYLES.get(verdict, ""))


def _print_table(
    console: Console,
    title: str,
    headings: Iterable[str],
    rows: Iterable[Cells],
) -> None:
    """Print a table with a title; nothing if it has no rows."""
    listed = list(rows)
    if not listed:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading)
    for row in listed[:MOST]:
        table.add_row(*(Text(c) if isinstance(c, str) else c for c in row))
    console.print(Text(title, style="bold underline"))
    console.print(table)
    if len(listed) > MOST:
        console.print(Text(f"and {len(listed) - MOST} more"))
    console.print()
