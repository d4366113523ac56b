"""What the page shows, prepared for its template."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from ...cases.contract import contract
from ...files.strict_json import JsonObject
from ...judge import EQUAL
from ...judge.results import Results, RunResult
from ...ports.defaults import PORT_NAMES
from ..course import systems
from ..sources import operation_sources
from ..timings import Measured, summarize
from .case_view import CaseView, view_case
from .equations import equation
from .listing import Listing, make_listing

MOST_DIGITS = 16.0  # of a double
WORST_FIRST = ("diverged", "error", "skipped", "not supported", EQUAL)


@dataclass(frozen=True)
class Cell:
    """A cell of the matrix: one port on one case.

    Attributes
    ----------
    verdict : str
    digits : float or None
        Correct digits of the worst quantity; None if nothing was compared.
    seconds : float
    """

    verdict: str
    digits: float | None
    seconds: float


@dataclass(frozen=True)
class Row:
    """A row of the matrix."""

    title: str
    link: str
    cells: dict[str, Cell | None]


@dataclass(frozen=True)
class Group:
    """The rows of a system of the course."""

    part: str
    system: str
    rows: list[Row]


@dataclass(frozen=True)
class OtherSource:
    """The code of an operation in a port of somebody else's.

    Attributes
    ----------
    port, language : str
    place : str
        File and line; empty if the port does not tell.
    text : str
    """

    port: str
    language: str
    place: str
    text: str


@dataclass(frozen=True)
class OperationView:
    """An operation: its equation, its sources, how each port does."""

    name: str
    stem: str
    equation: Markup | None
    listings: list[Listing]
    measured: dict[str, Measured]
    others: list[OtherSource]
    faults: list[RunResult]


@dataclass(frozen=True)
class View:
    """Everything on the page."""

    results: Results
    ports: list[str]
    counts: dict[str, int]
    values: int
    groups: list[Group]
    unequal: list[Row]
    cases: list[CaseView]
    operations: list[OperationView]
    others: list[str]


def make_view(results: Results) -> View:
    """Prepare results for the template.

    Parameters
    ----------
    results : Results

    Returns
    -------
    View
    """
    ports = list(dict.fromkeys(run.port for run in results.runs))
    training = [run for run in results.runs if run.mode != "operation"]
    ids = list(dict.fromkeys(run.case for run in training))
    verdicts = [run.verdict for run in results.runs]
    groups = _groups(results.runs, ports)
    return View(
        results=results,
        ports=ports,
        counts={v: verdicts.count(v) for v in WORST_FIRST if v in verdicts},
        values=results.values,
        groups=groups,
        unequal=[r for group in groups for r in group.rows if _parts(r)],
        cases=[
            view_case(case, [run for run in training if run.case == case])
            for case in ids
        ],
        operations=[_operation(name, results) for name in contract()],
        others=[p for p in _described(results) if p not in PORT_NAMES],
    )


def _groups(runs: list[RunResult], ports: list[str]) -> list[Group]:
    """Sort all runs under the systems of the course, none left out."""
    by_row: dict[str, list[RunResult]] = {}
    for run in runs:
        by_row.setdefault(_row_name(run), []).append(run)
    groups = []
    for system in systems():
        names = dict.fromkeys(
            case.operation or case.id for case in system.cases
        )
        rows = [
            _row(name, by_row.pop(name), ports)
            for name in names
            if name in by_row
        ]
        if rows:
            groups.append(Group(system.part, system.name, rows))
    others = [_row(name, rest, ports) for name, rest in by_row.items()]
    return groups + ([Group("", "other cases", others)] if others else [])


def _parts(row: Row) -> bool:
    cells = [cell for cell in row.cells.values() if cell is not None]
    return any(cell.verdict != EQUAL for cell in cells)


def _row_name(run: RunResult) -> str:
    if run.mode != "operation":
        return run.case
    return run.case.partition("-")[0]


def _row(name: str, runs: list[RunResult], ports: list[str]) -> Row:
    is_operation = runs[0].mode == "operation"
    n_cases = len({run.case for run in runs})
    count = f" ({n_cases} case{'s' * (n_cases > 1)})" if is_operation else ""
    link = f"operation-{name}" if is_operation else f"case-{name}"
    cells = {
        port: _cell([run for run in runs if run.port == port]) for port in ports
    }
    return Row(name + count, link, cells)


def _cell(runs: list[RunResult]) -> Cell | None:
    if not runs:
        return None
    verdicts = {run.verdict for run in runs}
    worst = next((v for v in WORST_FIRST if v in verdicts), runs[0].verdict)
    return Cell(worst, correct_digits(runs), sum(r.seconds for r in runs))


def correct_digits(runs: Iterable[RunResult]) -> float | None:
    """Decimal digits in which the worst quantity agrees, 16 at most."""
    errors = [error for run in runs for error in _errors(run)]
    if not errors:
        return None
    worst = max(errors)
    if not worst > 0:
        return MOST_DIGITS
    return max(0.0, min(MOST_DIGITS, -math.log10(worst)))


def _errors(run: RunResult) -> list[float]:
    """Relative errors of what agrees, and of the element that does not."""
    errors = [error.relative for error in run.max_error.values()]
    place = run.divergence
    if place is None:
        return errors
    if not place.error or not place.expected:
        return [*errors, math.inf]
    return [*errors, abs(place.error / place.expected)]


@cache
def _listings(name: str) -> list[Listing]:
    sources = operation_sources(name).values()
    return [make_listing(name, source) for source in sources]


def _operation(name: str, results: Results) -> OperationView:
    own = [
        run
        for run in results.runs
        if run.mode == "operation" and _row_name(run) == name
    ]
    return OperationView(
        name,
        contract()[name]["stem"],
        equation(name),
        _listings(name),
        summarize(own),
        [
            _other(name, port, facts)
            for port, facts in _described(results).items()
            if port not in PORT_NAMES
        ],
        [run for run in own if run.verdict != EQUAL],
    )


def _described(results: Results) -> JsonObject:
    ports = results.environment.get("ports", {})
    return dict(ports) if isinstance(ports, dict) else {}


def _other(name: str, port: str, facts: JsonObject) -> OtherSource:
    source = facts.get("sources", {}).get(name)
    language = str(facts.get("language", "")).partition(",")[0]
    if source is None:
        return OtherSource(port, language, "", "")
    place = f"{source['file']}:{source['first_line']}"
    return OtherSource(port, language, place, source["text"])


def machine_rows(results: Results) -> list[tuple[str, str]]:
    """Names and values of what the machine is."""
    facts = results.environment
    return _rows({k: v for k, v in facts.items() if k != "ports"})


def port_rows(results: Results) -> dict[str, list[tuple[str, str]]]:
    """Names and values of what each port says of itself."""
    return {port: _rows(facts) for port, facts in _described(results).items()}


def _rows(facts: JsonObject) -> list[tuple[str, str]]:
    rows = []
    for name, value in facts.items():
        if name == "sources":
            continue
        if isinstance(value, dict):
            rows += [(f"{name}: {key}", text) for key, text in _rows(value)]
        else:
            listed = value if isinstance(value, (list, tuple)) else [value]
            rows.append((name, ", ".join(map(str, listed))))
    return rows
