"""Times beside each other, and the levels that ports reached."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lockstep.judge.results import Results, RunResult
from lockstep.report.page import write_page
from lockstep.report.page.pace import paces, slowest_step
from lockstep.report.page.standing import standings

BASE = RunResult("a", "r", "free", steps=100, seconds=2.0)


def test_ports_are_timed_on_the_cases_that_all_came_through() -> None:
    runs = [
        BASE,
        replace(BASE, case="b", steps=100, seconds=0.0),
        replace(BASE, case="c", seconds=900.0),  # the other one fails here
        replace(BASE, port="octave", seconds=8.0),
        replace(BASE, port="octave", case="b", steps=300, seconds=0.0),
        replace(BASE, port="octave", case="c", verdict="diverged"),
    ]
    found = [(p.port, p.cases, p.steps, p.seconds, p.part) for p in paces(runs)]
    assert found == [
        ("r", 2, 200, 0.01, 50.0),
        ("octave", 2, 400, 0.02, 100.0),
    ]


def test_ports_with_no_case_in_common_are_not_compared() -> None:
    assert paces([BASE, replace(BASE, port="octave", case="b")]) == []
    assert paces([]) == []


def test_bars_are_measured_by_the_slowest_of_a_mode() -> None:
    replayed = replace(BASE, mode="replay", seconds=500.0)
    assert slowest_step([BASE, replayed], "free") == 0.02
    assert slowest_step([], "free") == 0.0


@pytest.fixture
def validated() -> Results:
    runs = [
        replace(BASE, port="mine", level=level, mode=mode, verdict=verdict)
        for level, mode, verdict in [
            (0, "echo", "equal"),
            (1, "free", "equal"),
            (2, "free", "diverged"),
        ]
    ]
    return Results("0", "1", {}, [*runs, replace(BASE, level=None)])


def test_levels_of_each_port_are_told_with_badges(validated: Results) -> None:
    (mine,) = standings(validated)
    assert (mine.port, mine.reached) == ("mine", 1)
    assert [count.level for count in mine.counts] == [0, 1, 2]
    assert "1 failed" in mine.badges[2]


def test_levels_stand_on_the_page(validated: Results, tmp_path: Path) -> None:
    file = tmp_path / "levels.html"
    write_page(file, validated)
    html = file.read_text()
    assert "mine: reaches level 1" in html
    assert 'aria-label="lockstep level 2: 1 failed"' in html


def test_no_levels_no_heading(tmp_path: Path) -> None:
    file = tmp_path / "none.html"
    write_page(file, Results("0", "1", {}, [BASE]))
    assert 'id="levels"' not in file.read_text()
