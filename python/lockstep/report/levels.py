"""What a port reached, level by level, for tables, pages and badges."""

from __future__ import annotations

from dataclasses import dataclass

from ..judge.results import (
    EQUAL,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
    Results,
)


@dataclass(frozen=True)
class LevelCount:
    """How many cases of a level did what.

    Attributes
    ----------
    level, total, equal, not_supported, known_failures, failed : int
    """

    level: int
    total: int
    equal: int
    not_supported: int
    known_failures: int
    failed: int

    @property
    def passes(self) -> bool:
        """Whether something was proved and nothing failed unannounced."""
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
    verdicts = [
        run.verdict
        for run in results.runs
        if run.level == level and run.verdict != SKIPPED
    ]
    equal, skipped, known = (
        verdicts.count(word) for word in (EQUAL, NOT_SUPPORTED, KNOWN_FAILURE)
    )
    failed = len(verdicts) - equal - skipped - known
    return LevelCount(level, len(verdicts), equal, skipped, known, failed)


def reached_level(counts: list[LevelCount]) -> int | None:
    """Highest level that passes with all below it."""
    reached = None
    for count in counts:
        if not count.passes:
            break
        reached = count.level
    return reached
