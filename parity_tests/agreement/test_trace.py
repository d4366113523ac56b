"""The quantities of a run as arrays, from every language."""

from __future__ import annotations

import pytest

import lockstep
from lockstep.ports.defaults import PORT_NAMES

CASE = "spiral_shuffled-2x15x6x3_tanh-gd"
SHAPES = {
    "loss": (7,),
    "dW3": (7, 3, 6),
    "db3": (7, 3, 1),
    "dW1": (7, 15, 2),
    "W2": (7, 6, 15),
    "b1": (7, 15, 1),
}


@pytest.mark.parametrize("port_name", PORT_NAMES)
def test_step_is_the_first_axis_of_every_array(port_name: str) -> None:
    trace = lockstep.trace(CASE, port_name, steps=7)
    assert next(iter(trace)) == "loss"
    assert {name: trace[name].shape for name in SHAPES} == SHAPES


def test_operation_has_no_trace() -> None:
    with pytest.raises(lockstep.InputError, match="is an operation"):
        lockstep.trace("softmax-ties")
