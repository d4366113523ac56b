"""lockstep run: judge ports on cases."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..ports.defaults import LONGEST, PORT_NAMES, TIME_LIMIT
from ..progress import shown
from .app import EXIT_CODES, EXIT_EQUAL, app
from .options import (
    AnnotationsFor,
    CtrfFile,
    JsonFile,
    JUnitFile,
    Reports,
    Steps,
    Strict,
    SummaryFile,
    names_in,
    read_files,
)


class Mode(str, Enum):
    """How training cases are run."""

    both = "both"
    free = "free"
    replay = "replay"


@app.command(
    epilog="Examples: 'lockstep run' compares everything. 'lockstep run "
    "spiral-2x100x3_relu-gd --ports r --steps 100' is quick. 'lockstep run "
    "my/case.json --json results.json' judges your own data."
)
def run(
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of fixtures (see 'lockstep cases') or paths of your "
            "own case files. All fixtures if none is given.",
            show_default=False,
        ),
    ] = None,
    ports: Annotated[
        str,
        typer.Option(
            help="Comma-separated ports to judge: names, or paths of a "
            "port.json."
        ),
    ] = ",".join(PORT_NAMES),
    mode: Annotated[
        Mode,
        typer.Option(
            help="free: a port trains by itself. replay: each step starts "
            "from the reference's parameters."
        ),
    ] = Mode.both,
    steps: Steps = None,
    strict: Strict = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="As many steps as the original runs made; takes long.",
        ),
    ] = False,
    time_limit: Annotated[
        float,
        typer.Option(
            min=1,
            max=LONGEST,
            help="Seconds for one chunk of steps; then a port is hung.",
        ),
    ] = TIME_LIMIT,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many cases are judged at once (default: one a core).",
            show_default=False,
        ),
    ] = None,
    json: JsonFile = None,
    junit: JUnitFile = None,
    ctrf: CtrfFile = None,
    summary: SummaryFile = None,
    annotations: AnnotationsFor = None,
    html: Annotated[
        Path | None, typer.Option(help="Write the results as a web page.")
    ] = None,
    detail: Annotated[
        bool,
        typer.Option(
            "--detail", help="Keep curves and predictions in the JSON."
        ),
    ] = False,
) -> None:
    """Run ports on cases and compare every step with the reference."""
    from ..judge.run import run as run_cases
    from ..report.cache import fingerprints, remember

    reports = Reports(json, junit, ctrf, summary, html, annotations)
    reports.check(partial(read_files, cases or (), names_in(ports)))
    before = fingerprints(names_in(ports))
    with reports.keeping(), shown(Console(stderr=True)) as progress:
        results = run_cases(
            cases or None,
            names_in(ports),
            mode.value,
            steps,
            time_limit,
            progress,
            full,
            detail or html is not None,
            strict=strict,
            jobs=jobs,
        )
    remember(results, before)
    reports.show(results)
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))
