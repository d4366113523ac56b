"""One engine: programs and bridges side by side, asked by run or validate."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import firstprinciples
import lockstep
import lockstep.judge.run as judge_run
from lockstep.console.progress import Advance
from lockstep.judge import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
)
from lockstep.judge.results import Results

CASE, OTHER = "spiral-2x100x3_relu-gd", "gate_or-2x1_sigmoid-gd"
OPERATION = "softmax-ties"
PORT = Path(firstprinciples.__file__).parent / "port.json"
STEPS = 5
RIGHT = """
import sys
from pathlib import Path

import firstprinciples.training as training
from firstprinciples.port import run_port

right = training.network_backward


def large(*arguments):
    gradients = right(*arguments)
    return {
        name: 1.01 * g if name[:2] == "dW" else g
        for name, g in gradients.items()
    }


FAULT
run_port(*sys.argv[1:], Path(__file__).with_name("port.json"))
"""
Describe = Callable[..., Path]


@pytest.fixture
def described(tmp_path: Path) -> Describe:
    """Write the Python program, and its port.json with changes."""

    def write(fault: str = "", **changes: object) -> Path:
        program = RIGHT.replace("FAULT", fault)
        (tmp_path / "port.py").write_text(program)
        fields = json.loads(PORT.read_text())
        fields |= {"name": "mine", "command": ["{python}", "{folder}/port.py"]}
        file = tmp_path / "port.json"
        file.write_text(json.dumps({**fields, **changes}))
        return file

    return write


@pytest.fixture
def wrong(described: Describe) -> Describe:
    """Describe a program whose gradients are a hundredth too large."""
    return partial(described, "training.network_backward = large")


def verdicts(results: Results, port: str = "mine") -> dict[str, str]:
    return {r.mode: r.verdict for r in results.runs if r.port == port}


def test_a_program_is_judged_beside_a_bridge(described: Describe) -> None:
    file = str(described())
    results = lockstep.run([CASE, OPERATION], ["python", file], steps=STEPS)
    assert [(run.port, run.mode) for run in results.runs] == [
        ("python", "operation"),
        ("mine", "operation"),
        ("python", "free"),
        ("python", "replay"),
        ("mine", "free"),
        ("mine", "replay"),
    ]
    assert {run.verdict for run in results.runs} == {EQUAL}
    free = [run for run in results.runs if run.mode == "free"]
    assert free[0].values == free[1].values
    assert all(run.truth for run in free)
    assert set(results.environment["ports"]) == {"python", "mine"}
    again = {run.command for run in results.runs if run.port == "mine"}
    assert all(f"--ports {file}" in command for command in again)


def test_cases_judged_at_once_give_the_same_results(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judge_run, "STEPS_PER_PANEL", 1)
    cases = [OPERATION, CASE, OTHER]
    one, two = (
        lockstep.run(cases, ["python"], steps=STEPS, jobs=jobs).runs
        for jobs in (1, 2)
    )
    assert [replace(run, seconds=0.0) for run in two] == [
        replace(run, seconds=0.0) for run in one
    ]


def test_a_program_is_asked_up_to_its_level(described: Describe) -> None:
    file = described(level=1)
    results = lockstep.run(CASE, ["python", str(file)], steps=STEPS)
    assert verdicts(results) == {"free": EQUAL, "replay": NOT_SUPPORTED}
    assert verdicts(results, "python") == {"free": EQUAL, "replay": EQUAL}
    found = {run.mode: run for run in results.runs if run.port == "mine"}
    assert found["replay"].message == "level 3"
    assert set(found["free"].max_error) == {"loss", "W1", "b1", "W2", "b2"}


def test_what_is_not_declared_is_not_asked(described: Describe) -> None:
    file = described(capabilities=["relu"], operations=["relu"])
    cases = [CASE, OPERATION]
    results = lockstep.run(cases, ["python", str(file)], steps=STEPS)
    assert set(verdicts(results).values()) == {NOT_SUPPORTED}
    assert results.verdict == EQUAL
    messages = {run.message for run in results.runs if run.port == "mine"}
    assert messages == {
        "operation softmax",
        "softmax, categorical_cross_entropy, gradient_descent",
    }


def test_a_known_failure_of_a_program_is_known_to_run_as_well(
    wrong: Describe,
) -> None:
    known = [
        {"case": CASE, "level": level, "reason": "too large"}
        for level in (2, 3)
    ]
    ports = ["python", str(wrong(known_failures=known))]
    results = lockstep.run(CASE, ports, steps=STEPS)
    assert verdicts(results) == {
        "free": KNOWN_FAILURE,
        "replay": KNOWN_FAILURE,
    }
    assert results.verdict == EQUAL
    message = next(r.message for r in results.runs if r.port == "mine")
    assert message.startswith("too large; dW2[0, 0] at step 0: expected ")


def test_a_failure_that_is_known_at_another_level_is_none(
    wrong: Describe,
) -> None:
    known = [{"case": CASE, "level": 1, "reason": "not this"}]
    file = str(wrong(known_failures=known))
    results = lockstep.run(CASE, [file], steps=STEPS)
    assert verdicts(results) == {"free": DIVERGED, "replay": DIVERGED}
    found = results.runs[0]
    assert found.explain == (f"lockstep explain {CASE} --port {file} --step 0")


def test_a_known_failure_that_passes_fails(described: Describe) -> None:
    known = [{"case": CASE, "level": 1, "reason": "old"}]
    file = described(known_failures=known)
    results = lockstep.run(CASE, [str(file)], mode="free", steps=STEPS)
    assert verdicts(results) == {"free": ERROR}
    assert "it passes: take it out of known_failures" in results.runs[0].message


def test_a_known_failure_of_no_case_is_refused(described: Describe) -> None:
    known = [{"case": "softmax-tie", "level": 0, "reason": "old"}]
    file = described(known_failures=known)
    with pytest.raises(lockstep.InputError, match="did you mean 'softmax-ti"):
        lockstep.run(OPERATION, [str(file)])


def test_a_bridge_is_validated_like_a_program(tmp_path: Path) -> None:
    file = tmp_path / "port.json"
    fields = json.loads(PORT.read_text())
    del fields["command"]
    file.write_text(json.dumps({**fields, "bridge": "python"}))
    results = lockstep.validate(file, cases=[CASE, OPERATION], steps=STEPS)
    assert {run.level: run.verdict for run in results.runs} == dict.fromkeys(
        range(4), EQUAL
    )
    with pytest.raises(lockstep.InputError, match="behind a bridge"):
        lockstep.validate(file, keep=tmp_path / "kept")


def test_what_a_wrong_program_means_is_explained_for_a_report(
    wrong: Describe,
) -> None:
    results = lockstep.run(
        CASE, [str(wrong())], mode="free", steps=STEPS, detail=True
    )
    (found,) = results.runs
    assert found.verdict == DIVERGED
    assert "dense_gradients computes it" in found.diagnosis
    assert found.explanation["first_beyond"] == "dW2"


class StopsAt:
    """A user who presses Ctrl-C when a case begins."""

    def __init__(self, case: str) -> None:
        self._case = case

    def add(self, name: str, total: int) -> Advance:
        if name == f"{self._case} reference":
            raise KeyboardInterrupt
        return lambda done: None


@pytest.mark.parametrize("command", ["run", "validate"])
def test_ctrl_c_keeps_the_results_of_cases_that_are_done(
    described: Describe, command: str
) -> None:
    file, cases = described(), [CASE, OTHER]
    judge = partial(
        *(lockstep.run, cases, ["python", str(file)])
        if command == "run"
        else (lockstep.validate, file, None, cases)
    )
    with pytest.raises(lockstep.Interrupted) as stopped:
        judge(steps=STEPS, progress=StopsAt(OTHER))
    runs = stopped.value.results.runs
    assert {run.case for run in runs} == {CASE}
    assert {run.verdict for run in runs} == {EQUAL}
    assert len(runs) == 4
