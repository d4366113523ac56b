"""A step of an example port, explained: right as it is, and with a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest
from example_ports import PORTS, copy_to, require

from lockstep.cases.load import TrainingCase, load_case
from lockstep.explain import Explanation, explain_step
from lockstep.judge.run import validate
from lockstep.ports.start import port_spec

JAVASCRIPT = PORTS["javascript"]
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
STEP = 3


def explained(folder: Path) -> Explanation:
    case = load_case(ADAM)
    assert isinstance(case, TrainingCase)
    return explain_step(case, port_spec(str(folder)), STEP)


def test_every_quantity_of_a_right_port_is_within_its_bound() -> None:
    require(JAVASCRIPT)
    found = explained(JAVASCRIPT.folder)
    assert found.first_beyond is None
    assert {row.verdict for row in found.rows} == {"within"}
    row = found.row("sW1")
    assert row.worst is not None
    assert 0 < row.worst.error <= row.worst.bound  # not the very bits
    assert row.certified_ulp is not None


@pytest.fixture
def undivided(tmp_path: Path) -> Path:
    """The port in JavaScript, whose gradients are sums for means."""
    require(JAVASCRIPT)
    folder = copy_to(JAVASCRIPT, tmp_path / "javascript")
    file = folder / "port.js"
    text = file.read_text("utf-8")
    right = "(p - y) / divisor"
    assert text.count(right) == 1
    file.write_text(text.replace(right, "p - y"), "utf-8")
    return folder


def test_of_wrong_gradients_the_updates_are_right(undivided: Path) -> None:
    found = explained(undivided)
    assert found.first_beyond == "dZ3"
    assert "the port's own gradients" in found.note
    for name in ("vW1", "sb3", "W1", "b3"):
        row = found.row(name)
        assert row.verdict == "within"
        assert row.certified_ulp is row.reference_certified_ulp is None
    assert found.row("dW1").certified_ulp is not None


def test_level_3_names_what_is_wrong_before_the_state(undivided: Path) -> None:
    runs = validate(undivided, cases=[ADAM], steps=STEP).runs
    last = next(run for run in runs if run.level == 3)
    place = last.divergence
    assert place is not None
    assert (place.step, place.quantity) == (0, "dZ3")
    assert place.operation == "categorical_cross_entropy_gradient"
    assert place.agreed[-1] == "loss"
    assert {"vW1", "W1"} <= set(place.also_wrong)
    assert [cause.id for cause in place.causes] == ["gradients-not-divided"]
    assert last.explain == (
        f"lockstep explain {ADAM} --port {undivided} --step 0"
    )
    assert not next(run for run in runs if run.level == 0).explain
