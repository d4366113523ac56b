"""lockstep selfcheck: hold a port against itself, without a reference."""

from __future__ import annotations

from typing import Annotated

import typer

from ..errors import PortUnavailable
from ..files.plain_text import one_line
from ..ports.defaults import TIME_LIMIT
from .app import EXIT_DIVERGED, EXIT_EQUAL, EXIT_NOT_RUN, app, screen
from .options import JsonFile, PortName, TimeLimit, read_files


@app.command(
    epilog="Examples: 'lockstep selfcheck mine/port.json'. 'lockstep selfcheck "
    "octave --case my/case.json --json checks.json'. Exit codes: 0 all holds, "
    "1 a relation is broken, 3 nothing could be checked. What holds may still "
    "be wrong: docs/selfcheck.md lists which faults need a reference."
)
def selfcheck(
    port: PortName,
    case: Annotated[
        list[str] | None,
        typer.Option(
            help="Id of a training fixture, or path of a case file; may be "
            "repeated. A dozen small fixtures if left out.",
            show_default=False,
        ),
    ] = None,
    json: JsonFile = None,
    time_limit: TimeLimit = TIME_LIMIT,
) -> None:
    """Hold a port against itself: no other program's numbers are asked.

    Samples, units and classes in another order, samples doubled or parted,
    numbers scaled by powers of two: it is known what each does to a step, to
    the bit or within what rounding can do.  Gradients must be the derivatives
    of the loss, and a convex loss must fall.
    """
    from ..explain.selfcheck import selfcheck as check
    from ..files.write import check_writable
    from ..ports.start import open_port, port_spec
    from ..report.formats.files import write_plain
    from ..report.selfcheck import print_selfcheck

    spec = port_spec(port)
    if json is not None:
        check_writable(json, read_files(case or (), [port]))
    try:
        with open_port(spec, time_limit) as opened:
            found = check(spec, opened, case or ())
    except PortUnavailable as error:
        typer.echo(f"{error.port or port}: {one_line(str(error))}")
        raise typer.Exit(EXIT_NOT_RUN) from None
    if json is not None:
        write_plain(json, found.to_dict())
    print_selfcheck(screen(), found)
    if found.broken:
        raise typer.Exit(EXIT_DIVERGED)
    raise typer.Exit(EXIT_EQUAL if found.has_held else EXIT_NOT_RUN)
