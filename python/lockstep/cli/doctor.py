"""lockstep doctor: what is installed, and what to type if it is not."""

from __future__ import annotations

import typer
from rich.table import Table

from .app import EXIT_EQUAL, EXIT_NOT_RUN, app, screen


@app.command()
def doctor() -> None:
    """Show what is installed, whether each bridge works, and what to type."""
    from ..ports.doctor import examine

    findings = examine()
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        sign = "[green]ok[/]" if finding.well else "[bold red]missing[/]"
        mend = "" if finding.well else f"type: {finding.mend}"
        table.add_row(sign, finding.what, finding.found, mend)
    screen().print(table)
    raise typer.Exit(
        EXIT_EQUAL if all(f.well for f in findings) else EXIT_NOT_RUN
    )
