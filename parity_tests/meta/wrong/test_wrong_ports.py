"""Every port that is wrong on purpose is caught, and its fault is named."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from planting import Edit, broken_copy

import firstprinciples
import lockstep
from lockstep.judge.run import validate
from lockstep.ports.calls import call_operations
from lockstep.ports.port import Port
from lockstep.ports.program.session import ProgramPort
from lockstep.ports.start import port_spec

PYTHON = Path(firstprinciples.__file__).parent / "port.json"

SPIRAL = "spiral-2x100x3_relu-gd"
SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"


TRACE_FAULTS = [
    ("one step too many", 20, 20, "loss"),
    ("one step short", 20, 19, "loss"),
    ("one step late", 20, 1, "loss"),
    ("transposed weights", 20, 0, "W1"),
    ("missing quantity", 20, 0, "db2"),
    ("stale bias from step 100", 160, 100, "b2"),
    ("NaN from step 150", 160, 150, "loss"),
    ("infinite gradient", 20, 0, "dW1"),
]


@pytest.mark.parametrize("mode", ["free", "replay"])
@pytest.mark.parametrize(("fault", "steps", "step", "quantity"), TRACE_FAULTS)
def test_fault_in_the_trace_is_named(
    fault: str, steps: int, step: int, quantity: str, mode: str
) -> None:
    spec = lockstep.PortSpec(fault, "wrong_ports:WrongTrace", {"fault": fault})
    run = lockstep.run(SPIRAL, [spec], mode, steps, time_limit=20).runs[0]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (step, quantity)


LOST = {
    "r": Edit("fixtures", "id = id, X = X,", "id = id,"),
    "octave": Edit("fixtures/read_case", '"X", X, ', ""),
}


@pytest.mark.parametrize("language", LOST)
def test_a_port_that_reads_no_samples_diverges(language: str) -> None:
    spec = port_spec(language)
    source = broken_copy(language, spec.options["source"], [LOST[language]])
    broken = replace(spec, options={**spec.options, "source": source})
    run = lockstep.run(SPIRAL, [broken], "free", 3).runs[0]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert run.divergence.quantity == "X"
    assert run.divergence.operation == "read_case"


def test_crash_is_an_error_and_the_other_mode_still_runs() -> None:
    spec = lockstep.PortSpec("crash", "wrong_ports:CrashingPort")
    free, replay = lockstep.run(SPIRAL, [spec], steps=5).runs
    assert free.verdict == "error"
    assert "crashed" in free.message
    assert "139" in free.message
    assert replay.verdict == "equal"


def test_hang_is_ended_and_the_other_port_is_judged() -> None:
    hanging = lockstep.PortSpec("hang", "wrong_ports:HangingPort")
    results = lockstep.run(
        SPIRAL, [hanging, "python"], "free", steps=5, time_limit=3
    )
    hung, python = results.runs
    assert hung.verdict == "error"
    assert "hung" in hung.message
    assert python.verdict == "equal"
    assert results.verdict == "error"


def test_error_in_the_port_names_step_and_message() -> None:
    spec = lockstep.PortSpec("raising", "wrong_ports:RaisingPort")
    run = lockstep.run(SPIRAL, [spec], "free", steps=20).runs[0]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert run.divergence.step == 7
    assert "matrices do not fit" in run.message


def test_no_answers_lie_open_while_a_slower_port_trains() -> None:
    spec = lockstep.PortSpec(
        "peeking", "wrong_ports:PeekingPort", {"seconds": 8.0}
    )
    python, peeking = lockstep.run(SPIRAL, ["python", spec], "free", 20).runs
    assert python.verdict == "equal", python.message
    assert "found no answers" in peeking.message
    assert peeking.verdict == "diverged"


@pytest.mark.parametrize("judge", ["run", "validate"])
def test_a_port_is_asked_for_operations_before_the_reference(
    judge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def told(port: Port, *rest: Any) -> Any:
        asked.append(port.name)
        return call_operations(port, *rest)

    for name in ("panel", "member"):
        place = f"lockstep.judge.{name}.call_operations"
        monkeypatch.setattr(place, told)
    if judge == "run":
        results = lockstep.run("softmax-ties", ["python", "r"])
    else:
        results = validate(PYTHON, 0, ["softmax-ties"])
    assert results.verdict == "equal"
    assert asked[-1] == "reference"
    assert set(asked[:-1]) == {run.port for run in results.runs}


def test_no_program_is_given_answers_while_another_trains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import sys, firstprinciples as port; "
    code += "port.run_port(*sys.argv[1:], '{folder}/port.json')"
    command = ["{python}", "-c", code]
    fields = {**json.loads(PYTHON.read_text()), "command": command}
    files = []
    for name in ("quick", "slow"):
        (tmp_path / name).mkdir()
        files.append(tmp_path / name / "port.json")
        files[-1].write_text(json.dumps({**fields, "name": name}))
    events: list[str] = []
    replayed = threading.Event()
    train, replay = ProgramPort.train, ProgramPort.replay

    def trains(self: ProgramPort, *given: Any) -> Any:
        found = train(self, *given)
        if self.name == "slow":
            replayed.wait(10.0)
        events.append("trained")
        return found

    def replays(self: ProgramPort, *given: Any) -> Any:
        events.append("replay")
        replayed.set()
        return replay(self, *given)

    monkeypatch.setattr(ProgramPort, "train", trains)
    monkeypatch.setattr(ProgramPort, "replay", replays)
    results = lockstep.run(SPIRAL, [str(f) for f in files], steps=3)
    assert results.verdict == "equal"
    assert events == ["trained", "trained", "replay", "replay"]


def test_missing_language_is_an_error() -> None:
    spec = lockstep.PortSpec("absent", "no_such_module:Adapter")
    results = lockstep.run(SPIRAL, [spec], "free", steps=5)
    assert results.runs[0].verdict == "error"
    assert "no_such_module" in results.runs[0].message


def test_right_port_passes_all_that_wrong_ports_fail() -> None:
    results = lockstep.run([SPIRAL, SHUFFLED], ["python"], steps=160)
    assert results.verdict == "equal"
