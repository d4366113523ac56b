"""What is told of a port that ends badly."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from lockstep.compare.findings import Cause, Comparison, Divergence
from lockstep.judge.results import Outcome, Results, RunResult
from lockstep.report.formats.summary import markdown
from lockstep.report.port.blocks import blocks
from lockstep.report.terminal import print_results

TRACE = "Error: no file\n" + "".join(f"#{n} frame\n" for n in range(20))


def ended(case: str, failure: str, output: str) -> RunResult:
    run = RunResult(case, "mine", "free", level=1)
    return run.with_outcome(Outcome(failure=failure, output=output))


def told(runs: list[RunResult]) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=200)
    for block in blocks(runs):
        console.print(block)
    return stream.getvalue()


def test_an_end_is_told_once_for_all_cases() -> None:
    cases = [f"case-{n}" for n in range(17)]
    text = told([ended(c, f"ended at {c}, line 7", TRACE) for c in cases])
    assert text.count("Error: no file") == 1
    assert "  the same: case-1, case-2, case-3 and 13 more\n" in text


def test_other_ends_are_told_by_themselves() -> None:
    text = told([ended("a", "crashed", TRACE), ended("b", "hung", TRACE)])
    assert text.count("Error: no file") == 2
    assert "the same" not in text


def wrong(case: str, mode: str, *causes: str) -> RunResult:
    found = [Cause(name, f"{name} is wrong", "do it right") for name in causes]
    place = Divergence(
        1, "W1", [0], *(1.0, 2.0, 1.0, 1e-9), causes=found, message="W1"
    )
    run = RunResult(case, "mine", mode, level=3)
    return run.with_outcome(Outcome(Comparison(divergence=place)))


def test_a_known_mistake_is_told_once_for_all_cases() -> None:
    text = told([wrong("a", "replay", "x"), wrong("b", "free", "x")])
    assert text.count("known mistake: x is wrong") == 1
    assert "  the same: b\n" in text


def test_other_mistakes_are_told_by_themselves() -> None:
    one, two = wrong("a", "free", "x"), wrong("b", "free", "y")
    text = told([one, two, wrong("c", "free"), wrong("d", "free")])
    assert text.count("diverged: ") == 4
    assert "the same" not in text


def test_an_operation_is_told_once_for_all_cases() -> None:
    def of(case: str, operation: str, hint: str) -> RunResult:
        run = wrong(case, "free")
        assert run.divergence is not None
        place = replace(run.divergence, operation=operation, hints=[hint])
        return replace(run, divergence=place)

    alike = [of("one", "relu", "300 times"), of("two", "relu", "64 times")]
    text = told([*alike, of("three", "adam", ""), of("four", "relu", "sign")])
    assert text.count("diverged: ") == 3
    assert "  the same operation: two\n" in text


def test_what_is_missing_is_told_once_for_all_cases() -> None:
    place = Divergence(0, "labels", message="labels at step 0: not there")
    outcome = Outcome(Comparison(divergence=place))
    runs = [
        RunResult(case, "mine", "echo", level=0).with_outcome(outcome)
        for case in ("one", "two")
    ]
    assert told(runs).count("not there") == 1


@pytest.mark.parametrize(
    ("step", "words"),
    [(0, "nothing"), (1, "step 0"), (2, "all 2 steps before it")],
)
def test_steps_before_are_counted_in_words(step: int, words: str) -> None:
    run = wrong("a", "free")
    assert run.divergence is not None
    run = replace(run, divergence=replace(run.divergence, step=step))
    assert f"  agreed before: {words}\n" in told([run])


def test_first_line_and_last_ones_are_shown() -> None:
    text = told([ended("a", "crashed", TRACE)])
    assert "    Error: no file\n    ...\n    #16 frame\n" in text
    assert text.rstrip().splitlines()[-1].strip() == "#19 frame"


def test_one_line_is_not_told_twice() -> None:
    text = told([ended("a", "ended; last output: no file", "no file\n")])
    assert text.count("no file") == 1


def test_summary_for_ci_tells_a_known_mistake_before_the_place() -> None:
    runs = [wrong("a", "free", "x"), wrong("b", "free")]
    page = markdown(Results("0", "3", {"ports": {"mine": {}}}, runs))
    known = "**Known mistake:** x is wrong (right: do it right). W1 |"
    assert f"| a | level 3 free | diverged | {known}" in page
    assert "| b | level 3 free | diverged | W1 |" in page


def test_summary_begins_with_the_level() -> None:
    runs = [
        RunResult("a", "mine", "echo", level=0, verdict="equal"),
        *(
            RunResult(
                case,
                "mine",
                "free",
                level=1,
                verdict="not supported",
                message="dropout, adam",
            )
            for case in "ab"
        ),
    ]
    stream = io.StringIO()
    results = Results("0", "1", {"ports": {"mine": {}}}, runs)
    print_results(Console(file=stream, width=200), results)
    lines = stream.getvalue().splitlines()
    first = lines.index("level 0: 1 of 1 equal")
    assert lines[first - 1].startswith("level reached")
    assert lines[first + 2] == (
        "not supported: 2 runs, for want of dropout (2), adam (2)"
    )
