"""lockstep validate: judge what a port claims, level by level."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from ..ports.defaults import LONGEST, TIME_LIMIT
from .app import EXIT_CODES, EXIT_EQUAL, app
from .options import (
    AnnotationsFor,
    CtrfFile,
    JsonFile,
    JUnitFile,
    Quick,
    Reports,
    Steps,
    Strict,
    SummaryFile,
    read_files,
)


@app.command(
    epilog="Examples: 'lockstep validate port.json --level 0' shows whether a "
    "new port reads every fixture. 'lockstep validate port.json --cases "
    "spiral-2x100x3_relu-gd --steps 10 --keep files' is quick, and leaves "
    "what the port read and wrote to be looked at."
)
def validate(
    port: Annotated[
        Path, typer.Argument(help="port.json of a port, or its folder.")
    ],
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
    time_limit: Annotated[
        float,
        typer.Option(
            min=1,
            max=LONGEST,
            help="Seconds for each 1,000 steps begun; then a port is hung.",
        ),
    ] = TIME_LIMIT,
    keep: Annotated[
        Path | None,
        typer.Option(
            help="New folder for everything that the port reads and writes."
        ),
    ] = None,
    json: JsonFile = None,
    junit: JUnitFile = None,
    ctrf: CtrfFile = None,
    summary: SummaryFile = None,
    annotations: AnnotationsFor = None,
    badges: Annotated[
        Path | None,
        typer.Option(
            help="Folder for a badge of each level, as SVG and as JSON for "
            "shields.io; made if missing."
        ),
    ] = None,
) -> None:
    """Judge a port in any language, level by level."""
    from ..files.write import make_folder
    from ..judge.run import validate as validate_port
    from ..report.formats.badge import write_badges

    reports = Reports(json, junit, ctrf, summary, annotations=annotations)
    listed = [name for words in cases or [] for name in words.split(",")]
    reports.check(partial(read_files, listed, [port]))
    if badges is not None and quick:
        raise InputError(
            "--badges needs all cases: a quick run reaches no level; leave "
            "out --quick"
        )
    if badges is not None:
        make_folder(badges)
    with reports.keeping(), shown(Console(stderr=True)) as progress:
        results = validate_port(
            *(port, level, listed, steps, time_limit, keep, progress),
            strict=strict,
            quick=quick,
        )
    if badges is not None:
        write_badges(badges, results)
    reports.show(results)
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))
