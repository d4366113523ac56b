import math
from collections.abc import Callable

import numpy as np
import pytest
from helpers import (
    BAD_MATRICES,
    U,
    assert_close,
    assert_same_bits,
    few_examples,
    refusal,
    slopes,
)
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from firstprinciples import (
    activation_backward,
    activation_forward,
    heaviside,
    log_sum_exp,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative,
    softmax,
    softmax_jacobian,
    tanh_derivative,
)

LARGE = np.array([[710.0, -710.0, 745.2, -745.2, 1e3, -1e3, 1e300, -1e300]])
scores = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, max_side=6),
    elements=st.floats(-1e3, 1e3),
)


def test_relu_keeps_the_positive_part() -> None:
    Z = np.array([[-2.0, 5e-324, 3.5], [-5e-324, 1e300, -1e300]])
    assert_same_bits(relu(Z), [[0.0, 5e-324, 3.5], [0.0, 1e300, 0.0]])


@pytest.mark.parametrize("n_samples", [1, 3, 8, 33])
def test_relu_has_no_negative_zero(n_samples: int) -> None:
    negative = np.full((2, n_samples), -3.0)
    assert_same_bits(relu(negative), np.zeros((2, n_samples)))


def test_relu_derivative_is_zero_at_zero() -> None:
    Z = np.array([[0.0, -0.0, 5e-324, -5e-324, 2.0, -2.0]])
    assert_same_bits(relu_derivative(Z), [[0.0, 0.0, 1.0, 0.0, 1.0, 0.0]])


def test_heaviside_is_zero_up_to_zero_and_one_above() -> None:
    Z = np.array([[0.0, -0.0, 5e-324, -5e-324, 1e300, -1e300]])
    assert_same_bits(heaviside(Z), [[0.0, 0.0, 1.0, 0.0, 1.0, 0.0]])


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_heaviside_refuses_bad_matrices(value: object, words: str) -> None:
    assert refusal(heaviside, value) == f"heaviside: Z: {words}"


def test_sigmoid_of_zero_is_one_half() -> None:
    assert_same_bits(sigmoid(np.array([[0.0, -0.0]])), [[0.5, 0.5]])


def test_sigmoid_agrees_with_its_formula() -> None:
    Z = np.linspace(-30, 30, 121)[None, :]
    expected = np.array([[1 / (1 + math.exp(-z)) for z in Z[0]]])
    # exp, sum and quotient: a few roundings on either side.
    assert_close(sigmoid(Z), expected, tolerance=8 * U * expected)


@pytest.mark.filterwarnings("error")
def test_sigmoid_never_overflows() -> None:
    A = sigmoid(LARGE)
    assert_same_bits(A[0, ::2], np.ones(4))
    # -710 and -745.2 give denormals, which step by 5e-324.
    expected = [math.exp(-710), math.exp(-745.2), 0.0, 0.0]
    assert_close(A[0, 1::2], expected, tolerance=1e-323)
    assert A[0, 1] > 0


@few_examples
@given(scores)
def test_sigmoids_of_opposites_sum_to_one(Z: np.ndarray) -> None:
    total = sigmoid(Z) + sigmoid(-Z)
    assert_close(total, np.ones_like(Z), tolerance=4 * U)


@pytest.mark.parametrize(
    ("function", "derivative"),
    [(sigmoid, sigmoid_derivative), (np.tanh, tanh_derivative)],
)
def test_derivative_is_the_slope(
    function: Callable, derivative: Callable
) -> None:
    Z = np.linspace(-4, 4, 18).reshape(3, 6)
    found = derivative(function(Z))
    measured = slopes(lambda z: function(z).sum(), Z)
    assert_close(found, measured, tolerance=1e-9)


def test_derivatives_at_their_limits() -> None:
    A = np.array([[0.0, 0.5, 1.0]])
    assert_same_bits(sigmoid_derivative(A), [[0.0, 0.25, 0.0]])
    assert_same_bits(tanh_derivative(A * 2 - 1), [[0.0, 1.0, 0.0]])


def test_softmax_worked_number() -> None:
    P = softmax(np.array([[1.0], [3.0], [6.0]]))
    assert_close(P, [[0.0064], [0.0471], [0.9465]], tolerance=5e-5)


@few_examples
@given(scores)
def test_softmax_columns_sum_to_one(Z: np.ndarray) -> None:
    P = softmax(Z)
    assert np.all(P >= 0)
    sums = P.sum(axis=0)
    assert_close(sums, np.ones(Z.shape[1]), tolerance=2 * len(Z) * U)


@few_examples
@given(scores, st.integers(-500, 500))
def test_softmax_ignores_a_common_shift(Z: np.ndarray, shift: int) -> None:
    whole = np.round(Z)  # so that the shift is exact
    assert_same_bits(softmax(whole + shift), softmax(whole))


@pytest.mark.parametrize("n_classes", [1, 2, 3, 5, 10])
def test_softmax_agrees_with_its_formula(n_classes: int) -> None:
    Z = np.random.RandomState(n_classes).uniform(-9, 9, (n_classes, 4))
    E = np.array([[math.exp(z) for z in row] for row in Z])
    sums = np.array([math.fsum(column) for column in E.T])
    assert_close(softmax(Z), E / sums, tolerance=40 * U * E / sums)
    logs = np.array([[math.log(s) for s in sums]])
    assert_close(log_sum_exp(Z), logs, tolerance=40 * U)


