"""What the first screen says, and in which order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lockstep.compare.findings import Cause, Divergence, WorstError
from lockstep.files.paths import repository_root
from lockstep.files.strict_json import JsonObject
from lockstep.judge.results import Results, RunResult
from lockstep.report.formats.files import write_json
from lockstep.report.page.faults import sort_faults
from lockstep.report.page.overview import (
    answer,
    asked_ports,
    correct_digits,
    runs_apart,
    span,
    tile,
)
from lockstep.report.stored import read_results
from lockstep.report.texts import words

CAUSE = Cause("relu-slope-at-0", "relu'(0) is 1", "0 at 0: Z > 0, not Z >= 0")
README = repository_root() / "README.md"


def equal(case: str = "spiral-a", port: str = "mine") -> RunResult:
    return RunResult(case, port, "free", max_error={"W1": WorstError(1e-15)})


def failed(case: str, operation: str, **told: object) -> RunResult:
    place = Divergence(0, "dZ1", [0, 0], 1.0, 2.0, 1.0, 0.0, **told)
    place = replace(place, operation=operation)
    run = RunResult(case, "mine", "replay", "diverged", divergence=place)
    return replace(run, level=3)


def results(*runs: RunResult, **told: object) -> Results:
    return replace(Results("0", "1", {}, list(runs)), **told)


def test_a_tile_counts_cases_and_not_runs() -> None:
    runs = [equal(), failed("spiral-a", "softmax"), equal("spiral-b")]
    apart = replace(equal("spiral-c"), verdict="not supported")
    found = tile([*runs, apart])
    assert found is not None
    assert (found.equal, found.judged) == (1, 2)
    assert found.apart == {"not supported": 1}
    assert found.verdict == "diverged"


def test_more_digits_are_darker() -> None:
    exact = replace(equal(), max_error={"W1": WorstError(0.0)})
    rough = replace(equal(), max_error={"W1": WorstError(0.5)})
    tiles = [tile([run]) for run in (rough, equal(), exact)]
    tints = [one.tint for one in tiles if one is not None]
    assert tints == sorted(set(tints))
    assert len(tints) == 3


def test_an_error_that_is_no_number_leaves_no_digits() -> None:
    errors = {"W1": WorstError(float("nan")), "b1": WorstError(0.0)}
    assert correct_digits([replace(equal(), max_error=errors)]) == 0.0


def test_a_named_cause_stands_first_then_operations() -> None:
    runs = [
        failed("spiral-a", "dense_gradients"),
        failed("spiral-b", "dense_gradients"),
        replace(failed("softmax-ties", "softmax"), mode="operation"),
        failed("spiral-c", "activation_backward", causes=[CAUSE]),
    ]
    faults = sort_faults(runs)
    assert [fault.title for fault in faults] == [
        "relu'(0) is 1",
        "softmax() is wrong",
        "dense_gradients() is wrong",
    ]
    assert faults[1].links == {"softmax-ties": "operation-softmax"}
    assert list(faults[2].links) == ["spiral-a", "spiral-b"]


def test_a_case_is_told_once_by_the_run_that_shows_most() -> None:
    free = replace(failed("spiral-a", "gradient_descent"), mode="free", level=1)
    replayed = failed("spiral-a", "activation_backward")
    (fault,) = sort_faults([free, replayed])
    assert fault.run is replayed
    named = replace(
        free, divergence=failed("a", "x", causes=[CAUSE]).divergence
    )
    (fault,) = sort_faults([named, replayed])
    assert fault.causes == [CAUSE]


def test_what_could_not_be_run_for_two_reasons_is_two_faults() -> None:
    runs = [
        replace(equal(case), verdict="error", message=message)
        for case, message in {"a": "hung", "b": "hung", "c": "crashed"}.items()
    ]
    assert [fault.run.message for fault in sort_faults(runs)] == [
        "hung",
        "crashed",
    ]


def test_known_failures_and_skipped_runs_are_no_faults() -> None:
    runs = [
        replace(equal(verdict), verdict=verdict, message="why")
        for verdict in ("skipped", "not supported", "known failure")
    ]
    assert sort_faults(runs) == []
    assert {
        verdict: list(reasons)
        for verdict, reasons in runs_apart(results(*runs)).items()
    } == {
        "skipped": ["why"],
        "not supported": ["why"],
        "known failure": ["why"],
    }


@pytest.mark.parametrize(
    ("found", "words_of_it"),
    [
        (results(equal()), "Yes."),
        (results(equal(), failed("b", "softmax")), "No. In 1 of 2 cases"),
        (results(replace(equal(), verdict="error")), "Not answered. In 1 of 1"),
        (results(equal(), is_complete=False), "Not answered: the run"),
        (results(replace(equal(), verdict="not supported")), "Not answered."),
        (results(replace(equal(), verdict="known failure")), "No."),
        (
            results(replace(equal(), verdict="skipped")),
            "Not answered. Nothing was judged.",
        ),
        (results(), "Not answered. Nothing was judged."),
    ],
)
def test_the_answer_is_yes_only_if_all_is_equal(
    found: Results, words_of_it: str
) -> None:
    assert answer(found).startswith(words_of_it)


def test_the_reference_itself_is_not_asked() -> None:
    own = replace(equal(port="python"), is_own_code=True)
    assert asked_ports(results(own, equal())) == ["mine"]
    assert asked_ports(results(own)) == ["python"]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (10, "at every step of"),
        (1, "at the first step of"),
        (4, "at the first 4 steps of"),
    ],
)
def test_a_part_of_the_steps_is_told(steps: int, told: str) -> None:
    run = replace(equal(), steps=steps, of_steps=10)
    assert span(results(run)) == told


def test_nothing_is_said_of_steps_where_nothing_tells_them() -> None:
    wrong = replace(failed("a", "relu"), mode="replay", steps=2, of_steps=10)
    operation = replace(equal("relu-a"), mode="operation")
    assert span(results(wrong, operation)) == "on"


def test_causes_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write_json(file, results(failed("a", "relu", causes=[CAUSE])))
    (run,) = read_results(file).runs
    assert run.divergence is not None
    assert run.divergence.causes == [CAUSE]


def test_words_mean_what_the_readme_says() -> None:
    table: JsonObject = dict(
        re.findall(r"^\| ([A-Za-z ]+) \| (.+) \|$", README.read_text(), re.M)
    )
    assert {name: table.get(name) for name in words()} == words()
