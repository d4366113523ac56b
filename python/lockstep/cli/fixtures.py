"""lockstep fixtures: check the shared files, or write them anew."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from ..errors import InputError
from ..progress import shown
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
) -> None:
    """Check the fixtures against their scripts, or write them anew."""
    from ..fixtures import check as check_fixtures
    from ..measure import write_fixtures

    if check == write:
        raise InputError("fixtures: say either --check or --write")
    console = screen()
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
