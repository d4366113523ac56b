"""Options that several subcommands share, in the same words."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

Steps = Annotated[
    int | None,
    typer.Option(
        min=1, help="Stop each case after this many steps (default: all)."
    ),
]
Strict = Annotated[
    bool,
    typer.Option(
        "--strict",
        help="Refuse a free run that leaves the reference's farther than "
        "rounding explains, even if each of its steps is right.",
    ),
]
JsonFile = Annotated[
    Path | None, typer.Option(help="Write the results as JSON.")
]
JUnitFile = Annotated[
    Path | None, typer.Option(help="Write the results as JUnit XML.")
]
CtrfFile = Annotated[
    Path | None,
    typer.Option(help="Write the results as CTRF, JSON of ctrf.io."),
]
SummaryFile = Annotated[
    Path | None,
    typer.Option(
        help="Append a summary in Markdown to this file, such as "
        '"$GITHUB_STEP_SUMMARY".'
    ),
]


class Annotations(str, Enum):
    """Who reads the annotations."""

    github = "github"


AnnotationsFor = Annotated[
    Annotations | None,
    typer.Option(
        help="Print an annotation for each source line at which a port fails."
    ),
]


def names_in(words: str) -> list[str]:
    """Split comma-separated names."""
    return [name.strip() for name in words.split(",") if name.strip()]