def test_softmax_of_equal_scores_is_uniform() -> None:
    assert_same_bits(softmax(np.full((4, 2), 7.5)), np.full((4, 2), 0.25))


@pytest.mark.filterwarnings("error")
def test_softmax_never_overflows() -> None:
    columns = np.array([[800.0, -800, 1e300], [0, 0, 0], [-5, 800, -1e300]])
    assert_same_bits(softmax(columns), [[1, 0, 1.0], [0, 0, 0], [0, 1, 0]])
    assert_same_bits(log_sum_exp(columns), [[800.0, 800.0, 1e300]])
    low = np.full((2, 1), -1e3)
    assert_close(log_sum_exp(low), [[math.log(2) - 1e3]], tolerance=2e3 * U)


def test_softmax_jacobian_is_the_slope() -> None:
    Z = np.random.RandomState(1).randn(4, 3)
    J = softmax_jacobian(softmax(Z))
    assert J.shape == (4, 4, 3)
    for output in range(4):
        measured = slopes(lambda z, row=output: softmax(z)[row].sum(), Z)
        assert_close(J[output], measured, tolerance=1e-9)


def test_softmax_jacobian_is_symmetric_and_its_rows_sum_to_zero() -> None:
    J = softmax_jacobian(softmax(np.random.RandomState(2).randn(5, 4)))
    assert_close(J.sum(axis=1), np.zeros((5, 4)), tolerance=5 * U)
    assert_close(J, J.transpose(1, 0, 2), tolerance=U)


def test_softmax_jacobian_of_one_class_is_zero() -> None:
    P = softmax(np.array([[3.0, -2.0]]))
    assert_same_bits(softmax_jacobian(P), np.zeros((1, 1, 2)))


@pytest.mark.parametrize(
    ("activation", "function"),
    [
        ("relu", relu),
        ("tanh", np.tanh),
        ("sigmoid", sigmoid),
        ("softmax", softmax),
        ("step", heaviside),
    ],
)
def test_activation_forward_chooses_by_name(
    activation: str, function: Callable
) -> None:
    Z = np.random.RandomState(3).randn(3, 5)
    assert_same_bits(activation_forward(Z, activation), function(Z))


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
def test_activation_backward_is_the_chain_rule(activation: str) -> None:
    stream = np.random.RandomState(4)
    Z, dA = stream.randn(3, 5), stream.randn(3, 5)
    A = activation_forward(Z, activation)
    found = activation_backward(dA, Z, A, activation)
    measured = slopes(
        lambda z: (dA * activation_forward(z, activation)).sum(), Z
    )
    assert_close(found, measured, tolerance=1e-9)


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
@pytest.mark.parametrize(
    ("function", "name"),
    [
        (relu, "Z"),
        (relu_derivative, "Z"),
        (sigmoid, "Z"),
        (sigmoid_derivative, "A"),
        (tanh_derivative, "A"),
        (log_sum_exp, "Z"),
        (softmax, "Z"),
        (softmax_jacobian, "P"),
    ],
)
def test_bad_matrices_are_refused(
    function: Callable, name: str, value: object, words: str
) -> None:
    assert refusal(function, value) == f"{function.__name__}: {name}: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_activation_forward_refuses_bad_matrices(
    value: object, words: str
) -> None:
    found = refusal(activation_forward, value, "tanh")
    assert found == f"activation_forward: Z: {words}"
    found = refusal(activation_forward, value, "relu")
    assert found == f"activation_forward: Z: {words}"


@pytest.mark.parametrize("word", ["Relu", "relu ", "steps"])
def test_unknown_activations_are_refused(word: str) -> None:
    Z = np.ones((2, 3))
    assert refusal(activation_forward, Z, word) == (
        "activation_forward: activation: expected one of "
        f"relu, tanh, sigmoid, softmax, step, got {word}"
    )
    assert refusal(activation_backward, Z, Z, Z, word) == (
        "activation_backward: activation: expected one of "
        f"relu, tanh, sigmoid, got {word}"
    )


@pytest.mark.parametrize("position", [0, 1, 2])
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_activation_backward_refuses_bad_matrices(
    position: int, value: object, words: str
) -> None:
    matrices: list[object] = [np.ones((2, 3))] * 3
    matrices[position] = value
    name = ("dA", "Z", "A")[position]
    found = refusal(activation_backward, *matrices, "tanh")
    assert found == f"activation_backward: {name}: {words}"


def test_activation_backward_refuses_other_shapes() -> None:
    dA, wide = np.ones((2, 3)), np.ones((2, 4))
    words = "expected 2 x 3, got 2 x 4"
    found = refusal(activation_backward, dA, wide, dA, "relu")
    assert found == f"activation_backward: Z: {words}"
    found = refusal(activation_backward, dA, dA, wide, "relu")
    assert found == f"activation_backward: A: {words}"
