"""lockstep report: one page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ..console.progress import shown
from ..errors.libraries import require
from .app import EXIT_CODES, EXIT_EQUAL, app, screen
from .options import ALL_PORTS, PAGE_LIBRARIES, Ports, names_in, read_files

PAGE = Path("report.html")


@app.command(
    epilog="Examples: 'lockstep report -o report.html' runs everything and "
    "writes the page. 'lockstep run --json results.json --detail' keeps the "
    "results, and 'lockstep report --json results.json' shows them. 'lockstep "
    "report --diff old.json new.json' tells what changed: exit code 1 if "
    "something diverges that did not. 'lockstep report --ports python,mine' "
    "is of the port in the folder mine."
)
def report(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The page to write; with --diff, none if left out.",
            show_default=str(PAGE),
        ),
    ] = None,
    json: Annotated[
        list[Path] | None,
        typer.Option(
            help="Results of an earlier run or validation; may be repeated. "
            "All cases run if left out.",
            show_default=False,
        ),
    ] = None,
    ports: Ports = ALL_PORTS,
    diff: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            help="Results of an earlier and a later run: tell what changed.",
            metavar="OLD NEW",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write a page with verdicts, curves and sources side by side."""
    if diff and json:
        raise typer.BadParameter("--diff and --json exclude each other")
    if ports != ALL_PORTS and (diff or json):
        raise typer.BadParameter(
            "--ports: results are given; leave out --ports, or run anew"
        )
    verdict = (
        _tell_changes(*diff, output)
        if diff
        else _write(output or PAGE, json, names_in(ports))
    )
    raise typer.Exit(EXIT_CODES.get(verdict, EXIT_EQUAL))


def _write(output: Path, json: list[Path] | None, ports: list[str]) -> str:
    """Write the page of results, or of everything that runs now."""
    require(*PAGE_LIBRARIES)
    from ..files.write import check_writable
    from ..judge.run import run as run_cases
    from ..report.page import write_page
    from ..report.stored import merged, read_results

    check_writable(output, json or read_files((), ports))
    if json:
        results = merged([read_results(file) for file in json])
    else:
        with shown(Console(stderr=True)) as progress:
            results = run_cases(None, ports, progress=progress, detail=True)
    write_page(output, results)
    screen().print(f"wrote {output}: {results.verdict}")
    return results.verdict


def _tell_changes(old: Path, new: Path, output: Path | None) -> str:
    """Print what changed, and write a page of it where one is wanted."""
    from ..files.write import check_writable
    from ..report.diff.changes import find_changes
    from ..report.diff.show import print_changes
    from ..report.stored import read_results

    if output:
        require("jinja2", "pygments")
        check_writable(output, (old, new))
    before, after = read_results(old), read_results(new)
    found = find_changes(before, after)
    print_changes(screen(), found)
    if output:
        from ..report.diff.page import write_changes

        write_changes(output, before, after, found)
        screen().print(f"wrote {output}")
    return found.verdict
