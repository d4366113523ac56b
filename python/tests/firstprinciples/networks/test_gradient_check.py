import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from helpers import (
    BAD_MATRICES,
    BAD_RATES,
    U,
    assert_close,
    assert_same_entries,
    problem,
    refusal,
)

from firstprinciples import (
    gradient_check,
    gradient_difference,
    network_backward,
    network_forward,
    network_masks,
    network_targets,
    numerical_gradients,
)

# Two-sided differences leave 1e-9 to 1e-7, a wrong gradient 1e-4 or more.
HONEST = 1e-6
SMALL = problem((2, 4, 3), "tanh")
MODULE = sys.modules["firstprinciples.gradient_check"]


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("n_outputs", [1, 2, 3, 10])
@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("widths", [(2,), (2, 5), (2, 5, 3), (2, 5, 3, 4)])
def test_honest_networks_pass(
    widths: tuple[int, ...], hidden: str, n_outputs: int, reduction: str
) -> None:
    case = problem((*widths, n_outputs), hidden, reduction, seed=n_outputs)
    assert gradient_check(*case) < HONEST


@pytest.mark.parametrize("sizes", [(2, 4, 1), (2, 3, 3)])
def test_networks_of_the_course_pass(sizes: tuple) -> None:
    assert gradient_check(*problem(sizes, "relu")) < HONEST


def test_a_score_of_exact_zero_has_no_slope() -> None:
    X, labels, parameters, network = problem((2, 4, 3), "relu")
    X[:, 0] = 0
    assert gradient_check(X, labels, parameters, network) < HONEST
    kinked = {**parameters, "b1": np.zeros((4, 1))}
    assert gradient_check(X, labels, kinked, network) > 100 * HONEST


@pytest.mark.parametrize("name", ["db1", "db2"])
def test_one_percent_in_one_bias_gradient_is_caught(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def wrong(*arguments) -> dict[str, np.ndarray]:
        gradients = network_backward(*arguments)
        return {**gradients, name: 1.01 * gradients[name]}

    monkeypatch.setattr(MODULE, "network_backward", wrong)
    assert gradient_check(*SMALL) > 100 * HONEST


@pytest.mark.parametrize("ask", [gradient_check, numerical_gradients])
def test_epsilon_is_1e_7_unless_it_is_given(ask: Callable) -> None:
    assert str(ask(*SMALL)) == str(ask(*SMALL, 1e-7))
    assert str(ask(*SMALL)) != str(ask(*SMALL, 2e-7))


def test_numerical_gradients_are_near_those_of_the_network() -> None:
    X, labels, parameters, network = SMALL
    _, cache = network_forward(X, parameters, network)
    Y = network_targets(labels, network)
    expected = network_backward(Y, parameters, cache, network)
    found = numerical_gradients(*SMALL, epsilon=1e-5)
    assert list(found) == ["dW1", "db1", "dW2", "db2"]
    for name, value in found.items():
        assert_close(value, expected[name], tolerance=1e-9)


def test_a_larger_epsilon_errs_by_its_square() -> None:
    best = numerical_gradients(*SMALL, epsilon=1e-4)
    one, two = (numerical_gradients(*SMALL, epsilon=h) for h in (0.01, 0.02))
    ratio = gradient_difference(two, best) / gradient_difference(one, best)
    assert_close(ratio, 4.0, tolerance=0.1)


def test_difference_follows_the_formula() -> None:
    numerical = {"dW1": np.array([[3.0, 0.0]]), "db1": np.array([[4.0]])}
    analytical = {"db1": np.array([[0.0]]), "dW1": np.array([[0.0, 12.0]])}
    found = gradient_difference(numerical, analytical)
    assert_close(found, 13 / 17, tolerance=4 * U)


def test_difference_of_equal_gradients_is_zero() -> None:
    ones, zeros = {"dW1": np.ones((2, 3))}, {"dW1": np.zeros((2, 3))}
    assert gradient_difference(ones, ones) == 0
    assert gradient_difference(zeros, zeros) == 0
    assert gradient_difference(ones, zeros) == 1


def test_inputs_are_left_as_they_are() -> None:
    before = {name: value.copy() for name, value in SMALL.parameters.items()}
    gradient_check(*SMALL)
    assert_same_entries(SMALL.parameters, before)


@pytest.mark.parametrize("function", [gradient_check, numerical_gradients])
@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_a_bad_epsilon_is_refused(
    function: Callable, value: object, words: str
) -> None:
    found = refusal(function, *SMALL, value)
    assert found == f"{function.__name__}: epsilon: {words}"


@pytest.mark.parametrize("function", [gradient_check, numerical_gradients])
def test_what_does_not_fit_is_refused(function: Callable) -> None:
    X, labels, parameters, network = SMALL
    found = refusal(function, X, labels[:-1], parameters, network)
    assert found == f"{function.__name__}: labels: expected 7 labels, got 6"
    found = refusal(function, X, labels + 1, parameters, network)
    assert found.endswith("expected whole numbers from 0 to 2, got 3")
    found = refusal(function, X[:1], labels, parameters, network)
    words = "X: expected 2 x 7, got 1 x 7"
    assert found == f"{function.__name__}: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_a_gradient_that_is_no_matrix_is_refused(
    value: object, words: str
) -> None:
    right, wrong = {"dW1": np.ones((1, 2))}, {"dW1": value}
    for pair in (right, wrong), (wrong, right):
        found = refusal(gradient_difference, *pair)
        assert found == f"gradient_difference: dW1: {words}"


def test_gradients_that_do_not_pair_are_refused() -> None:
    one = {"dW1": np.ones((1, 2))}
    two = {**one, "db1": np.ones((1, 1))}
    assert refusal(gradient_difference, two, one) == (
        "gradient_difference: analytical: expected db1, got none"
    )
    assert refusal(gradient_difference, {}, one) == (
        "gradient_difference: numerical: expected dW1, got none"
    )
    assert refusal(gradient_difference, one, {"dW1": np.ones((2, 1))}) == (
        "gradient_difference: dW1: expected 1 x 2, got 2 x 1"
    )


def test_dropout_with_fixed_masks_passes() -> None:
    X, labels, parameters, network = problem((2, 5, 4, 3), "tanh")
    dropped = replace(network, keep_prob=0.6, l2_penalty=0.8)
    masks = network_masks(dropped, X.shape[1], 0, 0)
    whole = gradient_check(X, labels, parameters, dropped)
    found = gradient_check(X, labels, parameters, dropped, 1e-7, masks)
    assert found != whole
    assert max(found, whole) < HONEST


def test_masks_that_do_not_fit_are_refused() -> None:
    X, labels, parameters, network = problem((2, 5, 3), "tanh")
    dropped = replace(network, keep_prob=0.6)
    masks = {"M1": np.ones((4, X.shape[1]))}
    for check in (gradient_check, numerical_gradients):
        found = refusal(check, X, labels, parameters, dropped, 1e-7, masks)
        assert found.startswith(f"{check.__name__}: M1: expected 5 x ")
