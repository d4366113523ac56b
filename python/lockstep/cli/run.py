"""lockstep run: judge ports on cases."""

from __future__ import annotations

import os
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from ..ports.defaults import TIME_LIMIT
from .app import EXIT_CODES, EXIT_EQUAL, app
from .options import (
    ALL_PORTS,
    AnnotationsFor,
    CtrfFile,
    Detail,
    HtmlFile,
    JsonFile,
    JUnitFile,
    Ports,
    Quick,
    Reports,
    Steps,
    Strict,
    SummaryFile,
    TimeLimit,
    names_in,
    read_files,
)

if TYPE_CHECKING:  # --help should be quick
    from ..judge.cluster.tasks import Options


class Mode(str, Enum):
    """How training cases are run."""

    both = "both"
    free = "free"
    replay = "replay"


@app.command(
    epilog="Examples: 'lockstep run' compares everything. 'lockstep run "
    "--quick' shows most faults in seconds. 'lockstep run "
    "spiral-2x100x3_relu-gd --ports r --steps 100' is one case. 'lockstep run "
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
    ports: Ports = ALL_PORTS,
    mode: Annotated[
        Mode,
        typer.Option(
            help="free: a port trains by itself. replay: each step starts "
            "from the reference's parameters."
        ),
    ] = Mode.both,
    steps: Steps = None,
    strict: Strict = False,
    quick: Quick = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help="As many steps as the original runs made; takes long.",
        ),
    ] = False,
    time_limit: TimeLimit = TIME_LIMIT,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many cases are judged at once (default: one a core).",
            show_default=False,
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Judge on the workers of a Dask cluster, whose scheduler "
            "is there; see docs/scaling.md.",
            show_default=False,
        ),
    ] = None,
    json: JsonFile = None,
    junit: JUnitFile = None,
    ctrf: CtrfFile = None,
    summary: SummaryFile = None,
    annotations: AnnotationsFor = None,
    html: HtmlFile = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            envvar="LOCKSTEP_AGAIN",
            help="Run what an earlier run found equal, too, though neither "
            "case nor port nor judge changed. With $CI set, always.",
        ),
    ] = False,
    detail: Detail = False,
) -> None:
    """Run ports on cases and compare every step with the reference."""
    from ..judge.run import run as run_cases
    from ..judge.settings import NOTHING
    from ..report.cache import fingerprints, lasting, remember
    from ..report.earlier import keep_runs, recall_runs

    reports = Reports(json, junit, ctrf, summary, html, annotations)
    reports.check(partial(read_files, cases or (), names_in(ports)))
    before = fingerprints(names_in(ports))
    detail = detail or html is not None
    # A part of the steps, or curves, are not kept.
    is_usual = not (again or detail or full or steps or quick)
    reuses = is_usual and not os.environ.get("CI")
    asked = cases or None, names_in(ports)
    options: Options = {
        "mode": mode.value,
        "steps": steps,
        "time_limit": time_limit,
        "full": full,
        "detail": detail,
        "strict": strict,
    }
    with reports.keeping(), shown(Console(stderr=True)) as progress:
        if dask is None:
            results = run_cases(
                *asked,
                **options,
                progress=progress,
                jobs=jobs,
                known=recall_runs(before) if reuses else NOTHING,
                quick=quick,
            )
        else:
            from ..judge.cluster.matrix import run_on_cluster

            _refuse_here(jobs, quick)
            results = run_on_cluster(dask, *asked, options, progress)
    if dask is None:  # verdicts of other machines do not hold for this one
        found = lasting(results, before)
        remember(found)
        keep_runs(found, results, before)
    reports.show(results)
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))


def _refuse_here(jobs: int | None, quick: bool) -> None:
    """Refuse options that a cluster has no use for."""
    if jobs is not None:
        raise InputError(
            "--jobs: with --dask, the workers say how many tasks they take"
        )
    if quick:
        raise InputError("--quick: it takes seconds; leave --dask out")
