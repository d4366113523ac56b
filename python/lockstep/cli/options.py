"""Options that several subcommands share, in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Steps = Annotated[
    int | None,
    typer.Option(min=1, help="At most so many steps of each case."),
]
JsonFile = Annotated[
    Path | None, typer.Option(help="Write the results as JSON.")
]
JUnitFile = Annotated[
    Path | None, typer.Option(help="Write the results as JUnit XML.")
]


def names_in(words: str) -> list[str]:
    """Split comma-separated names."""
    return [name.strip() for name in words.split(",") if name.strip()]
