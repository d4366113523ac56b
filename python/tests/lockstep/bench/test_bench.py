"""The benchmark: goals that can fail, and programs that train one network."""

from __future__ import annotations

import json
import math
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from lockstep.bench import steps as bench_steps
from lockstep.bench.goals import (
    Goal,
    memory_goal,
    run_goals,
    step_goals,
    worse,
)
from lockstep.bench.judging import (
    JudgedRun,
    judge_large,
    judge_spiral,
    start_seconds,
)
from lockstep.bench.measure import Bench
from lockstep.bench.show import read_earlier, write_bench, write_page
from lockstep.bench.steps import Line, Timing, problems, time_steps
from lockstep.console.progress import NO_PROGRESS
from lockstep.errors import InputError, PortUnavailable


def bench_of(goals: list[Goal]) -> Bench:
    timings = {"net": {"floor": Timing(50, 60, 1.0), "r": Timing(200, 300, 1)}}
    runs = [JudgedRun("the spiral", 100, 7.0, {"r": 2.0}, 300.0)]
    lines = [Line("relu", "pmax.int(0, Z)", 60.0)]
    return Bench({"cores": 2}, timings, lines, runs, {}, goals)


@pytest.mark.parametrize("at_least", [False, True])
def test_a_figure_that_is_no_number_holds_no_goal(at_least: bool) -> None:
    goal = Goal("speed", math.nan, 2.0, at_least=at_least)
    assert not goal.holds
    assert goal.is_worse_than(1.0)


def test_a_goal_holds_up_to_its_target() -> None:
    assert Goal("cost", 2.0, 2.0).holds
    assert not Goal("cost", 2.1, 2.0).holds
    assert not Goal("gain", 1.9, 2.0, at_least=True).holds


def test_what_got_slower_is_told_with_both_figures() -> None:
    goals = [Goal("cost", 3.0, 2.0), Goal("gain", 1.0, 2.0, at_least=True)]
    assert worse(goals, {"cost": 2.0, "gain": 1.0}) == ["cost: 2 before, 3 now"]


def test_steps_are_held_against_the_c_program() -> None:
    timings = {
        "floor": Timing(50, 50, 1),
        "python": Timing(100, 100, 1),
        "r": Timing(350, 400, 1),
        "r, course": Timing(70_000, 70_000, 1),
        "octave": Timing(150, 150, 1),
    }
    goals = {goal.name: goal for goal in step_goals({"a": timings, "b": {}})}
    assert [goal.figure for goal in goals.values()] == [2, 7, 3, 200]
    assert [goal.holds for goal in goals.values()] == [True, False, True, True]


def test_memory_and_cost_that_grow_with_the_steps_fail() -> None:
    runs = [
        JudgedRun("the spiral", 100, 3.0, {"r": 1.0}, 400.0),
        JudgedRun("the spiral", 1000, 4.0, {"r": 1.0}, 500.0),
        JudgedRun(
            "the spiral", 10_000, 30.0, {"r": 10.0, "octave": 20.0}, 1500.0
        ),
    ]
    holds = [goal.holds for goal in run_goals(runs, {"r": 0.2})]
    assert holds == [False, True, False, False, False]


def test_long_runs_are_held_to_the_memory_of_short_ones() -> None:
    runs = [
        JudgedRun("the spiral", 100_000, 500.0, {"r": 400.0}, 900.0),
        JudgedRun("9 parameters", 2, 5.0, {"r": 4.0}, 1001.0),
    ]
    goals = list(map(memory_goal, runs))
    assert [goal.holds for goal in goals] == [True, False]
    assert goals[1].name.startswith("2 steps of 9 parameters: memory")


def test_json_comes_back_to_be_compared(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    write_bench(file, bench_of([Goal("cost", 3.0, 2.0)]))
    assert read_earlier(file) == {"cost": 3.0}
    file.write_text("{}")
    with pytest.raises(InputError, match="expected a JSON of lockstep bench"):
        read_earlier(file)


def test_the_page_keeps_what_stands_around_the_figures(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(
        "above\n<!-- figures -->\nstale\n<!-- end of figures -->\nend"
    )
    write_page(page, bench_of([Goal("cost", 3.0, 2.0)]))
    text = page.read_text()
    assert text.startswith("above\n")
    assert text.endswith("\nend")
    assert "stale" not in text
    assert "| R | 200 | 300 | 4.0 |" in text
    assert "| relu | `pmax.int(0, Z)` | 60.0 |" in text
    assert "| cost | 3.00 | <= 2 | no |" in text
    assert "| the spiral | 100 | 7.0 | 2.0 | 300 |" in text
    page.write_text("no marks")
    with pytest.raises(InputError, match="expected <!-- figures -->"):
        write_page(page, bench_of([]))


def test_programs_train_the_same_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bench_steps, "BATCHES", 2)
    monkeypatch.setattr(bench_steps, "STEPS", 3)
    found = time_steps(problems()[0], NO_PROGRESS, 1)
    assert {"python", "python, course"} <= found.keys()
    assert all(0 < timing.best <= timing.median for timing in found.values())
    other = {**found, "floor": Timing(1.0, 1.0, 2.0)}
    with pytest.raises(PortUnavailable, match="floor: expected the loss"):
        bench_steps._check_equal(other)


def test_the_json_says_whether_each_goal_holds(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    write_bench(file, bench_of([Goal("gain", 3.0, 2.0, at_least=True)]))
    (goal,) = json.loads(file.read_text())["goals"]
    assert goal["holds"] is True


def test_a_judged_run_is_measured_from_outside() -> None:
    run = judge_spiral(2)
    assert set(run.own_seconds) == {"python", "r", "octave"}
    assert 0 < run.slowest < run.seconds
    assert run.megabytes > 50  # Python alone takes as much


def test_a_large_network_is_measured_as_well() -> None:
    run = judge_large(2)
    assert run.problem == "500,510 parameters"
    assert set(run.own_seconds) == {"python", "r", "octave"}


def test_a_command_that_fails_is_not_timed() -> None:
    with pytest.raises(CalledProcessError):
        start_seconds(["no-such-command"], 1)
