import math
from collections.abc import Callable

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_LABELS,
    BAD_MATRICES,
    U,
    assert_close,
    assert_same_bits,
    few_examples,
    random_labels,
    refusal,
    slopes,
)
from hypothesis import given
from hypothesis import strategies as st

from firstprinciples import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    heaviside,
    one_hot,
    perceptron_loss,
    perceptron_loss_gradient,
    sigmoid,
    softmax,
    softmax_jacobian,
)

LOSSES = [
    (categorical_cross_entropy, "Z"),
    (categorical_cross_entropy_gradient, "P"),
    (binary_cross_entropy, "Z"),
    (binary_cross_entropy_gradient, "P"),
    (perceptron_loss, "Z"),
    (perceptron_loss_gradient, "A"),
]
BY_REDUCTION = [("mean", 1 / 8), ("sum", 1.0)]


def _scores(n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores and one-hot targets of 8 samples, labels not sorted."""
    Z = 3 * np.random.RandomState(n_classes).randn(n_classes, 8)
    return Z, one_hot(random_labels(n_classes, 8, 1), n_classes)


def test_one_hot_of_unsorted_labels() -> None:
    Y = one_hot(np.array([2.0, 0.0, 1.0, 0.0]), 3)
    assert_same_bits(Y, [[0, 1, 0, 1.0], [0, 0, 1, 0], [1, 0, 0, 0]])


@few_examples
@given(st.integers(1, 12), st.data())
def test_one_hot_columns_name_their_label(
    n_classes: int, data: st.DataObject
) -> None:
    label = st.integers(0, n_classes - 1)
    labels = data.draw(st.lists(label, min_size=1, max_size=9))
    Y = one_hot(np.array(labels), n_classes)
    assert Y.shape == (n_classes, len(labels))
    assert_same_bits(Y.sum(axis=0), np.ones(len(labels)))
    assert Y.argmax(axis=0).tolist() == labels


def test_one_hot_keeps_a_row_for_an_absent_class() -> None:
    Y = one_hot(np.array([9.0, 0.0]), 10)
    assert Y.shape == (10, 2)
    assert Y[9, 0] == Y[0, 1] == Y.sum() / 2 == 1


@pytest.mark.parametrize("n_classes", [2, 3, 5, 10])
def test_loss_of_equal_scores_is_log_of_the_classes(n_classes: int) -> None:
    _, Y = _scores(n_classes)
    loss = categorical_cross_entropy(np.zeros_like(Y), Y)
    assert_close(loss, math.log(n_classes), tolerance=20 * U)
    one_row = Y[:1]
    loss = binary_cross_entropy(np.zeros_like(one_row), one_row)
    assert_close(loss, math.log(2), tolerance=8 * U)


def test_loss_of_one_class_is_zero() -> None:
    Z, Y = np.array([[3.0, -800.0]]), np.ones((1, 2))
    assert categorical_cross_entropy(Z, Y) == 0


@pytest.mark.parametrize(("reduction", "factor"), BY_REDUCTION)
@pytest.mark.parametrize("n_classes", [1, 2, 3, 5, 10])
def test_categorical_loss_agrees_with_its_formula(
    n_classes: int, reduction: str, factor: float
) -> None:
    Z, Y = _scores(n_classes)
    likelihoods = (softmax(Z) * Y).sum(axis=0)
    expected = -factor * math.fsum(math.log(p) for p in likelihoods)
    found = categorical_cross_entropy(Z, Y, reduction)
    assert isinstance(found, float)
    # Scores up to 10 cancel in log p = z - log sum exp(z).
    assert_close(found, expected, tolerance=400 * U)


@pytest.mark.parametrize(("reduction", "factor"), BY_REDUCTION)
@pytest.mark.parametrize("n_outputs", [1, 3])
def test_binary_loss_agrees_with_its_formula(
    n_outputs: int, reduction: str, factor: float
) -> None:
    Z = 3 * np.random.RandomState(5).randn(n_outputs, 8)
    Y = np.random.RandomState(6).randint(0, 2, Z.shape).astype(float)
    P = np.where(Y == 1, sigmoid(Z), sigmoid(-Z))
    expected = -factor * math.fsum(math.log(p) for p in P.ravel())
    found = binary_cross_entropy(Z, Y, reduction)
    assert isinstance(found, float)
    assert_close(found, expected, tolerance=400 * U)


@pytest.mark.filterwarnings("error")
def test_losses_of_large_scores_are_exact() -> None:
    Z = np.array([[800.0, -800.0, 1e300]])
    Y = np.array([[0.0, 1.0, 1.0]])
    assert binary_cross_entropy(Z, Y, "sum") == 1600
    both = np.vstack([Z, np.zeros_like(Z)])
    targets = np.vstack([Y, 1 - Y])
    assert categorical_cross_entropy(both, targets, "sum") == 1600


@pytest.mark.filterwarnings("error")
def test_losses_of_right_answers_do_not_vanish_early() -> None:
    Z, Y = np.array([[40.0]]), np.array([[1.0]])
    assert_close(
        binary_cross_entropy(Z, Y), math.exp(-40), tolerance=U * math.exp(-40)
    )


def test_gradient_worked_number() -> None:
    P = np.array([[0.1], [0.7], [0.2]])
    Y = np.array([[0.0], [1.0], [0.0]])
    dZ = categorical_cross_entropy_gradient(P, Y)
    assert_close(dZ, [[0.1], [-0.3], [0.2]], tolerance=U)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("n_classes", [1, 2, 3, 5, 10])
def test_categorical_gradient_is_the_slope(
    n_classes: int, reduction: str
) -> None:
    Z, Y = _scores(n_classes)
    dZ = categorical_cross_entropy_gradient(softmax(Z), Y, reduction)
    measured = slopes(lambda z: categorical_cross_entropy(z, Y, reduction), Z)
    assert_close(dZ, measured, tolerance=1e-8)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_binary_gradient_is_the_slope(reduction: str) -> None:
    Z = 3 * np.random.RandomState(7).randn(2, 8)
    Y = np.random.RandomState(8).randint(0, 2, Z.shape).astype(float)
    dZ = binary_cross_entropy_gradient(sigmoid(Z), Y, reduction)
    measured = slopes(lambda z: binary_cross_entropy(z, Y, reduction), Z)
    assert_close(dZ, measured, tolerance=1e-8)


def test_perceptron_loss_counts_wrong_answers_by_their_scores() -> None:
    Z = np.array([[-2.0, 3.0, 5.0, -7.0, 0.0]])
    Y = np.array([[1.0, 0.0, 1.0, 0.0, 1.0]])
    assert perceptron_loss(Z, Y, "sum") == 5
    assert perceptron_loss(Z, Y) == 1
    assert isinstance(perceptron_loss(Z, Y), float)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_perceptron_gradient_is_the_slope(reduction: str) -> None:
    Z = 3 * np.random.RandomState(7).randn(2, 8)
    Y = np.random.RandomState(8).randint(0, 2, Z.shape).astype(float)
    dZ = perceptron_loss_gradient(heaviside(Z), Y, reduction)
    measured = slopes(lambda z: perceptron_loss(z, Y, reduction), Z)
    assert_close(dZ, measured, tolerance=1e-8)


def test_perceptron_gradient_of_three_samples_is_rounded_once() -> None:
    Y = np.array([[0.0, 1.0, 1.0]])
    dZ = perceptron_loss_gradient(np.array([[1.0, 0.0, 1.0]]), Y)
    assert_same_bits(dZ, [[1 / 3, -1 / 3, 0.0]])


def test_perceptron_gradient_at_a_tie_is_that_of_answer_zero() -> None:
    A = heaviside(np.zeros((1, 2)))
    dZ = perceptron_loss_gradient(A, np.array([[1.0, 0.0]]), "sum")
    assert_same_bits(dZ, [[-1.0, 0.0]])


@pytest.mark.parametrize("n_classes", [2, 3, 5, 10])
def test_jacobian_composed_with_the_loss_gives_p_minus_y(
    n_classes: int,
) -> None:
    Z, Y = _scores(n_classes)
    P = softmax(Z)
    dP = -Y / P  # of the summed loss, - sum log p
    composed = np.einsum("jki,ji->ki", softmax_jacobian(P), dP)
    dZ = categorical_cross_entropy_gradient(P, Y, "sum")
    assert_close(composed, dZ, tolerance=4 * U)


@pytest.mark.parametrize(
    "gradient",
    [
        categorical_cross_entropy_gradient,
        binary_cross_entropy_gradient,
        perceptron_loss_gradient,
    ],
)
def test_mean_divides_by_samples_not_by_rows(gradient: Callable) -> None:
    P, Y = np.full((3, 4), 0.25), np.zeros((3, 4))
    Y[0] = 1.0
    assert_same_bits(gradient(P, Y)[1:], np.full((2, 4), 0.0625))
    assert_same_bits(gradient(P, Y, "sum")[1:], P[1:])


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_one_hot_refuses_a_bad_count(value: object, words: str) -> None:
    found = refusal(one_hot, np.array([0.0]), value)
    assert found == f"one_hot: n_classes: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_one_hot_refuses_what_is_no_vector(value: object, words: str) -> None:
    assert refusal(one_hot, value, 3) == f"one_hot: labels: {words}"


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("label", [-1, 3, 0.5, 2.9999999, np.nan, np.inf])
def test_one_hot_refuses_bad_labels(label: float) -> None:
    assert refusal(one_hot, np.array([0.0, label, -7.0]), 3) == (
        f"one_hot: labels: expected whole numbers from 0 to 2, got {label:.6g}"
    )


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
@pytest.mark.parametrize(("function", "name"), LOSSES)
def test_losses_refuse_bad_matrices(
    function: Callable, name: str, value: object, words: str
) -> None:
    right = np.ones((2, 3))
    assert refusal(function, value, right) == (
        f"{function.__name__}: {name}: {words}"
    )
    assert refusal(function, right, value) == f"{function.__name__}: Y: {words}"


@pytest.mark.parametrize("shape", [(3, 2), (1, 3), (2, 1)])
@pytest.mark.parametrize(("function", "name"), LOSSES)
def test_losses_refuse_targets_of_another_shape(
    function: Callable, name: str, shape: tuple[int, int]
) -> None:
    rows, columns = shape
    assert refusal(function, np.ones((2, 3)), np.ones(shape)) == (
        f"{function.__name__}: Y: expected 2 x 3, got {rows} x {columns}"
    )


@pytest.mark.parametrize(
    ("word", "shown"),
    [("Mean", "Mean"), ("", "an empty text"), (None, "nothing")],
)
@pytest.mark.parametrize(("function", "name"), LOSSES)
def test_losses_refuse_unknown_reductions(
    function: Callable, name: str, word: object, shown: str
) -> None:
    assert refusal(function, np.ones((2, 3)), np.ones((2, 3)), word) == (
        f"{function.__name__}: reduction: expected one of mean, sum, "
        f"got {shown}"
    )


@pytest.mark.parametrize(("function", "name"), LOSSES)
def test_targets_that_are_no_probabilities_are_refused(
    function: Callable, name: str
) -> None:
    scores, Y = np.full((2, 3), 0.5), np.array([[1.0, 0, 2], [-0.5, 1, 0]])
    found = refusal(function, scores, Y)
    words = "Y: expected entries from 0 to 1, got -0.5"
    assert found == f"{function.__name__}: {words}"


@pytest.mark.parametrize(("function", "name"), LOSSES)
def test_smoothed_labels_are_targets(function: Callable, name: str) -> None:
    Y = np.array([[0.9, 0.05, 0.3], [0.1, 0.95, 0.7]])
    assert np.isfinite(function(np.full((2, 3), 0.5), Y)).all()


def test_columns_of_targets_sum_to_one_for_softmax_only() -> None:
    scores, Y = np.full((2, 2), 0.5), np.array([[1.0, 0.5], [0.0, 0.6]])
    for function in (
        categorical_cross_entropy,
        categorical_cross_entropy_gradient,
    ):
        assert refusal(function, scores, Y) == (
            f"{function.__name__}: Y: expected columns that sum to 1, got a "
            "sum of 1.1"
        )
    assert binary_cross_entropy(scores, Y) > 0
