"""lockstep explain: a whole step, or an operation, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError, PortFailure, PortUnavailable
from ..files.plain_text import one_line
from ..ports.defaults import TIME_LIMIT
from .app import EXIT_DIVERGED, EXIT_EQUAL, EXIT_NOT_RUN, UNFOLDED, app, screen
from .options import A_PORT, TimeLimit, read_files

ON_SCREEN = Path("-")


@app.command(
    epilog="Examples: 'lockstep explain spiral-2x100x3_relu-gd --port r "
    "--step 37 --quantity db2'. 'lockstep explain softmax-ordinary --port "
    "octave'. Exit code 1: a quantity is beyond its bound."
)
def explain(
    case: Annotated[
        str, typer.Argument(help="Id of a fixture, or path of a case file.")
    ],
    port: Annotated[
        str,
        typer.Option(
            help=f"{A_PORT}. Of one below level 3, the step is that of its "
            "own training."
        ),
    ],
    step: Annotated[
        int | None,
        typer.Option(min=0, help="Of a training case, from 0; 0 by default."),
    ] = None,
    quantity: Annotated[
        str | None,
        typer.Option(
            help="Whose worst element is shown; the first beyond its bound "
            "by default.",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        Path | None, typer.Option(help="Write everything as JSON.")
    ] = None,
    scripts: Annotated[
        Path | None,
        typer.Option(
            help="Write programs that compute the worst element again, bit "
            "for bit, to files in this folder, made if missing; - prints "
            "them."
        ),
    ] = None,
    time_limit: TimeLimit = TIME_LIMIT,
) -> None:
    """Show every quantity of a step with its error, and how to see it again."""
    from ..cases.load import TrainingCase, load_case
    from ..explain import explain_operation, explain_step
    from ..files.write import check_writable, make_folder
    from ..ports.start import port_spec
    from ..report.explain import (
        print_explanation,
        print_programs,
        write_programs,
    )
    from ..report.formats.files import write_plain

    files = [json] if json else []
    folder = None if scripts == ON_SCREEN else scripts
    if folder is not None:
        make_folder(folder)
    files += [folder / "program"] if folder else []
    for file in files:
        check_writable(file, read_files([case], [port]))
    loaded, spec = load_case(case), port_spec(port)
    try:
        if isinstance(loaded, TrainingCase):
            found = explain_step(loaded, spec, step or 0, quantity, time_limit)
        elif step is not None:
            raise InputError(f"{loaded.id} is an operation: it has no steps")
        else:
            found = explain_operation(loaded, spec, quantity, time_limit)
    except PortFailure as failure:
        typer.echo(
            f"{case}, {port}: the port raised an error: "
            f"{one_line(str(failure))}"
        )
        raise typer.Exit(EXIT_DIVERGED) from None
    except PortUnavailable as error:
        typer.echo(f"{case}, {error.port or port}: {one_line(str(error))}")
        raise typer.Exit(EXIT_NOT_RUN) from None
    if json is not None:
        write_plain(json, found.to_dict())
    if folder is not None:
        write_programs(folder, found)
    print_explanation(screen(UNFOLDED), found)
    if scripts == ON_SCREEN:
        print_programs(screen(UNFOLDED), found)
    raise typer.Exit(EXIT_DIVERGED if found.first_beyond else EXIT_EQUAL)
