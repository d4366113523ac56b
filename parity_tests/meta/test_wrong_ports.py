"""Every port that is wrong on purpose is caught, and its fault is named."""

from __future__ import annotations

from functools import cache

import pytest

import lockstep
from lockstep.results import RunResult

SPIRAL = "spiral-2x100x3_relu-gd"
SHUFFLED = "spiral_shuffled-2x100x3_relu-gd"
BOTH = "spiral_shuffled-2x100x3_relu-l2_dropout"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
RMSPROP = "spiral_shuffled-2x8x7x6x5x3_tanh-rmsprop"
DECAY = "digits-64x15x9x10_relu-gd_decay"
L2 = "circles-2x11x1_relu-l2"
PERCEPTRON = "gate_and-2x1_step-gd"
TIES = "spiral_shuffled-2x5x3_relu_ties-gd"


def judged(
    kind: str, fault: str | None, case: str, mode: str, steps: int
) -> RunResult:
    """Run one wrong port on one case."""
    options = {} if fault is None else {"fault": fault}
    spec = lockstep.PortSpec(kind, f"wrong_ports:{kind}", options)
    results = lockstep.run(case, [spec], mode, steps, time_limit=20)
    return results.runs[0]


# fault, case, mode, steps, first wrong step, first wrong quantity
FAULTS = [
    ("hidden bias gradient is one number", SPIRAL, "free", 5, 0, "db1"),
    ("hidden bias gradient is one number", SPIRAL, "replay", 5, 0, "db1"),
    ("output bias gradient not divided", SPIRAL, "free", 5, 0, "db2"),
    ("output bias gradient not divided", SPIRAL, "replay", 5, 0, "db2"),
    ("last layer never updated", SPIRAL, "free", 5, 0, "W1"),
    ("last layer never updated", SPIRAL, "replay", 5, 0, "W1"),
    ("one-hot from class counts", SHUFFLED, "free", 5, 0, "dW2"),
    ("one-hot from class counts", SHUFFLED, "replay", 5, 0, "dZ2"),
    ("single precision", SPIRAL, "free", 5, 0, "loss"),
    ("single precision", SPIRAL, "replay", 5, 0, "Z1"),
    ("relu derivative 1 at 0", TIES, "replay", 5, 0, "dZ1"),
    ("step is 1 at 0", PERCEPTRON, "free", 5, 0, "dW1"),
    ("step is 1 at 0", PERCEPTRON, "replay", 5, 0, "A1"),
    ("perceptron loss negative", PERCEPTRON, "replay", 5, 1, "loss"),
    (
        "perceptron corrects false alarms only",
        PERCEPTRON,
        "replay",
        5,
        0,
        "dZ1",
    ),
    ("bias gradient over both axes", SPIRAL, "replay", 5, 0, "db2"),
    ("relative fault of 1e-10", SPIRAL, "replay", 5, 0, "dW2"),
    ("inputs of 15 digits", SHUFFLED, "replay", 2, 0, "X"),
    ("inputs of 15 digits", SHUFFLED, "free", 2, 0, "X"),
    ("D1: penalty over features", L2, "replay", 3, 0, "dW2"),
    ("D9: keeps too many units", BOTH, "replay", 3, 0, "M1"),
    ("D10: one mask for all steps", BOTH, "replay", 3, 1, "M1"),
    ("D12: no mask going back", BOTH, "replay", 3, 0, "dG1"),
    ("D13: epsilon inside the root", RMSPROP, "replay", 3, 0, "W1"),
    ("D15: one layer not scaled", L2, "free", 3, 0, "W1"),
    ("D22: remainder lost", ADAM, "replay", 6, 4, "Z1"),
    ("D26: state lost", ADAM, "replay", 3, 1, "vW1"),
    ("D28: decay by another count", DECAY, "replay", 3, 0, "W1"),
]


@pytest.mark.parametrize(
    ("fault", "case", "mode", "steps", "step", "quantity"), FAULTS
)
def test_fault_in_the_mathematics_is_named(
    fault: str, case: str, mode: str, steps: int, step: int, quantity: str
) -> None:
    run = judged("WrongPort", fault, case, mode, steps)
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (step, quantity)


def test_last_layer_that_is_never_updated_is_reported_too() -> None:
    run = judged("WrongPort", "last layer never updated", SPIRAL, "free", 2)
    assert run.divergence is not None
    assert "W2" in run.divergence.also_wrong


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
    run = judged("WrongTrace", fault, SPIRAL, mode, steps)
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (step, quantity)


@cache
def softmax_runs() -> dict[str, RunResult]:
    spec = lockstep.PortSpec(
        "WrongPort",
        "wrong_ports:WrongPort",
        {"fault": "softmax without the shift"},
    )
    results = lockstep.run(
        ["softmax-large_scores", "softmax-worked_numbers"], [spec]
    )
    return {run.case: run for run in results.runs}


def test_softmax_without_the_shift_gives_nan_at_800() -> None:
    run = softmax_runs()["softmax-large_scores"]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert run.divergence.quantity == "P"


def test_softmax_without_the_shift_passes_at_small_scores() -> None:
    assert softmax_runs()["softmax-worked_numbers"].verdict == "equal"


def test_stray_addend_of_a_logarithm_is_caught() -> None:
    spec = lockstep.PortSpec(
        "WrongPort",
        "wrong_ports:WrongPort",
        {"fault": "log of a sum plus 1e-15"},
    )
    run = lockstep.run("log_sum_exp-certain", [spec]).runs[0]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert run.divergence.quantity == "S"


@pytest.mark.parametrize(
    ("fault", "case"),
    [
        ("D12: no mask going back", "gradient_check-l2_dropout"),
        ("output bias gradient not divided", "gradient_check-one_hidden"),
        ("hidden bias gradient is one number", "gradient_check-two_hidden"),
    ],
)
def test_wrong_gradient_shows_in_the_gradient_check(
    fault: str, case: str
) -> None:
    run = judged("WrongPort", fault, case, "free", 1)
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert run.divergence.quantity == "difference"


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


def test_missing_language_is_an_error() -> None:
    spec = lockstep.PortSpec("absent", "no_such_module:Adapter")
    results = lockstep.run(SPIRAL, [spec], "free", steps=5)
    assert results.runs[0].verdict == "error"
    assert "no_such_module" in results.runs[0].message


def test_right_port_passes_all_that_wrong_ports_fail() -> None:
    results = lockstep.run([SPIRAL, SHUFFLED], ["python"], steps=160)
    assert results.verdict == "equal"
