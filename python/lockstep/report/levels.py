"""What a port reached, level by level, for tables, pages and badges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from ..judge import EQUAL, KNOWN_FAILURE, NOT_SUPPORTED, SKIPPED
from ..judge.results import Results, RunResult
from ..traces.quantities import ECHO

FRESH = "fresh"  # in the environment of results: cases that were drawn
MOST_TOLD = 5  # of what a port lacks


@dataclass(frozen=True)
class LevelCount:
    """How many cases of a level did what.

    Attributes
    ----------
    level, total, equal, not_supported, known_failures, failed : int
    part : str
        Which part of the fixtures was run; nothing if it was all of them,
        with all their steps.
    """

    level: int
    total: int
    equal: int
    not_supported: int
    known_failures: int
    failed: int
    part: str = ""

    @property
    def passes(self) -> bool:
        """Whether something is equal and nothing failed unannounced."""
        return self.equal > 0 and self.failed == 0

    @property
    def words(self) -> str:
        """Counts, in words."""
        told = [f"{self.equal} of {self.total} equal"]
        counts = {
            "failed": self.failed,
            "known to fail": self.known_failures,
            "not supported": self.not_supported,
        }
        told += [f"{n} {word}" for word, n in counts.items() if n]
        return ", ".join(told)


def level_counts(results: Results) -> list[LevelCount]:
    """Count verdicts of each level; nothing for runs without levels."""
    levels = {run.level for run in results.runs if run.level is not None}
    return [_count(results, level) for level in sorted(levels)]


def _count(results: Results, level: int) -> LevelCount:
    runs = [
        run
        for run in results.runs
        if run.level == level and run.verdict != SKIPPED
    ]
    verdicts = [run.verdict for run in runs]
    equal, skipped, known = (
        verdicts.count(word) for word in (EQUAL, NOT_SUPPORTED, KNOWN_FAILURE)
    )
    failed = len(verdicts) - equal - skipped - known
    of_cases = results.environment.get("fixture_cases", {})
    n_cases = of_cases.get("training")
    if n_cases is not None and level == ECHO:
        n_cases += of_cases["operation"]
    return LevelCount(
        *(level, len(verdicts), equal, skipped, known, failed),
        FRESH if FRESH in results.environment else _part(runs, n_cases),
    )


def _part(runs: list[RunResult], n_cases: int | None) -> str:
    """Say which part of so many fixtures was run, if it is one."""
    n_run = len({run.case for run in runs if run.is_fixture})
    steps = [
        run.steps
        for run in runs
        if run.verdict == EQUAL and run.steps < run.of_steps
    ]
    told = []
    if n_run != n_cases:
        told.append(f"{n_run} of {n_cases or '?'} cases")
    if steps:
        told.append(f"{max(steps)} step{'s' * (max(steps) > 1)}")
    return ", ".join(told)


def fresh_count(results: Results) -> tuple[int, int] | None:
    """How many drawn cases are equal at all levels, and how many there are.

    None if no cases were drawn.
    """
    if FRESH not in results.environment:
        return None
    wrong = {run.case for run in results.runs if run.verdict != EQUAL}
    equal = {run.case for run in results.runs} - wrong
    return len(equal), results.environment[FRESH]["cases"]


def lacking_words(results: Results) -> str:
    """How many runs are not supported, and for want of what, in words."""
    lacking = Counter(
        word
        for run in results.runs
        if run.verdict == NOT_SUPPORTED
        for word in run.message.split(", ")
    )
    total = sum(run.verdict == NOT_SUPPORTED for run in results.runs)
    if not total:
        return ""
    told = [f"{word} ({n})" for word, n in lacking.most_common(MOST_TOLD)]
    more = len(lacking) - MOST_TOLD
    told += [f"{more} more"] if more > 0 else []
    return f"{total} run{'s' * (total > 1)}, for want of {', '.join(told)}"


def reached_level(counts: list[LevelCount]) -> int | None:
    """Highest level that passes with all below it.

    Parameters
    ----------
    counts : list of LevelCount
        From level 0 on.
    """
    reached = None
    for level, count in enumerate(counts):
        if not count.passes or count.level != level:
            break
        reached = count.level
    return reached


class Levels(NamedTuple):
    """What a validation comes to.

    Attributes
    ----------
    claimed, reached : int or None
        By port.json, if there is one; in what was run.
    is_whole : bool
        Whether it is reached in all fixtures with all their steps.
    """

    claimed: int | None
    reached: int | None
    is_whole: bool

    @property
    def words(self) -> str:
        """Claim against verdict, in words."""
        reached = "none" if self.reached is None else self.reached
        where = "" if self.is_whole else " in the part that was run"
        told = f"level reached{where}: {reached}"
        if self.claimed is None or self.claimed == self.reached:
            return told
        return f"{told}; port.json claims {self.claimed}"


def levels_reached(results: Results) -> Levels | None:
    """Hold what is reached against what is claimed; None without levels."""
    counts = level_counts(results)
    if not counts:
        return None
    names = {run.port for run in results.runs if run.level is not None}
    ports = results.environment.get("ports", {})
    told = [ports.get(name, {}).get("level") for name in names]
    claimed = int(told[0]) if len(told) == 1 and told[0] else None
    reached = reached_level(counts)
    return Levels(claimed, reached, reached == earned_level(counts))


def earned_level(counts: list[LevelCount]) -> int | None:
    """As `reached_level`, of all cases with all their steps."""
    return reached_level([count for count in counts if not count.part])
