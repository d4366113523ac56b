"""lockstep fixtures: check the shared files, or write them anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors import InputError
from .app import EXIT_DIVERGED, EXIT_EQUAL, app, screen


@app.command()
def fixtures(
    check: Annotated[
        bool,
        typer.Option("--check", help="Make all anew and compare bytes."),
    ] = False,
    write: Annotated[
        bool,
        typer.Option("--write", help="Make all anew and keep the result."),
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            help="New folder for all files, every case as a port is handed "
            "it, and the answers: for people without Python."
        ),
    ] = None,
) -> None:
    """Check the fixtures against their scripts, write them anew, or export."""
    from ..fixtures import check as check_fixtures
    from ..fixtures.envelopes import write_fixtures
    from ..fixtures.export import export_fixtures

    if check + write + (export is not None) != 1:
        raise InputError(
            "fixtures: say either --check or --write or --export FOLDER"
        )
    console = screen()
    if export is not None:
        with shown(Console(stderr=True)) as progress:
            n_files = export_fixtures(export, progress)
        console.print(f"{n_files} files written to {export}")
        return
    with shown(Console(stderr=True)) as progress:
        if write:
            written = write_fixtures(progress)
            console.print(*(f"wrote {name}" for name in written), sep="\n")
            console.print(f"{len(written)} files written")
            return
        result = check_fixtures(progress)
    console.print(*result.differences, sep="\n", end="")
    console.print(
        f"{result.n_files} files of version {result.version}: "
        + ("all as their scripts make them" if result.equal else "not equal")
    )
    raise typer.Exit(EXIT_EQUAL if result.equal else EXIT_DIVERGED)
