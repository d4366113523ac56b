"""lockstep horizon: how far free runs of a case can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from ..judge import DIVERGED, EQUAL
from .app import EXIT_CODES, EXIT_EQUAL, app, screen
from .options import A_PORT, names_in, read_files


@app.command(
    epilog="Example: 'lockstep horizon "
    "spiral_shuffled-2x100x3_relu-gd_unstable'. Exit code 1: the case "
    "declares more comparable steps than there are, or a port diverges."
)
def horizon(
    case: Annotated[
        str, typer.Argument(help="Id of a fixture, or path of a case file.")
    ],
    steps: Annotated[
        int | None,
        typer.Option(min=1, help="Stop after this many steps (default: all)."),
    ] = None,
    ports: Annotated[
        str,
        typer.Option(
            help="Let these train, too, and tell how long each stays with "
            f"the reference: comma-separated, each {A_PORT}.",
            show_default=False,
        ),
    ] = "",
    json: Annotated[
        Path | None, typer.Option(help="Write the result as JSON.")
    ] = None,
) -> None:
    """Find the step up to which free runs of a case can be compared."""
    from ..cases.load import TrainingCase, load_case
    from ..files.write import check_writable
    from ..judge.run import run
    from ..reference.horizon import find_horizon
    from ..report.formats.files import write_plain
    from ..report.horizon import print_horizon, stay

    names = names_in(ports)
    files = list(read_files([case], names))
    if json is not None:
        check_writable(json, files)
    loaded = load_case(case)
    if not isinstance(loaded, TrainingCase):
        raise InputError(f"{loaded.id} is an operation: it has no free run")
    with shown(Console(stderr=True)) as progress:
        limit = min(loaded.steps, steps or loaded.steps)
        advance = progress.add(f"{case} envelope", limit)
        found = find_horizon(loaded, steps, advance)
        runs, verdict = [], EQUAL
        if names:
            judged = run(case, names, "free", steps, progress=progress)
            runs, verdict = judged.runs, judged.verdict
    if json is not None:
        stays = [stay(one) for one in runs]
        write_plain(json, {**found.to_dict(), "ports": stays})
    print_horizon(screen(), found, runs)
    if found.is_declared_too_far and found.steps == loaded.steps:
        verdict = DIVERGED
    raise typer.Exit(EXIT_CODES.get(verdict, EXIT_EQUAL))
