"""lockstep doctor: what works, and how to install what does not."""

from __future__ import annotations

import typer
from rich.table import Table
from rich.text import Text

from .app import EXIT_EQUAL, EXIT_NOT_RUN, app, screen

STYLES = {"ok": "green", "missing": "bold red"}


@app.command()
def doctor() -> None:
    """Try each language, and show how to install what is missing."""
    from ..ports.doctor import MISSING, examine

    findings = examine()
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        style = STYLES.get(finding.state, "yellow")
        typed = f"type: {finding.cure}" if finding.cure else ""
        # Not as markup, which would take the extra of 'package[extra]' away.
        told = map(Text, (finding.what, finding.found, typed))
        table.add_row(Text(finding.state, style), *told)
    screen().print(table)
    is_missing = any(finding.state == MISSING for finding in findings)
    raise typer.Exit(EXIT_NOT_RUN if is_missing else EXIT_EQUAL)
