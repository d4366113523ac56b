"""Options that several subcommands share, and the reports they ask for."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.endings import EXIT_STOPPED, STOP, say
from ..errors import InputError, JudgeError
from ..errors.libraries import require
from ..files.write import check_writable, open_stream
from ..ports.defaults import LONGEST, PORT_NAMES
from .app import UNFOLDED, screen

if TYPE_CHECKING:  # --help should be quick
    from ..judge.results import Results

    Writer = Callable[[Path, Results], None]

PAGE_LIBRARIES = ("bokeh", "jinja2", "latex2mathml", "pygments")
ALL_PORTS = ",".join(PORT_NAMES)
A_PORT = "python, r, octave, or a port.json or its folder"
PortName = Annotated[str, typer.Argument(help=f"{A_PORT}.", show_default=False)]
Ports = Annotated[
    str,
    typer.Option(help=f"Comma-separated ports, each {A_PORT}."),
]
Steps = Annotated[
    int | None,
    typer.Option(
        min=1, help="Stop each case after this many steps (default: all)."
    ),
]


def _a_number(seconds: float) -> float:
    """Refuse NaN, which typer's check of a range lets through."""
    if math.isnan(seconds):
        raise typer.BadParameter("expected a number of seconds, got nan")
    return seconds


TimeLimit = Annotated[
    float,
    typer.Option(
        min=1,
        max=LONGEST,
        callback=_a_number,
        help="Seconds for a call of a bridge, or for 1,000 steps of a program; "
        "then a port is hung.",
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
Quick = Annotated[
    bool,
    typer.Option(
        "--quick",
        help="Judge the few cases and steps that show nearly all known "
        "faults; the report says how many. No level is reached by it.",
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
HtmlFile = Annotated[
    Path | None, typer.Option(help="Write the results as a web page.")
]
Detail = Annotated[
    bool,
    typer.Option("--detail", help="Keep curves and predictions in the JSON."),
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


def read_files(
    cases: Iterable[str | Path], ports: Iterable[str | Path]
) -> Iterator[Path]:
    """Files that a run reads: no report may take their place."""
    from ..cases.files import case_files
    from ..cases.find import find_case
    from ..files.paths import fixtures_root
    from ..ports.start import port_spec

    yield from fixtures_root().rglob("*")
    for case in cases:
        yield from case_files(find_case(case))
    for port in ports:
        described = port_spec(port).description
        if described is not None:
            yield described.file
            yield from map(Path, described.command)


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

    @property
    def _files(self) -> list[Path]:
        given = (self.json, self.junit, self.ctrf, self.summary, self.html)
        return [file for file in given if file is not None]

    def check(self, inputs: Callable[[], Iterable[Path]]) -> None:
        """Refuse files that cannot be written, before any work is done.

        Parameters
        ----------
        inputs : callable
            Names what is read, and must not be overwritten.

        Raises
        ------
        InputError
            If there is one, if two reports would be one file, or if a
            library is missing that a report needs.
        """
        if self.html is not None:
            require(*PAGE_LIBRARIES)
        files = self._files
        for file in files:
            check_writable(file, inputs())
            if [other.resolve() for other in files].count(file.resolve()) > 1:
                raise InputError(f"two reports would be written to {file}")

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Write and print what is there of a run that ends too early."""
        from ..judge.unfinished import (
            Interrupted,
            JudgeFailed,
            ReferenceLost,
        )

        STOP.check()
        try:
            yield
        except Interrupted as cut:
            self.show(cut.results)
            say(f"stopped after {len(cut.results.runs)} runs")
            raise typer.Exit(EXIT_STOPPED) from None
        except (JudgeFailed, ReferenceLost) as cut:
            self.show(cut.results)
            raise

    def show(
        self, results: Results, before: Callable[[Console], None] | None = None
    ) -> None:
        """Write the files and print the report.

        Parameters
        ----------
        results : Results
        before : callable, optional
            Prints what comes first.

        Raises
        ------
        JudgeError
            If a file cannot be written; all else is done.
        """
        from ..report.terminal import print_results

        failures = []
        for file, write in self._writers():
            try:
                if file is not None:
                    write(file, results)
            except JudgeError as error:
                failures.append(error)
        if before is not None:
            before(self._screen())
        if results.runs:
            print_results(self._screen(), results)
        self.annotate(results)
        if failures:
            raise failures[0]

    def _screen(self) -> Console:
        """Leave standard output to a report that goes there."""
        is_taken = any(file and open_stream(file) == 1 for file in self._files)
        return Console(stderr=True) if is_taken else screen(UNFOLDED)

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
