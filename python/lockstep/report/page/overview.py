"""The first screen: what was asked, the answer, and a matrix of systems."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ...judge import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
)
from ...judge.results import Results, RunResult

MOST_DIGITS = 16.0  # of a double
WORST_FIRST = (
    DIVERGED,
    ERROR,
    KNOWN_FAILURE,
    SKIPPED,
    NOT_SUPPORTED,
    EQUAL,
)
APART = (KNOWN_FAILURE, NOT_SUPPORTED, SKIPPED)
PALEST, DARKEST = 4, 34  # percent of colour under 0 and 16 digits


@dataclass(frozen=True)
class Tile:
    """A port on all cases of a system, or on one of them.

    Attributes
    ----------
    verdict : str
        The worst; of what was judged, if anything was.
    equal, judged : int
        Cases.
    apart : dict of int
        Cases that were not judged, or are known to fail, by verdict.
    digits, headroom : float or None
        Of the worst quantity; None if nothing was compared, or all is exact.
    is_reference : bool
    seconds : float
        That the port itself took.
    """

    verdict: str
    equal: int
    judged: int
    apart: dict[str, int]
    digits: float | None
    headroom: float | None
    is_reference: bool
    seconds: float

    @property
    def tint(self) -> int:
        """How dark the tile is, in percent: darker is more digits."""
        share = (self.digits or 0.0) / MOST_DIGITS
        return round(PALEST + share * (DARKEST - PALEST))


def tile(runs: list[RunResult]) -> Tile | None:
    """Sum the runs of a port on a system up."""
    if not runs:
        return None
    by_case: dict[str, set[str]] = {}
    for run in runs:
        by_case.setdefault(run.case, set()).add(run.verdict)
    worst = [worst_of(verdicts) for verdicts in by_case.values()]
    judged = [verdict for verdict in worst if verdict not in APART]
    apart = [verdict for verdict in worst if verdict in APART]
    rooms = [run.headroom for run in runs if run.headroom is not None]
    return Tile(
        worst_of(judged or worst),
        worst.count(EQUAL),
        len(judged),
        {verdict: apart.count(verdict) for verdict in dict.fromkeys(apart)},
        correct_digits(runs),
        min(rooms, default=None),
        all(run.is_own_code for run in runs),
        sum(run.seconds for run in runs),
    )


def worst_of(verdicts: Iterable[str]) -> str:
    """The worst of some verdicts."""
    found = list(verdicts)
    return next((v for v in WORST_FIRST if v in found), found[0])


def correct_digits(runs: Iterable[RunResult]) -> float | None:
    """Decimal digits in which the worst quantity agrees, 16 at most."""
    errors = [error for run in runs for error in _errors(run)]
    if not errors:
        return None
    worst = max(errors)
    if any(math.isnan(error) for error in errors):
        return 0.0
    if worst == 0:
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


def asked_ports(results: Results) -> list[str]:
    """Ports that were compared with another's numbers, if there are any."""
    ports = dict.fromkeys(run.port for run in results.runs)
    own = {run.port for run in results.runs if run.is_own_code}
    return [port for port in ports if port not in own] or list(ports)


def span(results: Results) -> str:
    """Which steps were asked for, in words.

    A run that diverges does not tell: nothing is said if there are no others.
    """
    trained = [
        run
        for run in results.runs
        if run.verdict == EQUAL and run.mode in ("free", "replay")
    ]
    if not trained:
        return "on"
    short = [run.steps for run in trained if run.steps < run.of_steps]
    if not short:
        return "at every step of"
    n_steps = max(short)
    return f"at the first {f'{n_steps:,} steps' if n_steps > 1 else 'step'} of"


def answer(results: Results) -> str:
    """The verdict as a sentence."""
    if not results.is_complete:
        return "Not answered: the run did not come to its end."
    cases: dict[str, list[str]] = {}
    for run in results.runs:
        cases.setdefault(run.case, []).append(run.verdict)
    worst = [worst_of(verdicts) for verdicts in cases.values()]
    n_judged = sum(verdict not in APART for verdict in worst)
    if not n_judged and results.verdict == ERROR:
        return "Not answered. Nothing was judged."
    n_worst = f"{worst.count(results.verdict):,} of {n_judged:,}"
    return {
        EQUAL: "Yes. No number is off by more than rounding can cause.",
        DIVERGED: f"No. In {n_worst} cases a port diverges.",
        ERROR: f"Not answered. In {n_worst} cases a port could not be run.",
        KNOWN_FAILURE: "No. All that was judged is known to fail.",
    }.get(results.verdict, "Not answered. The port supports none of it.")


def runs_apart(results: Results) -> dict[str, dict[str, list[RunResult]]]:
    """What was not judged or is known to fail: by verdict and reason."""
    apart: dict[str, dict[str, list[RunResult]]] = {}
    for run in results.runs:
        if run.verdict in APART:
            reasons = apart.setdefault(run.verdict, {})
            reasons.setdefault(run.message, []).append(run)
    return apart
