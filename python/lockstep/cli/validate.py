"""lockstep validate: judge what a port claims, level by level."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError, PortFailure, PortUnavailable
from ..files.plain_text import one_line
from ..ports.defaults import TIME_LIMIT
from .app import (
    EXIT_CODES,
    EXIT_DIVERGED,
    EXIT_EQUAL,
    EXIT_NOT_RUN,
    UNFOLDED,
    app,
    screen,
)
from .options import (
    AnnotationsFor,
    CtrfFile,
    Detail,
    HtmlFile,
    JsonFile,
    JUnitFile,
    PortName,
    Quick,
    Reports,
    Steps,
    Strict,
    SummaryFile,
    TimeLimit,
    read_files,
)

if TYPE_CHECKING:  # --help should be quick
    from ..judge.mistakes.probes import Sheet
    from ..judge.results import RunResult


@app.command(
    epilog="Examples: 'lockstep validate port.json --level 0' shows whether a "
    "new port reads every fixture. 'lockstep validate port.json --cases "
    "spiral-2x100x3_relu-gd --steps 10 --keep files' is quick, and leaves "
    "what the port read and wrote to be looked at."
)
def validate(
    port: PortName,
    level: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=3,
            help="0 reads fixtures, 1 loss and parameters, 2 gradients, 3 "
            "everything and replay; with all below it. What the port claims "
            "if left out.",
            show_default=False,
        ),
    ] = None,
    cases: Annotated[
        list[str] | None,
        typer.Option(
            help="Ids of fixtures or paths of case files, comma-separated; "
            "may be repeated. All fixtures if left out.",
            show_default=False,
        ),
    ] = None,
    steps: Steps = None,
    strict: Strict = False,
    quick: Quick = False,
    time_limit: TimeLimit = TIME_LIMIT,
    keep: Annotated[
        Path | None,
        typer.Option(
            help="New folder for everything that the port reads and writes."
        ),
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help="Judge 40 cases that are drawn: data, weights, networks and "
            "numbers that nobody has seen.",
        ),
    ] = False,
    seed: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="Draw the cases of this seed again; drawn, too, if left out.",
            show_default=False,
        ),
    ] = None,
    conventions: Annotated[
        bool,
        typer.Option(
            "--conventions",
            help="Judge nothing: infer from the first steps of small cases "
            "where the port follows other conventions, such as epsilon's "
            "place.",
        ),
    ] = False,
    json: JsonFile = None,
    junit: JUnitFile = None,
    ctrf: CtrfFile = None,
    summary: SummaryFile = None,
    annotations: AnnotationsFor = None,
    html: HtmlFile = None,
    detail: Detail = False,
    badges: Annotated[
        Path | None,
        typer.Option(
            help="Folder for a badge of each level, as SVG and as JSON for "
            "shields.io; made if missing."
        ),
    ] = None,
) -> None:
    """Judge a port in any language, level by level."""
    if conventions:
        only_json = junit, ctrf, summary, annotations, html, badges, keep
        if any((*only_json, level, cases, steps, quick, fresh, strict, detail)):
            raise InputError(
                "--conventions judges nothing: of the other options it takes "
                "--json and --time-limit alone"
            )
        raise typer.Exit(_show_conventions(port, time_limit, json))
    from ..files.write import make_folder
    from ..judge.fresh import validate_fresh
    from ..judge.run import validate as validate_port
    from ..report.formats.badge import write_badges

    reports = Reports(json, junit, ctrf, summary, html, annotations)
    detail = detail or html is not None
    listed = [name for words in cases or [] for name in words.split(",")]
    reports.check(partial(read_files, listed, [port]))
    if badges is not None and quick:
        raise InputError(
            "--badges needs all cases: a quick run reaches no level; leave "
            "out --quick"
        )
    if fresh and (listed or quick or steps is not None):
        raise InputError(
            "--fresh draws cases and steps: leave out --cases, --steps and "
            "--quick"
        )
    if seed is not None and not fresh:
        raise InputError("--seed is of the cases that --fresh draws")
    if badges is not None:
        make_folder(badges)
    with reports.keeping(), shown(Console(stderr=True)) as progress:
        if fresh:
            results = validate_fresh(
                *(port, seed, level, time_limit, keep, progress, strict),
                detail=detail,
            )
        else:
            results = validate_port(
                *(port, level, listed, steps, time_limit, keep, progress),
                strict=strict,
                quick=quick,
                detail=detail,
            )
    if badges is not None:
        write_badges(badges, results)
    reports.show(results, partial(_show_unlike, port, time_limit, results.runs))
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))


def _show_unlike(
    port: str, time_limit: float, runs: list[RunResult], console: Console
) -> None:
    """Say which conventions differ, where what is trained diverges."""
    from ..report.port.conventions import is_of_training, print_unlike

    if not any(map(is_of_training, runs)):
        return
    with suppress(PortFailure, PortUnavailable, InputError):
        print_unlike(console, _inferred(port, time_limit), port)


def _show_conventions(port: str, time_limit: float, json: Path | None) -> int:
    """Print the sheet; return the exit code."""
    from ..files.write import check_writable
    from ..report.formats.files import write_plain
    from ..report.port.conventions import print_conventions

    if json is not None:
        check_writable(json, read_files([], [port]))
    try:
        sheet = _inferred(port, time_limit)
    except (PortFailure, PortUnavailable) as error:
        typer.echo(f"{port}: {one_line(str(error))}")
        return EXIT_NOT_RUN
    if json is not None:
        write_plain(json, asdict(sheet))
    print_conventions(screen(UNFOLDED), sheet)
    if sheet.unlike:
        return EXIT_DIVERGED
    return EXIT_NOT_RUN if sheet.failure else EXIT_EQUAL


def _inferred(port: str, time_limit: float) -> Sheet:
    from ..files.guard import scratch
    from ..judge.mistakes.probes import infer_conventions
    from ..ports.start import port_spec

    with TemporaryDirectory(prefix="probes-", dir=scratch()) as folder:
        return infer_conventions(port_spec(port), Path(folder), time_limit)
