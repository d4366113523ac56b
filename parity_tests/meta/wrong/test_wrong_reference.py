"""Where the reference is wrong, and certified values show it, it is blamed."""

from __future__ import annotations

import pytest

import lockstep
from lockstep.judge.results import Results

ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
TRANSPOSED = lockstep.PortSpec("reference", "wrong_ports:TransposedReference")


def judged(fault: str, case: str, mode: str = "both") -> Results:
    """Judge a right port by a reference with a fault of the table."""
    reference = lockstep.PortSpec(
        "reference", "wrong_ports:WrongReference", {"fault": fault}
    )
    return lockstep.run(case, ["r"], mode, 3, reference=reference)


SEEN = [
    ("D15", "initialize_parameters-he_uniform", "parameters.W1"),
    ("D16", "initialize_parameters-he_normal", "parameters.b1"),
    ("D15", "circles-2x7x1_relu-he_uniform", "loss"),
    ("D1", "spiral-2x100x3_relu-gd", "loss"),
    ("H2", "spiral-2x100x3_relu-gd", "db2"),
]


@pytest.mark.parametrize(("fault", "case", "quantity"), SEEN)
def test_a_right_port_is_not_blamed(
    fault: str, case: str, quantity: str
) -> None:
    for run in judged(fault, case).runs:
        assert run.verdict == "error", run.message
        assert run.divergence is None
        words = f"the reference is wrong, and not the port: {quantity}"
        assert run.message.startswith(words)
        assert "certified" in run.message


def test_a_port_with_the_same_fault_is_blamed_itself() -> None:
    fault = {"fault": "D15"}
    ports = [
        lockstep.PortSpec("reference", "wrong_ports:WrongReference", fault),
        lockstep.PortSpec("python", "wrong_ports:WrongPort", fault),
    ]
    (run,) = lockstep.run(
        "initialize_parameters-he_uniform", ports[1:], reference=ports[0]
    ).runs
    assert run.verdict == "diverged"
    assert "certified" in run.message


def test_a_reference_that_cannot_read_the_case_is_told_in_a_line() -> None:
    for run in judged("D37", "spiral-2x100x3_relu-gd").runs:
        assert run.verdict == "error"
        assert run.message.startswith("the reference failed: ")
        assert "\n" not in run.message


@pytest.mark.parametrize("case", [ADAM, "softmax-ordinary"])
def test_a_reference_of_another_shape_is_told_in_a_line(case: str) -> None:
    for run in lockstep.run(case, ["r"], steps=3, reference=TRANSPOSED).runs:
        assert run.verdict == "error"
        assert run.message.startswith("the reference ")
        assert "expected the shape" in run.message
        assert "\n" not in run.message
