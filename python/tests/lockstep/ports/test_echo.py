"""What a port read of a case is compared, whatever it hands over."""

from __future__ import annotations

from typing import Any

import pytest

from lockstep.cases.load import TrainingCase, load_case
from lockstep.judge.training import compare_inputs
from lockstep.ports.echo import case_inputs, inputs_of

CASE = load_case("circles-2x11x1_relu-l2")
assert isinstance(CASE, TrainingCase)
EXPECTED = case_inputs(CASE)
READ: dict[str, Any] = {
    **{n: EXPECTED[n] for n in ("X", "labels", "steps", "seed", "batch_size")},
    "parameters": {n: EXPECTED[n] for n in CASE.parameters},
    "network": {
        n: EXPECTED[n] for n in ("layer_sizes", "l2_penalty", "keep_prob")
    },
    "optimizer": {"name": "gradient_descent"}
    | {n: v for n, v in EXPECTED.items() if hasattr(CASE.optimizer, n)},
}


def test_what_was_read_right_is_equal() -> None:
    assert compare_inputs(EXPECTED, inputs_of(READ)).agrees


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("instead", [None, "none", [[1], [2, 3]], ()])
def test_what_was_not_read_diverges(name: str, instead: object) -> None:
    read = {**READ, name: instead}
    if instead == ():
        del read[name]
    assert not compare_inputs(EXPECTED, inputs_of(read)).agrees


@pytest.mark.parametrize("read", [None, 3, "a case", [1, 2], {}])
def test_what_is_no_case_diverges(read: object) -> None:
    place = compare_inputs(EXPECTED, inputs_of(read)).divergence
    assert place is not None
    assert place.quantity == "X"
