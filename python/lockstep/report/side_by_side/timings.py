"""One operation in all languages: how exact and how quick each one is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from ...judge import EQUAL
from ...judge.results import RunResult


@dataclass(frozen=True)
class Measured:
    """How a port does on the cases of an operation.

    Attributes
    ----------
    verdict : str
        "equal", or the first other verdict.
    n_cases : int
    ulp : float
        Largest error in units in the last place of the reference.
    fraction : float
        Largest error over its bound.
    truth_ulp : float or None
        Largest error against certified values; None if there is none.
    seconds : float
        Median over the cases of the quickest of several calls, without the
        way across the bridge.
    """

    verdict: str
    n_cases: int
    ulp: float
    fraction: float
    seconds: float
    truth_ulp: float | None = None


def summarize(runs: Iterable[RunResult]) -> dict[str, Measured]:
    """Summarize operation runs by port.

    Parameters
    ----------
    runs : iterable of RunResult
        Of one operation, perhaps repeated.

    Returns
    -------
    dict of Measured
    """
    by_port: defaultdict[str, list[RunResult]] = defaultdict(list)
    for result in runs:
        by_port[result.port].append(result)
    return {port: _summary(results) for port, results in by_port.items()}


def _summary(results: list[RunResult]) -> Measured:
    others = [r.verdict for r in results if r.verdict != EQUAL]
    errors = [worst for r in results for worst in r.max_error.values()]
    truths = [t.ulp for r in results for t in r.truth.values()]
    quickest: dict[str, float] = {}
    for result in results:
        before = quickest.get(result.case, result.seconds)
        quickest[result.case] = min(before, result.seconds)
    return Measured(
        verdict=others[0] if others else EQUAL,
        n_cases=len(quickest),
        ulp=max((error.ulp for error in errors), default=0.0),
        fraction=max((error.fraction for error in errors), default=0.0),
        seconds=median(quickest.values()),
        truth_ulp=max(truths, default=None),
    )
