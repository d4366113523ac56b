"""Measure everything that a goal speaks of."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from ..console.progress import Progress
from ..ports.environment import describe_machine
from .goals import (
    COMMANDS,
    EVERYTHING,
    Goal,
    command_goals,
    memory_goal,
    run_goals,
    step_goals,
)
from .judging import (
    JudgedRun,
    judge_large,
    judge_spiral,
    n_cores,
    seconds_through_bridge,
    start_seconds,
)
from .steps import Line, Timing, problems, time_lines, time_steps

LARGE_STEPS = 2000


@dataclass(frozen=True)
class Bench:
    """All that was measured.

    Attributes
    ----------
    machine : dict
    timings : dict of dict of Timing
        Of each problem and program.
    lines : list of Line
        Of R, that do the same.
    runs : list of JudgedRun
        Each of ten times the steps; none if only steps were timed.  Long
        ones follow, if they were asked for.
    bridge : dict of float
        Seconds of a call a step, of each port.
    goals : list of Goal
    """

    machine: dict[str, Any]
    timings: dict[str, dict[str, Timing]]
    lines: list[Line]
    runs: list[JudgedRun]
    bridge: dict[str, float]
    goals: list[Goal]

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {
            **asdict(self),
            "goals": [goal.to_dict() for goal in self.goals],
        }


def measure(
    steps: int | None,
    progress: Progress,
    everything: bool = False,
    long: bool = False,
) -> Bench:
    """Measure steps and, unless `steps` is None, a judged run of so many.

    Then commands too, and with `everything` the run of all cases; `long`
    adds a run of ten times the steps, and one of many parameters.
    """
    timings = {
        problem.name: time_steps(problem, progress) for problem in problems()
    }
    goals, lines = list(step_goals(timings)), time_lines()
    runs: list[JudgedRun] = []
    bridge: dict[str, float] = {}
    if steps is not None:
        advance = progress.add("judged runs", 3)
        for number, few in enumerate((steps // 100, steps // 10, steps), 1):
            runs.append(judge_spiral(few))
            advance(number)
        bridge = seconds_through_bridge()
        seconds = _time_commands(everything, progress)
        goals += [*run_goals(runs, bridge), *command_goals(seconds)]
        if long:
            longest = _judge_long(steps, progress)
            goals += map(memory_goal, longest)
            runs += longest
    machine = {**describe_machine(), "cores": n_cores()}
    return Bench(machine, timings, lines, runs, bridge, goals)


def _judge_long(steps: int, progress: Progress) -> list[JudgedRun]:
    advance = progress.add("long runs", 2)
    spiral = judge_spiral(10 * steps)
    advance(1)
    large = judge_large(LARGE_STEPS)
    advance(2)
    return [spiral, large]


def _time_commands(everything: bool, progress: Progress) -> dict[str, float]:
    """Seconds of each command that a goal speaks of."""
    commands = COMMANDS | (EVERYTHING if everything else {})
    advance, found = progress.add("commands", len(commands)), {}
    for command, (_, repeats) in commands.items():
        found[command] = start_seconds(command.split(), repeats)
        advance(len(found))
    return found
