import dataclasses
from collections.abc import Callable

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
    adam,
    classical_momentum,
    gradient_descent,
    momentum,
    new_optimizer,
    optimizer_state,
    optimizer_update,
    rmsprop,
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
    updated = gradient_descent(PARAMETERS["W1"], GRADIENTS["dW1"], 0.25)
    assert_same_bits(updated, [[0.5, -2.0], [1.5, 3.75]])


def test_gradient_descent_makes_new_arrays() -> None:
    before = {
        name: value.copy() for name, value in (PARAMETERS | GRADIENTS).items()
    }
    updated = gradient_descent(PARAMETERS["W1"], GRADIENTS["dW1"], 0.1)
    updated[:] = 0
    assert_same_entries(PARAMETERS | GRADIENTS, before)


def test_optimizer_update_uses_the_rate_that_it_is_given() -> None:
    optimizer = new_optimizer("gradient_descent", 0.3)
    updated, state = optimizer_update(
        PARAMETERS, GRADIENTS, {}, optimizer, 0.2, 1
    )
    assert list(updated) == ["W1", "b1"]
    for name, P in PARAMETERS.items():
        expected = gradient_descent(P, GRADIENTS["d" + name], 0.2)
        assert_same_bits(updated[name], expected)
    assert state == {}


SETTINGS = {"beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3}
FUNCTIONS: dict[str, tuple[Callable, list[str]]] = {
    "momentum": (momentum, ["beta1"]),
    "classical_momentum": (classical_momentum, ["beta1"]),
    "rmsprop": (rmsprop, ["beta2", "epsilon"]),
    "adam": (adam, ["beta1", "beta2", "epsilon"]),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_optimizer_update_passes_every_setting_on(name: str) -> None:
    function, names = FUNCTIONS[name]
    optimizer = new_optimizer(name, 0.3, **SETTINGS)
    state = optimizer_state(PARAMETERS, optimizer)
    state = {key: value + 0.5 for key, value in state.items()}
    settings = {key: SETTINGS[key] for key in names}
    count = {"count": 3} if name == "adam" else {}
    updated, kept = optimizer_update(
        PARAMETERS, GRADIENTS, state, optimizer, 0.2, 3
    )
    assert list(updated) == list(PARAMETERS)
    assert list(kept) == list(state)
    for key, P in PARAMETERS.items():
        names = [letter + key for letter in optimizer.letters]
        averages = [state[entry] for entry in names]
        expected = function(
            P, GRADIENTS["d" + key], *averages, 0.2, **settings, **count
        )
        found = updated[key], *(kept[entry] for entry in names)
        for part, wanted in zip(found, expected, strict=True):
            assert_same_bits(part, wanted)


@pytest.mark.parametrize("name", ["gradient_descent", *FUNCTIONS])
def test_other_entries_are_ignored_and_the_order_stays(name: str) -> None:
    optimizer = new_optimizer(name, 0.3)
    state = optimizer_state(PARAMETERS, optimizer)
    more = {"dZ1": np.ones((2, 7)), **dict(reversed(GRADIENTS.items()))}
    kept = {"uW1": np.ones((9, 9)), **dict(reversed(state.items()))}
    found = optimizer_update(PARAMETERS, GRADIENTS, state, optimizer, 0.1, 1)
    again = optimizer_update(PARAMETERS, more, kept, optimizer, 0.1, 1)
    for part, wanted in zip(again, found, strict=True):
        assert_same_entries(part, wanted)
    assert list(found[1]) == list(state)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("gradient_descent", ""),
        ("momentum", "v"),
        ("classical_momentum", "v"),
        ("rmsprop", "s"),
        ("adam", "vs"),
    ],
)
def test_a_state_begins_with_zeros(name: str, letters: str) -> None:
    state = optimizer_state(PARAMETERS, new_optimizer(name, 0.1))
    assert_same_entries(
        state,
        {
            letter + key: np.zeros(value.shape)
            for letter in letters
            for key, value in PARAMETERS.items()
        },
    )


@pytest.mark.parametrize("name", FUNCTIONS)
def test_optimizer_update_refuses_what_does_not_fit(name: str) -> None:
    optimizer = new_optimizer(name, 0.3)
    state = optimizer_state(PARAMETERS, optimizer)
    first = next(iter(state))
    given = PARAMETERS, GRADIENTS
    assert refusal(optimizer_update, *given, {}, optimizer, 0.1, 1) == (
        f"optimizer_update: state: expected {first}, got none"
    )
    flat = {**state, first: np.zeros((1, 2))}
    assert refusal(optimizer_update, *given, flat, optimizer, 0.1, 1) == (
        f"optimizer_update: {first}: expected 2 x 2, got 1 x 2"
    )
    assert refusal(optimizer_update, *given, state, optimizer, 0, 1) == (
        "optimizer_update: learning_rate: expected a finite number above 0, "
        "got 0"
    )


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("beta1", 1, "a number of at least 0 and below 1, got 1"),
        ("beta2", -0.1, "a number of at least 0 and below 1, got -0.1"),
        ("epsilon", 0, "a finite number above 0, got 0"),
        ("schedule", "cosine", "one of constant, exponential, step, "
         "inverse_time, got cosine"),
        ("decay_rate", 0, "a finite number above 0, got 0"),
        ("decay_epochs", 0.5, "a whole number of at least 1, got 0.5"),
    ],
)  # fmt: skip
def test_bad_settings_are_refused(
    setting: str, value: object, words: str
) -> None:
    found = refusal(new_optimizer, "adam", 0.1, **{setting: value})
    assert found == f"new_optimizer: {setting}: expected {words}"


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
    found = refusal(gradient_descent, np.eye(2), np.eye(2), value)
    assert found == f"gradient_descent: learning_rate: {words}"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("sgd", "sgd"), ("", "an empty text"), (None, "nothing")],
)
def test_unknown_optimizers_are_refused(name: object, shown: str) -> None:
    assert refusal(new_optimizer, name, 0.1) == (
        "new_optimizer: name: expected one of gradient_descent, momentum, "
        f"classical_momentum, rmsprop, adam, got {shown}"
    )


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(value: object, words: str) -> None:
    optimizer = new_optimizer("gradient_descent", 0.1)
    rest = {}, optimizer, 0.1, 1
    found = refusal(
        optimizer_update, {**PARAMETERS, "b1": value}, GRADIENTS, *rest
    )
    assert found == f"optimizer_update: b1: {words}"
    found = refusal(
        optimizer_update, PARAMETERS, {**GRADIENTS, "db1": value}, *rest
    )
    assert found == f"optimizer_update: db1: {words}"


@pytest.mark.parametrize(
    ("gradients", "words"),
    [
        ({"dW1": GRADIENTS["dW1"]}, "gradients: expected db1, got none"),
        (
            {**GRADIENTS, "db1": np.ones((1, 2))},
            "db1: expected 2 x 1, got 1 x 2",
        ),
        (None, "gradients: expected named matrices, got nothing"),
    ],
)
def test_gradients_that_do_not_fit_are_refused(
    gradients: object, words: str
) -> None:
    rest = {}, new_optimizer("gradient_descent", 0.1), 0.1, 1
    found = refusal(optimizer_update, PARAMETERS, gradients, *rest)
    assert found == f"optimizer_update: {words}"


def test_parameters_without_names_are_refused() -> None:
    optimizer = new_optimizer("adam", 0.1)
    assert refusal(optimizer_state, [1.0], optimizer) == (
        "optimizer_state: parameters: expected named matrices, got a list"
    )
