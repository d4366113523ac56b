"""Write a page of what changed between two runs."""

from __future__ import annotations

from pathlib import Path

from ...files.write import write_whole
from ...judge.results import Results
from ..page.render import rendered
from ..texts import words
from .changes import Changes
from .show import headroom, milliseconds, summary, times_as_long


def write_changes(
    file: Path, old: Results, new: Results, found: Changes
) -> None:
    """Write changes as a self-contained HTML page.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    verdicts = {
        "Worse": found.worse,
        "Better": found.better,
        "Other verdicts": found.other,
    }
    html = rendered(
        "diff.html.j2",
        ("page", "overview", "times"),
        old=old,
        new=new,
        found=found,
        verdicts=verdicts,
        words=words(),
        summary=summary(found),
        headroom=headroom,
        milliseconds=milliseconds,
        times_as_long=times_as_long,
    )
    write_whole(file, html)
