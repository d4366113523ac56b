"""What the page shows, prepared for its template."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from ...cases.contract import contract
from ...files.strict_json import JsonObject
from ...judge import EQUAL
from ...judge.results import Results, RunResult
from ...ports.defaults import PORT_NAMES
from ..course import systems
from ..diff.changes import flat_facts
from ..side_by_side.sources import operation_sources
from ..side_by_side.timings import Measured, summarize
from ..texts import derivation
from .case_view import CaseView, view_case
from .equations import equation
from .faults import FAILED, Fault, link_of, sort_faults
from .listing import Listing, make_listing
from .overview import (
    WORST_FIRST,
    Tile,
    answer,
    asked_ports,
    runs_apart,
    span,
    tile,
)


@dataclass(frozen=True)
class Row:
    """A row of the matrix: all ports on a case, or on those of an operation."""

    title: str
    link: str
    system: str
    cells: dict[str, Tile | None]

    @property
    def failing(self) -> list[str]:
        """Ports that fail here, for the filter."""
        return [
            port
            for port, cell in self.cells.items()
            if cell and cell.verdict in FAILED
        ]

    @property
    def ports(self) -> list[str]:
        """Ports that were asked."""
        return [port for port, cell in self.cells.items() if cell]

    @property
    def kind(self) -> str:
        """What it is, for the filter."""
        return self.link.partition("-")[0]


@dataclass(frozen=True)
class Group:
    """The rows of a system of the course, and what they sum up to."""

    part: str
    system: str
    rows: list[Row]
    tiles: dict[str, Tile | None]


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
    derivation: str
    listings: list[Listing]
    measured: dict[str, Measured]
    others: list[OtherSource]
    faults: list[RunResult]


@dataclass(frozen=True)
class View:
    """Everything on the page."""

    results: Results
    ports: list[str]
    asked: list[str]
    span: str
    answer: str
    counts: dict[str, int]
    apart: dict[str, dict[str, list[RunResult]]]
    faults: list[Fault]
    groups: list[Group]
    cases: list[CaseView]
    operations: list[OperationView]
    others: list[str]


def make_view(results: Results) -> View:
    """Prepare results for the template."""
    ports = list(dict.fromkeys(run.port for run in results.runs))
    training = [run for run in results.runs if run.mode != "operation"]
    ids = list(dict.fromkeys(run.case for run in training))
    verdicts = [run.verdict for run in results.runs]
    return View(
        results=results,
        ports=ports,
        asked=asked_ports(results),
        span=span(results),
        answer=answer(results),
        counts={v: verdicts.count(v) for v in WORST_FIRST if v in verdicts},
        apart=runs_apart(results),
        faults=sort_faults(results.runs),
        groups=_groups(results.runs, ports),
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
        found = {name: by_row.pop(name) for name in names if name in by_row}
        if found:
            groups.append(_group(system.part, system.name, found, ports))
    if by_row:
        groups.append(_group("", "other cases", by_row, ports))
    return groups


def _group(
    part: str, name: str, found: dict[str, list[RunResult]], ports: list[str]
) -> Group:
    runs = [run for some in found.values() for run in some]
    return Group(
        part,
        name,
        [_row(row, name, some, ports) for row, some in found.items()],
        {port: tile([r for r in runs if r.port == port]) for port in ports},
    )


def _row_name(run: RunResult) -> str:
    if run.mode != "operation":
        return run.case
    return run.case.partition("-")[0]


def _row(
    name: str, system: str, runs: list[RunResult], ports: list[str]
) -> Row:
    is_operation = runs[0].mode == "operation"
    n_cases = len({run.case for run in runs})
    count = f" ({n_cases} case{'s' * (n_cases > 1)})" if is_operation else ""
    cells = {
        port: tile([run for run in runs if run.port == port]) for port in ports
    }
    return Row(name + count, link_of(runs[0]), system, cells)


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
        derivation(name),
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


def rows_by_link(view: View) -> dict[str, Row]:
    """The row of each case and operation that was run."""
    return {row.link: row for group in view.groups for row in group.rows}


def machine_rows(results: Results) -> list[tuple[str, str]]:
    """Names and values of what the machine is."""
    facts = results.environment
    return [*flat_facts({**facts, "ports": {}}).items()]


def port_rows(results: Results) -> dict[str, list[tuple[str, str]]]:
    """Names and values of what each port says of itself."""
    return {
        port: [*flat_facts(facts).items()]
        for port, facts in _described(results).items()
    }
