"""Tables of docs/measured-errors.md: each stands between two marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lockstep.files.paths import repository_root
from lockstep.files.write import write_whole
from lockstep.ports.environment import describe_machine

PAGE = repository_root() / "docs" / "measured-errors.md"


def head(script: str, what: str) -> str:
    """Say which script measured, what, when and where."""
    machine = describe_machine()["machine"]
    return (
        f"Written by `scripts/bounds/{script}` on {date.today()}, "
        f"{machine}: {what}."
    )


def row_of(*cells: object) -> str:
    """A row, with the day on which it was measured."""
    return f"| {' | '.join(map(str, cells))} | {date.today()} |"


def renewed(name: str, rows: Sequence[str], n_keys: int) -> list[str]:
    """Rows of a table: new ones in the place of old ones, or at the end.

    Parameters
    ----------
    name : str
        Of the table.
    rows : sequence of str
    n_keys : int
        Rows of which as many first cells are equal are the same.
    """
    _, old, _ = _parted(name)
    lines = [line for line in old.splitlines() if line.startswith("| ")]
    known = {}
    for row in [*lines[1:], *rows]:
        known[tuple(row.split(" | ")[:n_keys])] = row
    return list(known.values())


def put(name: str, lines: Sequence[str]) -> None:
    """Write a table between its marks.

    Raises
    ------
    ValueError
        If the page does not have the marks.
    """
    before, _, after = _parted(name)
    write_whole(PAGE, "\n".join([before, "", *lines, "", after]))


def _parted(name: str) -> tuple[str, str, str]:
    """The page up to the first mark of a table, the table, and the rest."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = PAGE.read_text("utf-8").partition(begin)
    old, found_end, after = rest.partition(end)
    if not found or not found_end:
        raise ValueError(f"{PAGE.name}: no marks of {name}")
    return before + begin, old, end + after
