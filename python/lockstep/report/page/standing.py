"""What each port reached, level by level, with its badges."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from ...judge.results import Results
from ..formats.badge import badge
from ..levels import LevelCount, level_counts, reached_level


@dataclass(frozen=True)
class Standing:
    """A port that was validated level by level.

    Attributes
    ----------
    port : str
    reached : int or None
        The highest level that passes with all below it.
    counts : list of LevelCount
    badges : list of Markup
        One for each level.
    """

    port: str
    reached: int | None
    counts: list[LevelCount]
    badges: list[Markup]


def standings(results: Results) -> list[Standing]:
    """Tell how far each port came; nothing for runs without levels."""
    ports = dict.fromkeys(r.port for r in results.runs if r.level is not None)
    return [_standing(results, port) for port in ports]


def _standing(results: Results, port: str) -> Standing:
    own = [run for run in results.runs if run.port == port]
    counts = level_counts(replace(results, runs=own))
    badges = [
        Markup(badge(count, counts[:index]))
        for index, count in enumerate(counts)
    ]
    return Standing(port, reached_level(counts), counts, badges)
