"""Show what was measured: on the screen, as JSON, as a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ..errors import InputError
from ..files.write import write_whole
from .goals import Goal, worse
from .measure import Bench

Rows = list[tuple[str, ...]]

TITLES = {
    "floor": "C with BLAS",
    "torch": "PyTorch, eager",
    "python": "Python",
    "r": "R",
    "octave": "Octave",
}


def print_bench(
    console: Console, found: Bench, earlier: dict[str, float] | None
) -> None:
    """Print steps, goals, and what got slower."""
    for problem, rows in _steps(found):
        table = Table(title=problem, box=None)
        for head in ("program", "best us", "median us", "x C"):
            table.add_column(head, justify="right")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    table = Table(title="goals", box=None)
    for head in ("goal", "figure", "target", ""):
        table.add_column(head)
    for goal in found.goals:
        table.add_row(*_goal(goal))
    console.print(table)
    if earlier is not None:
        lines = worse(found.goals, earlier)
        console.print("\n".join(lines or ["nothing got slower"]))


def write_bench(file: Path, found: Bench) -> None:
    """Write everything as JSON."""
    write_whole(file, json.dumps(found.to_dict(), indent=1) + "\n")


def read_earlier(file: Path) -> dict[str, float]:
    """Figures of an earlier JSON, by the goals' names.

    Raises
    ------
    InputError
        If the file is none.
    """
    try:
        goals = json.loads(file.read_text("utf-8"))["goals"]
        return {goal["name"]: float(goal["figure"]) for goal in goals}
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise InputError(
            f"--compare {file}: expected a JSON of lockstep bench ({error})"
        ) from None


def write_page(file: Path, found: Bench) -> None:
    """Put the figures into a page; see `write_figures`."""
    write_figures(file, _page(found))


def write_figures(file: Path, lines: Iterable[str]) -> None:
    """Put lines into a page, between its marks.

    Raises
    ------
    InputError
        If the page has no such marks.
    """
    begin, end = "<!-- figures -->", "<!-- end of figures -->"
    text = file.read_text("utf-8") if file.exists() else f"{begin}\n{end}\n"
    before, mark, rest = text.partition(begin)
    _, last, after = rest.partition(end)
    if not (mark and last):
        raise InputError(f"--page {file}: expected {begin} and {end} in it")
    figures = "\n".join(lines)
    write_whole(file, f"{before}{begin}\n{figures}\n{end}{after}")


def _page(found: Bench) -> Iterator[str]:
    yield f"Measured on {date.today()}: {_machine(found)}."
    for problem, rows in _steps(found):
        yield from ("", f"A training step, {problem}:", "")
        yield from _rows(["program", "best, µs", "median, µs", "x C"], rows)
    if found.lines:
        yield from ("", "Lines of R that do the same:", "")
        yield from _rows(["what", "line", "best, µs"], _lines(found))
    yield from ("", "The goals:", "")
    heads = ["goal", "figure", "target", "holds"]
    yield from _rows(heads, map(_goal, found.goals))
    if found.runs:
        yield from ("", "Free runs, every value judged:", "")
        heads = [
            "problem",
            "steps",
            "seconds",
            "slowest port alone, s",
            "memory, MB",
        ]
        yield from _rows(heads, _runs(found))


def _machine(found: Bench) -> str:
    facts = found.machine
    known = [facts.get("machine"), facts.get("platform")]
    told = ", ".join(str(fact) for fact in known if fact)
    return f"{told}, {facts['cores']} cores, one BLAS thread"


def _rows(heads: list[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _steps(found: Bench) -> Iterator[tuple[str, Rows]]:
    for problem, timings in found.timings.items():
        floor = timings.get("floor")
        rows: Rows = []
        for name, timing in timings.items():
            port, _, course = name.partition(", ")
            title = TITLES[port] + (", as the course wrote" if course else "")
            over = "" if floor is None else f"{timing.best / floor.best:.1f}"
            figures = f"{timing.best:,.0f}", f"{timing.median:,.0f}"
            rows.append((title, *figures, over))
        yield problem, rows


def _lines(found: Bench) -> Iterator[tuple[str, ...]]:
    for one in found.lines:
        # In a table a bar would end the cell.
        code = one.line.replace("|", "\\|")
        yield one.what, f"`{code}`", f"{one.best:,.1f}"


def _goal(goal: Goal) -> tuple[str, str, str, str]:
    sign = ">=" if goal.at_least else "<="
    unit = "" if goal.unit == "x" else f" {goal.unit}"
    holds = "yes" if goal.holds else "no"
    figure = (
        f"{goal.figure:,.0f}" if goal.figure >= 100 else f"{goal.figure:.2f}"
    )
    return goal.name, figure + unit, f"{sign} {goal.target:g}{unit}", holds


def _runs(found: Bench) -> Iterator[tuple[str, ...]]:
    for run in found.runs:
        alone, memory = f"{run.slowest:.1f}", f"{run.megabytes:.0f}"
        seconds = f"{run.seconds:.1f}"
        yield run.problem, f"{run.steps:,}", seconds, alone, memory
