"""Find what changed between two runs: versions, verdicts, headroom, times."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from ...files.strict_json import JsonObject
from ...judge import DIVERGED, EQUAL, ERROR
from ...judge.results import Results, RunResult

SAME = 0.01  # relative: a headroom that moves less has not changed
FAILED = (DIVERGED, ERROR)
Key = tuple[str, str, str, int | None]  # case, port, mode, level
Pairs = list[tuple[RunResult, RunResult]]


@dataclass(frozen=True)
class Change:
    """Something of a run that is not what it was.

    Attributes
    ----------
    case, port, mode : str
    before, after : str or float
        Verdicts, or bounds over errors (infinite where all is exact).
    message : str
        What the later run says.
    """

    case: str
    port: str
    mode: str
    before: str | float
    after: str | float
    message: str = ""


@dataclass(frozen=True)
class Times:
    """How quick a port was and is, on what it came through twice.

    Attributes
    ----------
    port, mode : str
    runs : int
    before, after : float
        Seconds a step; a call of an operation is a step.
    """

    port: str
    mode: str
    runs: int
    before: float
    after: float


@dataclass(frozen=True)
class Changes:
    """All that changed from one run of the judge to a later one.

    Attributes
    ----------
    versions : list of (str, str, str)
        What it is, what it was, what it is now; empty if it is not there.
    worse, better, other : list of Change
        Verdicts: to a failure, from a failure to equal, and the rest.
    headroom : list of Change
        Smallest share of what it was first.
    times : list of Times
    came, went : list of RunResult
        Runs of one of the two only.
    same : int
        Runs with equal verdicts.
    """

    versions: list[tuple[str, str, str]]
    worse: list[Change]
    better: list[Change]
    other: list[Change]
    headroom: list[Change]
    times: list[Times]
    came: list[RunResult]
    went: list[RunResult]
    same: int

    @property
    def verdict(self) -> str:
        """The worst verdict of what got worse, or of what fails anew."""
        new = {str(change.after) for change in self.worse}
        new |= {run.verdict for run in self.came}
        return next((word for word in FAILED if word in new), EQUAL)


def find_changes(old: Results, new: Results) -> Changes:
    """Compare two results, run by run.

    Parameters
    ----------
    old, new : Results
        Of any cases and ports; those that both have are compared.
    """
    before, after = _by_key(old), _by_key(new)
    pairs = [(before[key], after[key]) for key in before if key in after]
    moved = [_verdicts(*pair) for pair in pairs if _has_moved(*pair)]
    worse = [c for c in moved if c.after in FAILED]
    better = [c for c in moved if c.before in FAILED and c.after == EQUAL]
    return Changes(
        versions=_versions(old, new),
        worse=worse,
        better=better,
        other=[c for c in moved if c not in worse and c not in better],
        headroom=_headroom(pairs),
        times=_times(pairs),
        came=[run for key, run in after.items() if key not in before],
        went=[run for key, run in before.items() if key not in after],
        same=len(pairs) - len(moved),
    )


def _by_key(results: Results) -> dict[Key, RunResult]:
    return {(r.case, r.port, r.mode, r.level): r for r in results.runs}


def _has_moved(old: RunResult, new: RunResult) -> bool:
    return old.verdict != new.verdict


def _verdicts(old: RunResult, new: RunResult) -> Change:
    told = new.case, new.port, new.mode, old.verdict, new.verdict
    return Change(*told, new.message)


def _headroom(pairs: Pairs) -> list[Change]:
    found = []
    for old, new in pairs:
        if not old.verdict == new.verdict == EQUAL or new.is_own_code:
            continue
        before, after = (run.headroom or math.inf for run in (old, new))
        if before != after and not abs(after / before - 1) <= SAME:
            told = new.case, new.port, new.mode, before, after
            found.append(Change(*told))
    return sorted(found, key=_share)


def _share(change: Change) -> float:
    """The later headroom over the earlier one; two exact runs are no change."""
    return float(change.after) / float(change.before)


def _times(pairs: Pairs) -> list[Times]:
    groups: defaultdict[tuple[str, str], Pairs] = defaultdict(list)
    for old, new in pairs:
        if old.verdict == new.verdict == EQUAL and old.steps == new.steps > 0:
            groups[new.port, new.mode].append((old, new))
    return [_pace(*group, some) for group, some in groups.items()]


def _pace(port: str, mode: str, pairs: Pairs) -> Times:
    """The seconds a step that some runs took, and take."""
    n_steps = sum(new.steps for _, new in pairs)
    before = sum(old.seconds for old, _ in pairs)
    after = sum(new.seconds for _, new in pairs)
    return Times(port, mode, len(pairs), before / n_steps, after / n_steps)


def _versions(old: Results, new: Results) -> list[tuple[str, str, str]]:
    before, after = _facts(old), _facts(new)
    return [
        (name, before.get(name, ""), after.get(name, ""))
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _facts(results: Results) -> dict[str, str]:
    """Everything that the environment tells, by one flat name."""
    facts = {"lockstep": results.lockstep, "fixtures": results.fixtures}
    return facts | flat_facts(results.environment)


def flat_facts(facts: JsonObject, above: str = "") -> dict[str, str]:
    """Facts of an environment as text, each by one name."""
    flat: dict[str, str] = {}
    for name, value in facts.items():
        if name == "sources":
            continue
        if isinstance(value, dict):
            inner = "" if name == "ports" else f"{above}{name}: "
            flat |= flat_facts(value, inner)
        else:
            listed = value if isinstance(value, (list, tuple)) else [value]
            flat[above + name] = ", ".join(map(str, listed))
    return flat
