"""Bug or rounding: the report says which, in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from missing_division import demonstrate, is_called_bug

import lockstep
from lockstep.cases.load import load_case
from lockstep.judge.results import RunResult

SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
UNSTABLE = "spiral_shuffled-2x100x3_relu-gd_unstable"


def judged(
    kind: str, case: str | Path, mode: str = "both", **options: str
) -> list[RunResult]:
    spec = lockstep.PortSpec(kind, f"wrong_ports:{kind}", options)
    return lockstep.run(case, [spec], mode, steps=250).runs


def test_rounding_that_the_problem_amplifies_is_called_rounding() -> None:
    free, replay = judged("NoisyPort", UNSTABLE)
    assert (replay.verdict, free.verdict) == ("equal", "equal")
    # It rounds as badly as it may, and the envelope knows that it may.
    assert free.drift == "explained"
    assert free.matched_steps == load_case(UNSTABLE).fields["comparable_steps"]
    assert free.message.startswith("every step follows from the port's own")
    assert f"from step {free.matched_steps} on the run drifts" in free.message
    assert free.growth is not None
    assert free.growth.factor is not None
    assert free.growth.factor > 1
    assert free.growth.last_step >= free.matched_steps


def test_a_strict_judge_accepts_a_drift_that_rounding_explains() -> None:
    ports = [lockstep.PortSpec("noisy", "wrong_ports:NoisyPort"), "r"]
    runs = lockstep.run(UNSTABLE, ports, "free", 250, strict=True).runs
    for run in runs:
        assert (run.verdict, run.drift) == ("equal", "explained")
        assert run.command.endswith(" --strict")


@pytest.mark.parametrize(
    ("kind", "step", "quantity"),
    [
        ("FrozenPort", 200, "W1"),
        ("FrozenPort", 230, "W1"),
        ("PortOfOnes", 201, "loss"),
        ("FasterPort", 210, "W1"),
        ("FasterPort", 300, "W1"),
    ],
)
def test_a_step_beyond_the_horizon_is_judged_like_any_other(
    kind: str, step: int, quantity: str
) -> None:
    spec = lockstep.PortSpec(kind, f"wrong_ports:{kind}", {"step": step})
    (run,) = lockstep.run(UNSTABLE, [spec], "free", steps=step + 20).runs
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (step, quantity)
    assert run.steps == step


def test_operation_that_is_wrong_is_called_a_bug() -> None:
    fault = "X2"
    free, replay = judged("WrongPort", SHUFFLED, fault=fault)
    assert replay.divergence is not None
    assert replay.divergence.operation == "dense_gradients"
    assert replay.diagnosis.startswith("a bug at dW2: dense_gradients")
    assert free.diagnosis.startswith("a bug at dW2: dense_gradients")
    assert "starts from the port's own parameters" in free.diagnosis


def test_loop_that_is_wrong_is_found_although_replay_agrees() -> None:
    free, replay = judged("ForgetfulLoop", ADAM)
    assert replay.verdict == "equal"
    assert free.verdict == "diverged"
    assert free.diagnosis.startswith("a bug in the training loop")
    assert free.divergence is not None
    assert free.divergence.step == 1
    assert "step 1 is right" in free.diagnosis


@pytest.mark.parametrize(
    ("late", "quantity"), [("loss", "loss"), ("d", "dW3"), ("dW1", "dW1")]
)
def test_what_is_recorded_of_the_step_before_is_told(
    late: str, quantity: str
) -> None:
    (free,) = judged("LatePort", ADAM, "free", late=late)
    place = free.divergence
    assert place is not None
    assert (place.step, place.quantity) == (1, quantity)
    assert place.hints[0] == "it is what it was at the step before"
    assert not place.causes


def test_input_that_is_wrong_is_called_a_bug_of_the_reader() -> None:
    runs = judged("WrongPort", SHUFFLED, fault="X6")
    for run in runs:
        assert run.divergence is not None
        assert run.divergence.operation == "read_case"
        assert run.message.startswith("input X[")
        assert run.diagnosis == (
            "a bug: read_case gives another X than the file"
        )


def test_free_run_alone_tells_a_bug() -> None:
    (free,) = judged("WrongPort", SHUFFLED, "free", fault="X2")
    assert free.diagnosis.startswith("a bug at dW2: dense_gradients")
    assert free.divergence is not None
    assert free.explain == (
        f"lockstep explain {SHUFFLED} --port WrongPort "
        f"--step {free.divergence.step}"
    )


def test_run_beyond_its_horizon_is_judged_and_says_how_it_drifts() -> None:
    free, replay = lockstep.run(UNSTABLE, ["r"], steps=250).runs
    assert (free.verdict, replay.verdict) == ("equal", "equal")
    assert (free.steps, free.drift) == (250, "explained")
    assert free.matched_steps == load_case(UNSTABLE).fields["comparable_steps"]
    assert "as the case declares" in free.message
    assert free.diagnosis.startswith("rounding, which the problem amplifies")
    assert "the distance grew from" in free.diagnosis


@pytest.mark.parametrize("share", [1.0, 1e-6])
def test_case_can_tighten_its_bounds(tmp_path: Path, share: float) -> None:
    case = load_case(SHUFFLED)
    fields = dict(case.fields)
    for name in ("data", "weights"):
        fields[name] = str(case.path.parent / fields[name])
    file = tmp_path / "tight.json"
    file.write_text(json.dumps({**fields, "bound_share": share, "steps": 5}))
    runs = lockstep.run(file, ["r"]).runs
    verdict = "equal" if share == 1.0 else "diverged"
    assert {run.verdict for run in runs} == {verdict}


def test_mistake_that_all_ports_share_is_a_bug_to_certified_values() -> None:
    runs = demonstrate(certified=True).runs
    assert len(runs) == 6
    assert is_called_bug(runs)
    for run in [run for run in runs if run.mode == "replay"]:
        assert run.divergence is not None
        assert run.divergence.step == 0
        assert "certified" in run.message


def test_mistake_that_all_ports_share_is_chaos_among_them() -> None:
    runs = demonstrate().runs
    assert {r.verdict for r in runs if r.mode == "replay"} == {"equal"}
    free = [r for r in runs if r.mode == "free"]
    assert {r.verdict for r in free} == {"equal"}
    apart = [r for r in free if r.drift]
    assert {r.port for r in apart} == {"r", "octave"}
    for run in apart:
        assert run.growth is not None
        assert run.growth.last > 0.1
        assert run.growth.last_step < 300
