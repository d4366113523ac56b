"""lockstep report: one page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..errors.libraries import require
from ..progress import shown
from .app import EXIT_CODES, EXIT_EQUAL, app, screen


@app.command(
    epilog="Example: 'lockstep report -o report.html' runs everything and "
    "writes the page. 'lockstep run --json results.json --detail' keeps the "
    "results, and 'lockstep report --json results.json' shows them."
)
def report(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The page to write.")
    ] = Path("report.html"),
    json: Annotated[
        list[Path] | None,
        typer.Option(
            help="Results of an earlier run or validation; may be repeated. "
            "All cases run if left out.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a page with verdicts, curves and sources side by side."""
    require("bokeh", "jinja2", "latex2mathml", "pygments")
    from ..files.write import check_writable
    from ..judge.run import run as run_cases
    from ..report.page import write_page
    from ..report.stored import merged, read_results

    check_writable(output, json or ())
    if json:
        results = merged([read_results(file) for file in json])
    else:
        with shown(Console(stderr=True)) as progress:
            results = run_cases(progress=progress, detail=True)
    write_page(output, results)
    screen().print(f"wrote {output}: {results.verdict}")
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))
