"""lockstep cases: what there is."""

from __future__ import annotations

from rich.table import Table

from .app import app, screen


@app.command()
def cases() -> None:
    """List the cases among the fixtures."""
    from ..cases import list_cases

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("id", "kind", "steps", "title"):
        table.add_column(heading, overflow="fold")
    for case in list_cases():
        steps = f"{case.steps:,}" if case.steps else ""
        table.add_row(case.id, case.kind, steps, case.title)
    screen().print(table)
