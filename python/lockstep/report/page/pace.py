"""How quick the ports are, beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...judge import EQUAL
from ...judge.results import RunResult


@dataclass(frozen=True)
class Pace:
    """How quickly a port trains.

    Attributes
    ----------
    port, mode : str
    cases : int
        Training cases that all ports came through in this mode.
    steps : int
        Of these cases.
    seconds : float
        A step.
    part : float
        Of the slowest port's time, in per cent.
    """

    port: str
    mode: str
    cases: int
    steps: int
    seconds: float
    part: float


def paces(runs: Iterable[RunResult]) -> list[Pace]:
    """Measure the ports on the training cases that all of them came through.

    Returns
    -------
    list of Pace
        By mode, then by port; nothing for ports that have no case in common.
    """
    timed = [r for r in runs if r.mode in ("free", "replay") and r.steps]
    timed = [r for r in timed if r.level is None and r.verdict == EQUAL]
    found = []
    for mode in dict.fromkeys(run.mode for run in timed):
        found += _of_mode([run for run in timed if run.mode == mode])
    return found


def _of_mode(runs: list[RunResult]) -> list[Pace]:
    ports = list(dict.fromkeys(run.port for run in runs))
    ran = [{run.case for run in runs if run.port == port} for port in ports]
    common = set.intersection(*ran)
    if not common:
        return []
    told = []
    for port in ports:
        own = [r for r in runs if r.port == port and r.case in common]
        steps = sum(run.steps for run in own)
        told.append((port, steps, sum(run.seconds for run in own) / steps))
    slowest = max(seconds for _, _, seconds in told)
    return [
        Pace(
            port, runs[0].mode, len(common), steps, each, part_of(each, slowest)
        )
        for port, steps, each in told
    ]


def part_of(seconds: float, slowest: float) -> float:
    """Give a time in per cent of the slowest, for the length of a bar."""
    return 100 * seconds / slowest if slowest > 0 else 0.0


def slowest_step(runs: Iterable[RunResult], mode: str) -> float:
    """Find the longest time a step of what is equal in a mode."""
    own = [run for run in runs if (run.mode, run.verdict) == (mode, EQUAL)]
    return max((step_time(run) for run in own), default=0.0)


def step_time(run: RunResult) -> float:
    """Seconds a step."""
    return run.seconds / max(run.steps, 1)
