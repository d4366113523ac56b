"""The table of runs: a row each, the short runs of a port in one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.table import Table
from rich.text import Text

from ..compare.findings import Comparison, WorstError
from ..judge import EQUAL, KNOWN_FAILURE, NOT_SUPPORTED
from ..judge.results import Outcome, RunResult

COLUMNS = (
    "case",
    "port",
    "mode",
    "verdict",
    "steps",
    "values",
    "worst error",
    "headroom",
    "normwise digits",
    "of an element",
    "seconds",
)
# Left out one by one, until the table fits; the port if there is one alone.
SPARE = ("of an element", "seconds", "port", "steps", "headroom", "mode")
LEFT = ("case", "port", "mode", "verdict")
CASE_WIDTH = 16  # a longer name goes on in the next line
GAP = 2  # characters between columns
MERGED = ("operation", "echo")  # modes that are told in one row
STYLES = {
    "equal": "green",
    "diverged": "bold red",
    "error": "bold yellow",
    KNOWN_FAILURE: "yellow",
    NOT_SUPPORTED: "dim",
    "skipped": "yellow",
}


def results_table(runs: list[RunResult], width: int) -> Table:
    """Make the table of runs, with the columns that a width has room for.

    Parameters
    ----------
    runs : list of RunResult
    width : int
        Of the screen, in characters.
    """
    training = [
        run
        for run in runs
        if run.mode not in MERGED and run.verdict != NOT_SUPPORTED
    ]
    rows = [_cells(run) for run in [*_merged_rows(runs), *training]]
    shown = _fitting(rows, width)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in shown:
        table.add_column(
            heading,
            justify="left" if heading in LEFT else "right",
            no_wrap=heading != "case",
            overflow="fold",
        )
    for cells in rows:
        table.add_row(*(cells[heading] for heading in shown))
    return table


def _fitting(rows: list[dict[str, Text]], width: int) -> list[str]:
    """The columns for which there is room.

    Values, the worst error and digits are always among them.  The case's name
    is folded only if it does not help to leave out what is spared most easily.
    """
    needed = {
        heading: max([len(heading), *(len(row[heading]) for row in rows)])
        for heading in COLUMNS
    }
    ports = {row["port"].plain for row in rows}
    spare = [name for name in SPARE if name != "port" or len(ports) == 1]
    shown = _without(spare[: spare.index("steps")], needed, width)
    if _width(needed, shown) <= width:
        return shown
    needed["case"] = min(needed["case"], CASE_WIDTH)
    return _without(spare, needed, width)


def _without(spare: list[str], needed: dict[str, int], width: int) -> list[str]:
    """All columns but those that are spared, one by one, until they fit."""
    shown = list(COLUMNS)
    for heading in spare:
        if _width(needed, shown) <= width:
            break
        shown.remove(heading)
    return shown


def _width(needed: dict[str, int], shown: list[str]) -> int:
    return sum(needed[name] + GAP for name in shown) - GAP


def _merged_rows(runs: list[RunResult]) -> Iterable[RunResult]:
    """One row a port for all short runs that agree, one for each other."""
    short = [run for run in runs if run.mode in MERGED]
    short.sort(key=lambda run: MERGED.index(run.mode))
    for (mode, port), group in groupby(short, lambda r: (r.mode, r.port)):
        members = [run for run in group if run.verdict != NOT_SUPPORTED]
        equal = [run for run in members if run.verdict == EQUAL]
        if len(equal) > 1:
            name = f"{len(equal)} {mode} cases"
            equal = [_merged(name, port, mode, equal)]
        yield from equal
        yield from (run for run in members if run.verdict != EQUAL)


def _merged(
    name: str, port: str, mode: str, runs: list[RunResult]
) -> RunResult:
    seen, seconds = Comparison(), 0.0
    for run in runs:
        seen += Comparison(
            run.values,
            {f"{run.case} {n}": worst for n, worst in run.max_error.items()},
            {f"{run.case} {n}": found for n, found in run.truth.items()},
        )
        seconds += run.seconds
    merged = RunResult(name, port, mode, level=runs[0].level)
    return merged.with_outcome(Outcome(seen, len(runs), seconds))


def _cells(run: RunResult) -> dict[str, Text]:
    error, headroom = _error(run)
    cells = {
        "case": run.case,
        "port": run.port,
        "mode": run.mode if run.level is None else f"{run.level} {run.mode}",
        "verdict": run.verdict,
        "steps": f"{run.steps:,}",
        "values": f"{run.values:,}",
        "worst error": error,
        "headroom": headroom,
        "normwise digits": _digits(run),
        "of an element": _element_digits(run),
        "seconds": f"{run.seconds:.1f}",
    }
    style = {"verdict": STYLES[run.verdict]}
    return {
        name: Text(text, style=style.get(name, ""))
        for name, text in cells.items()
    }


def _error(run: RunResult) -> tuple[str, str]:
    """The worst error and its headroom: where a run diverges, those there."""
    place = run.divergence
    if place is None or place.expected is None or place.error is None:
        name, worst = run.worst
        if not name and run.verdict != EQUAL:
            return "-", "-"  # nothing was compared
        quantity = name.rpartition(" ")[2]
        error = f"{worst.relative:.1e} {quantity}" if name else "0"
        return error, _headroom(worst)
    size = abs(place.expected) or 1.0
    error = f"{place.error / size:.1e} {place.quantity}"
    if not place.error > 0 or place.tolerance is None:  # NaN, too
        return error, "-"
    return error, f"{place.tolerance / place.error:.1g}"


def _headroom(worst: WorstError) -> str:
    """Bound over the largest error."""
    if not worst.fraction:
        return "exact"
    room = 1 / worst.fraction
    return f"{room:.1f}" if room < 10 else f"{room:,.0f}"


def _digits(run: RunResult) -> str:
    """Fewest correct digits against certified values, and where."""
    if not run.truth:
        return "edited" if run.has_lost_truth else "-"
    unknown = sum(distance.unknown for distance in run.truth.values())
    gaps = f" ({unknown:,} unknown)" if unknown else ""
    known = {n: found.digits for n, found in run.truth.items() if found.steps}
    if not known:
        return f"-{gaps}"
    name = min(known, key=lambda name: known[name])
    return f"{known[name]:.1f} {name.rpartition(' ')[2]}{gaps}"


def _element_digits(run: RunResult) -> str:
    """Fewest correct digits of a single element."""
    known = [d.element_digits for d in run.truth.values() if d.steps]
    return f"{min(known):.1f}" if known else "-"
