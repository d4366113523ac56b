"""lockstep new-port: write a folder to start a port from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .app import app


@app.command()
def new_port(
    name: Annotated[
        str, typer.Argument(help="Of the port, and of its new folder.")
    ],
    language: Annotated[
        str,
        typer.Option(
            help="Python, JavaScript and C++ get a commented skeleton, any "
            "other language a recipe."
        ),
    ],
) -> None:
    """Write port.json, a skeleton and a README to start a port from."""
    from ..ports.new_port import new_port as write

    for file in write(name, language, Path()):
        typer.echo(f"wrote {file}")
    typer.echo(f"next: {name}/README.md")
