"""What changed between two runs, on the terminal and as a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from lockstep.cli import app
from lockstep.compare.findings import WorstError
from lockstep.judge.results import Results, RunResult
from lockstep.report.diff.changes import Changes, find_changes
from lockstep.report.diff.show import MOST, print_changes
from lockstep.report.formats.files import write_json

RUN = RunResult("a", "r", "free", steps=10, seconds=1.0)
BAD = replace(RUN, verdict="diverged", message="dW1 at step 3")


def results(*runs: RunResult, **facts: object) -> Results:
    return Results("0.1", "3", dict(facts), list(runs))


def changes(old: RunResult, new: RunResult) -> Changes:
    return find_changes(results(old), results(new))


def near(run: RunResult, fraction: float) -> RunResult:
    return replace(run, max_error={"W1": WorstError(fraction=fraction)})


@pytest.mark.parametrize(
    ("before", "after", "group", "verdict"),
    [
        ("equal", "diverged", "worse", "diverged"),
        ("equal", "error", "worse", "error"),
        ("error", "diverged", "worse", "diverged"),
        ("diverged", "equal", "better", "equal"),
        ("diverged", "skipped", "other", "equal"),
        ("equal", "not supported", "other", "equal"),
    ],
)
def test_verdicts_are_sorted_by_what_became_of_them(
    before: str, after: str, group: str, verdict: str
) -> None:
    found = changes(replace(RUN, verdict=before), replace(RUN, verdict=after))
    sizes = {n: len(getattr(found, n)) for n in ("worse", "better", "other")}
    assert sizes == {"worse": 0, "better": 0, "other": 0} | {group: 1}
    assert found.verdict == verdict
    assert found.same == 0


def test_what_failed_before_is_not_worse() -> None:
    found = changes(BAD, replace(BAD, message="dW1 at step 2"))
    assert found.worse == []
    assert (found.same, found.verdict) == (1, "equal")


def test_a_new_case_that_fails_is_told() -> None:
    found = find_changes(results(RUN), results(RUN, replace(BAD, case="b")))
    assert [run.case for run in found.came] == ["b"]
    assert found.verdict == "diverged"


def test_levels_of_a_case_are_runs_of_their_own() -> None:
    old = [replace(RUN, level=level) for level in (1, 2)]
    new = [old[0], replace(BAD, level=2)]
    found = find_changes(results(*old), results(*new))
    assert (len(found.worse), found.same) == (1, 1)


def test_headroom_that_shrank_most_comes_first() -> None:
    names = {"a": 0.01, "b": 0.5, "c": 0.1001, "d": 0.0}
    old = [near(replace(RUN, case=name), 0.1) for name in names]
    new = [
        near(replace(RUN, case=name), fraction)
        for name, fraction in names.items()
    ]
    found = find_changes(results(*old), results(*new)).headroom
    assert [c.case for c in found] == ["b", "a", "d"]
    assert [c.after for c in found] == [2.0, 100.0, float("inf")]


def test_two_exact_runs_have_the_same_headroom() -> None:
    assert changes(RUN, RUN).headroom == []


def test_times_are_of_what_is_equal_twice() -> None:
    slow = replace(RUN, seconds=3.0)
    other = replace(RUN, case="b", seconds=100.0)
    found = find_changes(
        results(RUN, other), results(slow, replace(other, verdict="error"))
    )
    (times,) = found.times
    assert (times.runs, times.before, times.after) == (1, 0.1, 0.3)


def test_versions_of_machine_and_ports_are_compared() -> None:
    old = results(RUN, python="3.11", ports={"r": {"version": "4.2"}})
    new = results(RUN, python="3.11", ports={"r": {"version": "4.3"}})
    new = replace(new, lockstep="0.2")
    assert find_changes(old, new).versions == [
        ("lockstep", "0.1", "0.2"),
        ("r: version", "4.2", "4.3"),
    ]


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    runs = [replace(RUN, case=str(n)) for n in range(MOST + 3)]
    bad = [replace(BAD, case=run.case) for run in runs]
    console = Console(width=120, record=True, quiet=True)
    with console.capture() as printed:
        console.quiet = False
        print_changes(console, find_changes(results(*runs), results(*bad)))
    assert "and 3 more" in printed.get()
    assert f"{MOST + 3} worse" in printed.get()


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    wild = replace(BAD, message="<script>alert(1)</script>")
    for name, run in {"old": RUN, "new": wild}.items():
        write_json(tmp_path / f"{name}.json", results(run))
    return [str(tmp_path / f"{name}.json") for name in ("old", "new")]


def test_the_command_exits_by_what_got_worse(files: list[str]) -> None:
    found = CliRunner().invoke(app, ["report", "--diff", *files])
    assert found.exit_code == 1
    assert "1 worse" in found.output
    back = CliRunner().invoke(app, ["report", "--diff", *reversed(files)])
    assert back.exit_code == 0
    assert "1 better" in back.output


def test_the_page_holds_all_and_no_text_becomes_part_of_it(
    files: list[str], tmp_path: Path
) -> None:
    page = tmp_path / "diff.html"
    wanted = ["report", "--diff", *files, "-o", str(page)]
    assert CliRunner().invoke(app, wanted).exit_code == 1
    html = page.read_text()
    assert "What changed" in html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_nothing_is_written_that_was_not_asked_for(
    files: list[str], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["report", "--diff", *files])
    assert not (tmp_path / "report.html").exists()


def test_diff_and_json_exclude_each_other(files: list[str]) -> None:
    wanted = ["report", "--diff", *files, "--json", files[0]]
    assert CliRunner().invoke(app, wanted).exit_code == 2
