"""The command line: one thin function a subcommand.

What a subcommand needs is imported inside it: every port runs in a process
that loads this module again, and --help should be quick.
"""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .errors import InputError
from .ports import PORT_NAMES, TIME_LIMIT
from .progress import shown
from .results import DIVERGED, ERROR
from .version import __version__

EXIT_EQUAL, EXIT_DIVERGED, EXIT_BAD_INPUT, EXIT_NOT_RUN = 0, 1, 2, 3
EXIT_CODES = {DIVERGED: EXIT_DIVERGED, ERROR: EXIT_NOT_RUN}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="Prove that neural networks in Python, R and Octave are equal at "
    "every step of training.",
    epilog="Exit codes: 0 all equal, 1 a port diverges, 2 bad input or "
    "usage, 3 a port could not be run.",
)


class Mode(str, Enum):
    """How training cases are run."""

    both = "both"
    free = "free"
    replay = "replay"


@app.command(
    epilog="Examples: 'lockstep run' proves everything. 'lockstep run "
    "spiral-2x100x3_relu-gd --ports r --steps 100' is quick. 'lockstep run "
    "my/case.json --json results.json' judges your own data."
)
def run(
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            help="Ids of fixtures (see 'lockstep cases') or paths of your "
            "own case files. All fixtures if none is given.",
            show_default=False,
        ),
    ] = None,
    ports: Annotated[
        str, typer.Option(help="Comma-separated ports to judge.")
    ] = ",".join(PORT_NAMES),
    mode: Annotated[
        Mode,
        typer.Option(
            help="free: a port trains by itself. replay: each step starts "
            "from the reference's parameters."
        ),
    ] = Mode.both,
    steps: Annotated[
        int | None,
        typer.Option(min=1, help="At most so many steps of each case."),
    ] = None,
    time_limit: Annotated[
        float,
        typer.Option(
            min=1, help="Seconds for one chunk of steps; then a port is hung."
        ),
    ] = TIME_LIMIT,
    json: Annotated[
        Path | None, typer.Option(help="Write the results as JSON.")
    ] = None,
    junit: Annotated[
        Path | None, typer.Option(help="Write the results as JUnit XML.")
    ] = None,
) -> None:
    """Run ports on cases and compare every step with the reference."""
    from .report.files import check_writable, write_json, write_junit
    from .report.terminal import print_results
    from .runner import run as run_cases

    for file in filter(None, (json, junit)):
        check_writable(file)
    with shown(Console(stderr=True)) as progress:
        results = run_cases(
            cases or None,
            [name.strip() for name in ports.split(",") if name.strip()],
            mode.value,
            steps,
            time_limit,
            progress,
        )
    if json is not None:
        write_json(json, results)
    if junit is not None:
        write_junit(junit, results)
    print_results(_console(), results)
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))


@app.command()
def cases() -> None:
    """List the cases among the fixtures."""
    from .cases import list_cases

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "kind", "steps", "title"):
        table.add_column(heading, overflow="fold")
    for case in list_cases():
        steps = f"{case.steps:,}" if case.steps else ""
        table.add_row(case.id, case.kind, steps, case.title)
    _console().print(table)


@app.command()
def doctor() -> None:
    """Show what is installed, whether each bridge works, and what to type."""
    from .doctor import examine

    findings = examine()
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        sign = "[green]ok[/]" if finding.well else "[bold red]missing[/]"
        mend = "" if finding.well else f"type: {finding.mend}"
        table.add_row(sign, finding.what, finding.found, mend)
    _console().print(table)
    raise typer.Exit(
        EXIT_EQUAL if all(f.well for f in findings) else EXIT_NOT_RUN
    )


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
    from .fixtures import check as check_fixtures
    from .measure import write_fixtures

    if check == write:
        raise InputError("fixtures: say either --check or --write")
    console = _console()
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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lockstep {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="And exit."
        ),
    ] = False,
) -> None:
    pass


def _console() -> Console:
    # A pipe has no width: let no line be cut or folded there.
    return Console() if sys.stdout.isatty() else Console(width=200)


def main() -> None:
    """Run the command line; bad input gets one line and exit code 2."""
    try:
        app()
    except InputError as error:
        typer.secho(f"lockstep: {error}", err=True, fg=typer.colors.RED)
        sys.exit(EXIT_BAD_INPUT)
