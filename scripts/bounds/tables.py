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


def put(name: str, lines: Sequence[str]) -> None:
    """Write a table between its marks.

    Raises
    ------
    ValueError
        If the page does not have the marks.
    """
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, found, rest = PAGE.read_text("utf-8").partition(begin)
    _, found_end, after = rest.partition(end)
    if not found or not found_end:
        raise ValueError(f"{PAGE.name}: no marks of {name}")
    text = "\n".join([begin, "", *lines, "", end])
    write_whole(PAGE, before + text + after)
