"""The goals of speed, and what was measured of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .judging import JudgedRun
from .steps import Timing

SLOWER = 1.15  # of an earlier figure: less is noise


@dataclass(frozen=True)
class Goal:
    """One figure and what it should be.

    Attributes
    ----------
    name : str
    figure : float
    target : float
    unit : str
    at_least : bool
        Whether more is better.
    """

    name: str
    figure: float
    target: float
    unit: str = "x"
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is as good as the target; NaN is not."""
        if self.at_least:
            return self.figure >= self.target
        return self.figure <= self.target

    def is_worse_than(self, earlier: float) -> bool:
        """Whether the figure is clearly worse than an earlier one."""
        if self.at_least:
            return not self.figure * SLOWER >= earlier
        return not self.figure <= earlier * SLOWER

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {**asdict(self), "holds": self.holds}


# Of each problem: microseconds a step over those of the C program.
OVER_FLOOR = (
    {"python": 2.0, "r": 6.0, "octave": 4.0},
    {"python": 1.4, "r": 2.0, "octave": 2.0},
)
OVER_COURSE = {"python": 2.0, "r": 150.0, "octave": 3.0}
OVER_TORCH = 0.5
# What a port is held against, as goals name it.
BASELINES = {"floor": "the C program", "torch": "PyTorch"}


def step_goals(found: Mapping[str, Mapping[str, Timing]]) -> Iterator[Goal]:
    """A training step against the floor, PyTorch and the course."""
    for (problem, timings), limits in zip(
        found.items(), OVER_FLOOR, strict=True
    ):
        for other in BASELINES:
            for port in limits:
                target = OVER_TORCH if other == "torch" else limits[port]
                asked = other == "floor" or port == "python"
                if asked and port in timings and other in timings:
                    name = f"{problem}: {port} over {BASELINES[other]}"
                    ratio = timings[port].best / timings[other].best
                    yield Goal(name, ratio, target)
    problem, timings = next(iter(found.items()))
    for port, target in OVER_COURSE.items():
        course = timings.get(f"{port}, course")
        if course is not None:
            name = f"{problem}: the course's way of writing over {port}"
            ratio = course.best / timings[port].best
            yield Goal(name, ratio, target, at_least=True)


def run_goals(
    runs: list[JudgedRun], through_bridge: Mapping[str, float]
) -> Iterator[Goal]:
    """Time and memory of judged runs, each ten times as long as the last."""
    least, short, long = runs
    steps = f"{long.steps:,} steps of the spiral"
    over = long.seconds / long.slowest
    yield Goal(f"{steps}, judged, over the slowest port's own time", over, 1.2)
    bridge = long.steps * max(through_bridge.values()) / long.seconds
    name = f"{steps}: a call a step through the bridge over a judged run"
    yield Goal(name, bridge, 50, at_least=True)
    yield memory_goal(long)
    more = f"memory of {long.steps:,} over {short.steps:,} steps"
    yield Goal(more, long.megabytes / short.megabytes, 1.1)
    growth = _cost(short, long) / _cost(least, short)
    yield Goal(f"a step's cost after {short.steps:,}, over before", growth, 1.1)


def memory_goal(run: JudgedRun) -> Goal:
    """Memory of a judged run."""
    name = f"{run.steps:,} steps of {run.problem}: memory of all processes"
    return Goal(name, run.megabytes, 1000, "MB")


def _cost(one: JudgedRun, other: JudgedRun) -> float:
    """Seconds of each step more, the start not counted."""
    return (other.seconds - one.seconds) / (other.steps - one.steps)


# Of each command: seconds on two cores, and how often it is timed.
COMMANDS = {
    "--help": (0.3, 5),
    "cases": (0.3, 5),
    "compare softmax --measure": (3.0, 2),
    "run --quick --ports python": (10.0, 1),
    "run --quick --ports r": (10.0, 1),
    "run --quick --ports octave": (10.0, 1),
}
EVERYTHING = {"run --strict": (60.0, 1)}


def command_goals(seconds: Mapping[str, float]) -> Iterator[Goal]:
    """How soon commands answer."""
    targets = COMMANDS | EVERYTHING
    for command, value in seconds.items():
        yield Goal(f"lockstep {command}", value, targets[command][0], "s")


def worse(goals: list[Goal], earlier: Mapping[str, float]) -> list[str]:
    """Say what got slower than earlier figures, by the goals' names."""
    return [
        f"{goal.name}: {earlier[goal.name]:.3g} before, {goal.figure:.3g} now"
        for goal in goals
        if goal.name in earlier and goal.is_worse_than(earlier[goal.name])
    ]
