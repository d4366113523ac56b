"""What failed, sorted under what is wrong: the head of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...compare.findings import Cause
from ...judge import DIVERGED, ERROR
from ...judge.results import RunResult

FAILED = (DIVERGED, ERROR)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a port, and all that shows it.

    Attributes
    ----------
    port, title : str
    causes : list of Cause
        Known mistakes that explain it.
    run : RunResult
        That shows it best.
    links : dict of str
        Where on the page each of its cases is told.
    """

    port: str
    title: str
    causes: list[Cause]
    run: RunResult
    links: dict[str, str]


def link_of(run: RunResult) -> str:
    """Id of the place on the page where a run is told."""
    if run.mode != "operation":
        return f"case-{run.case}"
    return f"operation-{run.case.partition('-')[0]}"


def sort_faults(runs: Iterable[RunResult]) -> list[Fault]:
    """Sort what failed: named causes, then operations, then training.

    A case whose mistake is named at one level is not told again for what it
    shows at another.

    Returns
    -------
    list of Fault
    """
    by_case: dict[tuple[str, str], list[RunResult]] = {}
    for run in runs:
        if run.verdict in FAILED:
            by_case.setdefault((run.port, run.case), []).append(run)
    best = [min(several, key=_rank) for several in by_case.values()]
    by_fault: dict[tuple[str, str, str], list[RunResult]] = {}
    for run in best:
        reason = "" if run.divergence else run.message
        same = (run.port, _title(run), reason)
        by_fault.setdefault(same, []).append(run)
    faults = [_fault(title, some) for (_, title, _), some in by_fault.items()]
    return sorted(faults, key=lambda one: (_order(one.run), -len(one.links)))


def _rank(run: RunResult) -> tuple[bool, bool, int]:
    """The run that shows most: a named cause, then the highest level.

    Replay tells more than a free run: nothing has accumulated.
    """
    return (not run.causes, run.mode == "free", -(run.level or 0))


def _order(run: RunResult) -> int:
    if run.causes:
        return 0
    return 1 if run.mode == "operation" else 2


def _title(run: RunResult) -> str:
    """What is wrong, in a few words that equal faults share."""
    place, causes = run.divergence, run.causes
    if causes:
        return " or ".join(cause.words for cause in causes)
    if run.mode == "operation":
        what = run.case.partition("-")[0]
        return f"{what}() {_does(run)}"
    if place is None:
        return "cannot be run"
    if place.operation:
        return f"{place.operation}() {_does(run)}"
    return f"{re.sub(r'[0-9]+', '', place.quantity)} is wrong"


def _does(run: RunResult) -> str:
    return "is wrong" if run.divergence else "cannot be run"


def _fault(title: str, runs: list[RunResult]) -> Fault:
    run = runs[0]
    links = {one.case: link_of(one) for one in runs}
    return Fault(run.port, title, run.causes, run, links)
