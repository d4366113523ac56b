"""The names of quantities say what they are, in one place."""

from __future__ import annotations

import pytest

from lockstep.cases.load import load_case
from lockstep.errors import InputError
from lockstep.traces.quantities import (
    EVERYTHING,
    GRADIENTS,
    KINDS,
    TRAINED,
    Quantity,
    rounded_names,
    should_hold,
    state_names,
)

IN_ORDER = [
    "Z1",
    "G1",
    "M1",
    "A1",
    "Z2",
    "A2",
    "loss",
    "dZ2",
    "dW2",
    "db2",
    "dA1",
    "dG1",
    "dZ1",
    "dW1",
    "db1",
    "vW1",
    "vb1",
    "vW2",
    "sW1",
    "sb1",
    "W1",
    "b1",
    "W2",
    "b2",
]


def test_order_is_that_of_computation() -> None:
    def order(name: str) -> tuple[int, int, int]:
        return Quantity.parse(name).order

    assert sorted(reversed(IN_ORDER), key=order) == IN_ORDER


@pytest.mark.parametrize(
    "name", ["", "W", "W0", "W01", "loss1", "dX1", "v1", "dM1", "W1 ", "Q1"]
)
def test_no_quantity_of_a_step_is_refused(name: str) -> None:
    assert not should_hold(name, EVERYTHING, True)
    with pytest.raises(InputError, match=f"no quantity '{name}'"):
        Quantity.parse(name)


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("W12", "W12"), ("db3", "b3"), ("vW1", "W1"), ("sb2", "b2"), ("dA1", "")],
)
def test_quantity_belongs_to_its_parameter(name: str, parameter: str) -> None:
    assert Quantity.parse(name).parameter == parameter


def test_every_quantity_is_of_one_sort() -> None:
    for kind in KINDS:
        name = kind.symbol if kind.symbol == "loss" else f"{kind.symbol}1"
        quantity = Quantity.parse(name)
        sorts = (
            quantity.is_state,
            quantity.is_parameter,
            quantity.is_gradient,
            quantity.is_intermediate,
            name == "loss",
        )
        assert sum(sorts) == 1, name


@pytest.mark.parametrize(
    ("level", "names"),
    [
        (TRAINED, ["loss", "W1", "b1"]),
        (GRADIENTS, ["loss", "dW1", "db1", "W1", "b1"]),
        (EVERYTHING, ["loss", "dW1", "db1", "vW1", "sb1", "W1", "b1"]),
    ],
)
def test_level_asks_for_what_the_levels_below_ask(
    level: int, names: list[str]
) -> None:
    asked = ["Z1", "loss", "dA1", "dW1", "db1", "vW1", "sb1", "W1", "b1"]
    assert [n for n in asked if should_hold(n, level, False)] == names


def test_intermediates_are_asked_for_by_themselves() -> None:
    assert should_hold("dZ2", TRAINED, True)
    assert not should_hold("dZ2", EVERYTHING, False)


def test_what_rounds_before_the_update() -> None:
    expected = IN_ORDER[: IN_ORDER.index("vW1")]
    expected.remove("M1")
    assert rounded_names(IN_ORDER) == expected
    assert state_names(IN_ORDER, "W1") == ["vW1", "sW1"]


def test_operation_follows_the_case() -> None:
    case = load_case("spiral-2x100x3_relu-gd")
    plain = case.network, case.optimizer
    assert Quantity.parse("dW1").operation(*plain) == "dense_gradients"
    assert Quantity.parse("vW1").operation(*plain) == "gradient_descent"
    assert Quantity.parse("dZ2").operation(*plain) == (
        "categorical_cross_entropy_gradient"
    )
    assert Quantity.parse("dZ1").operation(*plain) == "activation_backward"
