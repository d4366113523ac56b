"""A table for people, and a paragraph for each run that did not pass."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..results import EQUAL, SKIPPED, Results, RunResult, WorstError

COLUMNS = (
    "case",
    "port",
    "mode",
    "verdict",
    "steps",
    "values",
    "worst error",
    "headroom",
    "seconds",
)
NARROW = ("case", "port", "mode", "verdict", "steps", "headroom")
WIDE = 110  # characters that all columns need
STYLES = {
    "equal": "green",
    "diverged": "bold red",
    "error": "bold yellow",
    "skipped": "yellow",
}


def print_results(console: Console, results: Results) -> None:
    """Print a whole report.

    Parameters
    ----------
    console : Console
        Colour on a terminal, plain text elsewhere.
    results : Results
    """
    console.print(_versions(results))
    console.print(_table(results.runs, console.width))
    for run in results.runs:
        if run.verdict not in (EQUAL, SKIPPED):
            console.print(_explain(run), "")
        elif run.verdict == EQUAL and run.message:
            told = "; ".join(filter(None, [run.message, run.diagnosis]))
            console.print(f"{run.case}, {run.port}, {run.mode}: {told}")
    skipped = [run for run in results.runs if run.verdict == SKIPPED]
    for case, message in {run.case: run.message for run in skipped}.items():
        console.print(Text(f"{case} is not run: {message}"), soft_wrap=True)
    console.print(_summary(results))


def _versions(results: Results) -> str:
    ports = results.environment["ports"]
    described = [
        f"{name}: {facts.get('language', 'not available')}"
        for name, facts in ports.items()
    ]
    return (
        f"lockstep {results.lockstep}, fixtures {results.fixtures}; "
        + "; ".join(described)
    )


def _table(runs: list[RunResult], width: int) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    shown = COLUMNS if width >= WIDE else NARROW
    for heading in shown:
        left = heading in ("case", "port", "mode", "verdict")
        table.add_column(heading, justify="left" if left else "right")
    training = [run for run in runs if run.mode != "operation"]
    for run in [*_operation_rows(runs), *training]:
        cells = _cells(run)
        table.add_row(*(cells[heading] for heading in shown))
    return table


def _operation_rows(runs: list[RunResult]) -> Iterable[RunResult]:
    """One row a port for all operations that agree, one for each other."""
    operations = [run for run in runs if run.mode == "operation"]
    for port, group in groupby(operations, key=lambda run: run.port):
        members = list(group)
        equal = [run for run in members if run.verdict == EQUAL]
        if len(equal) > 1:
            equal = [_merged(f"{len(equal)} operation cases", port, equal)]
        yield from equal
        yield from (run for run in members if run.verdict != EQUAL)


def _merged(name: str, port: str, runs: list[RunResult]) -> RunResult:
    merged = RunResult(name, port, "operation")
    for run in runs:
        merged.values += run.values
        merged.seconds += run.seconds
        for quantity, worst in run.max_error.items():
            merged.max_error[f"{run.case} {quantity}"] = worst
    merged.steps = len(runs)
    return merged


def _cells(run: RunResult) -> dict[str, RenderableType]:
    name, worst = _worst(run)
    return {
        "case": run.case,
        "port": run.port,
        "mode": run.mode,
        "verdict": Text(run.verdict, style=STYLES[run.verdict]),
        "steps": f"{run.steps:,}",
        "values": f"{run.values:,}",
        "worst error": f"{worst.relative:.1e} {name}" if name else "0",
        "headroom": _headroom(worst),
        "seconds": f"{run.seconds:.1f}",
    }


def _headroom(worst: WorstError) -> str:
    """Bound over the largest error."""
    if not worst.share:
        return "exact"
    room = 1 / worst.share
    return f"{room:.1f}" if room < 10 else f"{room:,.0f}"


def _worst(run: RunResult) -> tuple[str, WorstError]:
    """The quantity that comes nearest to its bound."""
    errors = [(n, w) for n, w in run.max_error.items() if w.relative > 0]
    if not errors:
        return "", WorstError()
    return max(errors, key=lambda item: item[1].share)


def _explain(run: RunResult) -> RenderableType:
    head = Text.assemble(
        "\n",
        (run.verdict, STYLES[run.verdict]),
        f": {run.case}, {run.port}, {run.mode}",
    )
    lines: list[RenderableType] = [head, Text(f"  {run.message}")]
    place = run.divergence
    if place is not None:
        before = f"all {place.step} steps before it" if place.step else ""
        same = ", ".join(place.agreed)
        agreed = "; ".join(filter(None, [before, same]))
        lines.append(Text(f"  agreed before: {agreed or 'nothing'}"))
        if place.also_wrong:
            wrong = ", ".join(place.also_wrong)
            lines.append(Text(f"  also wrong at this step: {wrong}"))
    if run.diagnosis:
        lines.append(Text(f"  what it means: {run.diagnosis}"))
    lines.append(Text(f"  see it again: {run.command}"))
    if run.explain:
        lines.append(Text(f"  look closer: {run.explain}"))
    return Group(*lines)


def _summary(results: Results) -> Text:
    runs = [run for run in results.runs if run.verdict != SKIPPED]
    ports = list(dict.fromkeys(run.port for run in runs))
    values = sum(run.values for run in runs)
    text = Text(results.verdict, style=STYLES[results.verdict])
    counts = {
        verdict: sum(run.verdict == verdict for run in runs)
        for verdict in STYLES
    }
    told = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
    n_skipped = len(results.runs) - len(runs)
    apart = f"; {n_skipped} not run, files are missing" if n_skipped else ""
    return text.append(
        f": {len(runs)} runs on {', '.join(ports)} ({told}); "
        f"{values:,} values compared{apart}",
        style="default",
    )
