"""lockstep plot: curves of one case."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from ..console.progress import shown
from ..errors.libraries import require
from .app import EXIT_CODES, EXIT_EQUAL, app, screen
from .options import ALL_PORTS, Ports, Steps, names_in, read_files


class Curve(str, Enum):
    """Whose steps are drawn."""

    free = "free"
    replay = "replay"


@app.command(
    epilog="Examples: 'lockstep plot spiral-2x100x3_relu-gd' draws on the "
    "terminal; with '-o curves.png --quantity W2' it writes a picture."
)
def plot(
    case: Annotated[
        str,
        typer.Argument(help="Id or path of a training case."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Picture to write (.png, .svg, .pdf); else the terminal.",
        ),
    ] = None,
    quantity: Annotated[
        str, typer.Option(help="Whose distance is drawn: loss, dW1, b2, ...")
    ] = "loss",
    mode: Annotated[
        Curve, typer.Option(help="free: a port trains by itself.")
    ] = Curve.free,
    ports: Ports = ALL_PORTS,
    steps: Steps = None,
) -> None:
    """Draw the losses of all ports and their distance from the reference."""
    require("plotext" if output is None else "matplotlib")
    from ..files.write import check_writable
    from ..judge.run import run as run_cases
    from ..report.curves import (
        check_quantity,
        draw_on_terminal,
        draw_picture,
        histories,
    )

    if output is not None:
        check_writable(output, read_files([case], names_in(ports)))
    with shown(Console(stderr=True)) as progress:
        results = run_cases(
            case,
            names_in(ports),
            mode.value,
            steps,
            progress=progress,
            detail=True,
        )
    curves = histories(results, mode.value)
    check_quantity(curves, quantity)
    console = screen()
    if output is None:
        width, coloured = min(console.width, 120), bool(console.color_system)
        drawn = draw_on_terminal(curves, quantity, width, coloured)
        console.print(Text.from_ansi(drawn), soft_wrap=True)
    else:
        draw_picture(curves, quantity, case, output)
        console.print(f"wrote {output}")
    raise typer.Exit(EXIT_CODES.get(results.verdict, EXIT_EQUAL))
