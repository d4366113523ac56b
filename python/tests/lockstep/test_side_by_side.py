from __future__ import annotations

from io import StringIO

from rich.console import Console

from lockstep.compare.findings import WorstError
from lockstep.judge.results import RunResult
from lockstep.report.side_by_side.columns import describe, print_side_by_side
from lockstep.report.side_by_side.sources import operation_sources
from lockstep.report.side_by_side.timings import summarize


def operation_run(case: str, seconds: float, ulp: float = 0.0) -> RunResult:
    errors = {"output": WorstError(1e-16, ulp, ulp / 100, 0)}
    return RunResult(case, "r", "operation", seconds=seconds, max_error=errors)


def test_quickest_call_and_worst_error_count() -> None:
    runs = [
        operation_run("softmax-a", 5.0, 1.0),
        operation_run("softmax-a", 3e-6, 2.0),
        operation_run("softmax-b", 1e-6),
    ]
    measured = summarize(runs)["r"]
    assert (measured.verdict, measured.n_cases) == ("equal", 2)
    assert (measured.ulp, measured.fraction) == (2.0, 0.02)
    assert measured.seconds == 2e-6
    assert describe(measured) == (
        "equal on 2 cases; error 2 ULP, 2 % of the bound; 2 µs"
    )


def test_one_wrong_case_is_the_verdict() -> None:
    wrong = operation_run("softmax-b", 1e-6).with_verdict("diverged", "")
    measured = summarize([operation_run("softmax-a", 1e-6), wrong])["r"]
    assert measured.verdict == "diverged"


def shown(width: int, comments: bool = False) -> str:
    stream = StringIO()
    console = Console(width=width, file=stream)
    print_side_by_side(console, operation_sources("relu"), {}, comments)
    return stream.getvalue()


def test_wide_screen_shows_columns_and_a_narrow_one_stacks() -> None:
    assert "relu <- function(Z)" in shown(200).splitlines()[1]
    assert "function A = relu" in shown(200).splitlines()[1]
    narrow = shown(80).splitlines()
    assert max(map(len, narrow)) <= 80
    assert not any("def relu" in n and "function" in n for n in narrow)


def test_comments_are_shown_on_demand() -> None:
    assert "texinfo" not in shown(200)
    assert "texinfo" in shown(200, comments=True)
