"""A horizon for people: a line a quantity, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from ..judge import EQUAL
from ..judge.results import RunResult
from ..reference.horizon import Horizon


def print_horizon(
    console: Console, found: Horizon, runs: Sequence[RunResult] = ()
) -> None:
    """Print how far free runs of a case, and of ports, can be compared."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("quantity")
    table.add_column("comparable steps", justify="right")
    for name, steps in found.quantities.items():
        table.add_row(name, f"{steps:,}")
    console.print(table)
    console.print(_verdict(found))
    if found.growth is not None:
        console.print(f"with noise of the size of rounding, {found.growth}")
    for run in runs:
        console.print(_stays(run), markup=False)


def stay(run: RunResult) -> dict[str, object]:
    """How long a port's free run stays with the reference's, for JSON."""
    return {
        "port": run.port,
        "verdict": run.verdict,
        "steps": run.steps,
        "matched_steps": run.matched_steps,
        "drift": run.drift,
        "message": run.message,
    }


def _stays(run: RunResult) -> str:
    if run.verdict != EQUAL:
        return f"{run.port}: {run.verdict}: {run.message}"
    if run.matched_steps is None:
        said = f"all {run.steps:,} steps"
    else:
        said = f"{run.matched_steps:,} of {run.steps:,} steps"
    drift = f"; the drift after them is {run.drift}" if run.drift else ""
    return f"{run.port}: stays with the reference for {said}{drift}"


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
