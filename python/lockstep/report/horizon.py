"""A horizon for people: a line a quantity, and what it means."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from ..reference.horizon import Horizon


def print_horizon(console: Console, found: Horizon) -> None:
    """Print how far free runs of a case can be compared."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("quantity")
    table.add_column("comparable steps", justify="right")
    for name, steps in found.quantities.items():
        table.add_row(name, f"{steps:,}")
    console.print(table)
    console.print(_verdict(found))
    if found.growth is not None:
        console.print(f"with noise of the size of rounding, {found.growth}")


def _verdict(found: Horizon) -> str:
    steps, declared = found.comparable_steps, found.declared_steps
    if steps >= found.steps:
        return f"{found.case}: all {found.steps:,} steps can be compared"
    said = f"{found.case}: {steps:,} of {found.steps:,} steps can be compared"
    if declared is None:
        return f'{said}; declare it in the case: "comparable_steps": {steps}'
    if found.is_declared_too_far:
        return f"{said}, but the case declares {declared:,}: lower it"
    return f"{said}; the case declares {declared:,}"
