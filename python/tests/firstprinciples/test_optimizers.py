import dataclasses

import numpy as np
import pytest
from helpers import (
    BAD_MATRICES,
    BAD_RATES,
    assert_same_bits,
    assert_same_entries,
    refusal,
)

from firstprinciples import (
    Optimizer,
    gradient_descent,
    new_optimizer,
    optimizer_update,
)

PARAMETERS = {
    "W1": np.array([[1.0, -2.0], [0.5, 4.0]]),
    "b1": np.array([[1.0], [2.0]]),
}
GRADIENTS = {
    "dW1": np.array([[2.0, 0.0], [-4.0, 1.0]]),
    "db1": np.array([[1.0], [0]]),
}


def test_gradient_descent_goes_down_by_rate_times_gradient() -> None:
    updated = gradient_descent(PARAMETERS, GRADIENTS, 0.25)
    assert list(updated) == ["W1", "b1"]
    assert_same_bits(updated["W1"], [[0.5, -2.0], [1.5, 3.75]])
    assert_same_bits(updated["b1"], [[0.75], [2.0]])


def test_gradient_descent_ignores_other_entries() -> None:
    more = {"dZ1": np.ones((2, 7)), **GRADIENTS, "dA0": np.ones((2, 7))}
    assert_same_entries(
        gradient_descent(PARAMETERS, more, 0.1),
        gradient_descent(PARAMETERS, GRADIENTS, 0.1),
    )


def test_gradient_descent_makes_new_arrays() -> None:
    before = {
        name: value.copy() for name, value in (PARAMETERS | GRADIENTS).items()
    }
    updated = gradient_descent(PARAMETERS, GRADIENTS, 0.1)
    updated["W1"][:] = 0
    assert_same_entries(PARAMETERS | GRADIENTS, before)


def test_optimizer_update_uses_the_rate_that_it_is_given() -> None:
    optimizer = new_optimizer("gradient_descent", 0.3)
    updated, state = optimizer_update(
        PARAMETERS, GRADIENTS, {}, optimizer, 0.2, 1
    )
    expected = gradient_descent(PARAMETERS, GRADIENTS, 0.2)
    assert_same_entries(updated, expected)
    assert state == {}


def test_new_optimizer_keeps_what_it_is_given() -> None:
    found = new_optimizer("gradient_descent", np.float64(0.1))
    assert found == Optimizer("gradient_descent", 0.1)
    assert new_optimizer("gradient_descent", 2).learning_rate == 2.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.learning_rate = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_bad_learning_rates_are_refused(value: object, words: str) -> None:
    found = refusal(new_optimizer, "gradient_descent", value)
    assert found == f"new_optimizer: learning_rate: {words}"
    found = refusal(gradient_descent, PARAMETERS, GRADIENTS, value)
    assert found == f"gradient_descent: learning_rate: {words}"


@pytest.mark.parametrize(
    ("name", "shown"), [("sgd", "sgd"), ("", ""), (None, "NoneType")]
)
def test_unknown_optimizers_are_refused(name: object, shown: str) -> None:
    assert refusal(new_optimizer, name, 0.1) == (
        "new_optimizer: name: expected one of gradient_descent, momentum, "
        f"classical_momentum, rmsprop, adam, got {shown}"
    )


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(value: object, words: str) -> None:
    found = refusal(
        gradient_descent, {**PARAMETERS, "b1": value}, GRADIENTS, 0.1
    )
    assert found == f"gradient_descent: b1: {words}"
    found = refusal(
        gradient_descent, PARAMETERS, {**GRADIENTS, "db1": value}, 0.1
    )
    assert found == f"gradient_descent: db1: {words}"


def test_gradients_that_do_not_fit_are_refused() -> None:
    name = "gradient_descent"
    assert refusal(
        gradient_descent, PARAMETERS, {"dW1": GRADIENTS["dW1"]}, 0.1
    ) == (f"{name}: gradients: expected db1, got none")
    assert refusal(
        gradient_descent, PARAMETERS, {**GRADIENTS, "db1": np.ones((1, 2))}, 1
    ) == (f"{name}: db1: expected 2 x 1, got 1 x 2")
    assert refusal(gradient_descent, list(PARAMETERS), GRADIENTS, 0.1) == (
        f"{name}: parameters: expected a dict of matrices, got list"
    )
    assert refusal(gradient_descent, PARAMETERS, None, 0.1) == (
        f"{name}: gradients: expected a dict of matrices, got NoneType"
    )
