"""Options that several subcommands share, and the reports they ask for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from .app import EXIT_STOPPED

if TYPE_CHECKING:  # --help should be quick
    from ..judge.results import Results

    Writer = Callable[[Path, Results], None]

Steps = Annotated[
    int | None,
    typer.Option(
        min=1, help="Stop each case after this many steps (default: all)."
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Refuse a free run that leaves the reference's farther than "
        "rounding explains, even if each of its steps is right.",
    ),
]
JsonFile = Annotated[
    Path | None, typer.Option(help="Write the results as JSON.")
]
JUnitFile = Annotated[
    Path | None, typer.Option(help="Write the results as JUnit XML.")
]
CtrfFile = Annotated[
    Path | None,
    typer.Option(help="Write the results as CTRF, JSON of ctrf.io."),
]
SummaryFile = Annotated[
    Path | None,
    typer.Option(
        help="Append a summary in Markdown to this file, such as "
        '"$GITHUB_STEP_SUMMARY".'
    ),
]


class Annotations(str, Enum):
    """Who reads the annotations."""

    github = "github"


AnnotationsFor = Annotated[
    Annotations | None,
    typer.Option(
        help="Print an annotation for each source line at which a port fails."
    ),
]


def names_in(words: str) -> list[str]:
    """Split comma-separated names."""
    return [name.strip() for name in words.split(",") if name.strip()]


@dataclass(frozen=True)
class Reports:
    """What to write, and when the work began.

    Attributes
    ----------
    json, junit, ctrf, summary, html : Path or None
        Files; what is None is not written.
    annotations : Annotations or None
        Who reads them.
    started : float
        Seconds since 1970.
    """

    json: Path | None = None
    junit: Path | None = None
    ctrf: Path | None = None
    summary: Path | None = None
    html: Path | None = None
    annotations: Annotations | None = None
    started: float = field(default_factory=time.time)

    def check(self) -> None:
        """Refuse files that cannot be written, before any work is done.

        Raises
        ------
        InputError
            If there is one, or if two reports would be one file.
        """
        from ..files.write import check_writable

        given = (self.json, self.junit, self.ctrf, self.summary, self.html)
        files = [file for file in given if file is not None]
        for file in files:
            check_writable(file)
            if [other.resolve() for other in files].count(file.resolve()) > 1:
                raise InputError(f"two reports would be written to {file}")

    def write(self, results: Results) -> None:
        """Write all of them."""
        for file, write in self._writers():
            if file is not None:
                write(file, results)

    def stopped(self, results: Results) -> typer.Exit:
        """Write what is there after Ctrl-C."""
        self.write(results)
        n_runs = len(results.runs)
        typer.echo(f"lockstep: stopped after {n_runs} runs", err=True)
        return typer.Exit(EXIT_STOPPED)

    def annotate(self, results: Results) -> None:
        """Print the annotations, after everything else."""
        from ..report.formats.annotations import github_annotations

        if self.annotations is not None:
            for line in github_annotations(results):
                typer.echo(line)

    def _writers(self) -> list[tuple[Path | None, Writer]]:
        from ..report.formats.ctrf import write_ctrf
        from ..report.formats.files import write_json, write_junit
        from ..report.formats.summary import add_summary

        def write_times(file: Path, results: Results) -> None:
            write_ctrf(file, results, self.started, time.time())

        def write_html(file: Path, results: Results) -> None:
            from ..report.page import write_page  # an extra brings it

            write_page(file, results)

        return [
            (self.json, write_json),
            (self.junit, write_junit),
            (self.ctrf, write_times),
            (self.summary, add_summary),
            (self.html, write_html),
        ]
