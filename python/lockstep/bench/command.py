"""lockstep bench: each goal of speed, its figure, and whether it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def bench(
    json: Annotated[
        Path | None, typer.Option(help="Write all figures as JSON.")
    ] = None,
    compare: Annotated[
        Path | None,
        typer.Option(help="Say what got slower since an earlier JSON."),
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option(help="Write the figures as a page, in Markdown."),
    ] = None,
    steps: Annotated[
        int,
        typer.Option(
            min=100,
            help="Steps of the judged run; a tenth and a hundredth as well.",
        ),
    ] = 10_000,
    everything: Annotated[
        bool,
        typer.Option(
            "--everything", help="Time a run of all cases, too: minutes."
        ),
    ] = False,
    long: Annotated[
        bool,
        typer.Option(
            "--long",
            help="Judge ten times the steps, and half a million parameters, "
            "too: an hour.",
        ),
    ] = False,
    quick: Annotated[
        bool,
        typer.Option("--quick", help="Time a training step alone."),
    ] = False,
) -> None:
    """Measure the packages and the judge; each goal with its figure."""
    from rich.console import Console

    from ..console.progress import shown
    from ..files.write import check_writable
    from .measure import measure
    from .show import print_bench, read_earlier, write_bench, write_page

    for file in (json, page):
        if file is not None:
            check_writable(file)
    earlier = None if compare is None else read_earlier(compare)
    with shown(Console(stderr=True)) as progress:
        found = measure(None if quick else steps, progress, everything, long)
    if json is not None:
        write_bench(json, found)
    if page is not None:
        write_page(page, found)
    print_bench(Console(), found, earlier)
