"""lockstep doctor and lockstep new-port: what a port needs to begin."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from .app import EXIT_EQUAL, EXIT_NOT_RUN, app, screen

STYLES = {"ok": "green", "missing": "bold red"}


@app.command()
def doctor() -> None:
    """Try each language, and show how to install what is missing."""
    from ..ports.doctor import MISSING, examine

    findings = examine()
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        style = STYLES.get(finding.state, "yellow")
        typed = f"type: {finding.cure}" if finding.cure else ""
        # Not as markup, which would take the extra of 'package[extra]' away.
        told = map(Text, (finding.what, finding.found, typed))
        table.add_row(Text(finding.state, style), *told)
    screen().print(table)
    is_missing = any(finding.state == MISSING for finding in findings)
    raise typer.Exit(EXIT_NOT_RUN if is_missing else EXIT_EQUAL)


@app.command()
def new_port(
    name: Annotated[
        str, typer.Argument(help="Of the port, and of its new folder.")
    ],
    language: Annotated[
        str,
        typer.Option(
            help="Python, JavaScript, C++, Fortran, Go and Rust get a "
            "commented skeleton, any other language a recipe."
        ),
    ],
) -> None:
    """Write port.json, a skeleton and a README to start a port from."""
    from ..ports.new_port import new_port as write

    for file in write(name, language, Path()):
        typer.echo(f"wrote {file}")
    typer.echo(f"next: {name}/README.md")
