import math

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_MATRICES,
    BAD_WHOLES,
    U,
    assert_close,
    assert_same_bits,
    refusal,
    slopes,
)

from firstprinciples import (
    dropout_backward,
    dropout_forward,
    dropout_mask,
    l2_gradient,
    l2_loss,
    stream_seed,
)

PARAMETERS = {
    "W1": np.array([[3.0], [4.0]]),
    "b1": np.array([[7.0], [8.0]]),
    "W2": np.array([[2.0, -1.0]]),
    "b2": np.array([[9.0]]),
}
MASK_ARGUMENTS = {
    "n_units": 3,
    "n_samples": 4,
    "keep_prob": 0.6,
    "seed": 7,
    "layer": 2,
    "step": 5,
}
BAD_PENALTIES = [
    (-0.1, "expected a finite number of at least 0, got -0.1"),
    (np.nan, "expected a finite number of at least 0, got nan"),
    (np.inf, "expected a finite number of at least 0, got inf"),
    ("0.1", "expected a finite number of at least 0, got 0.1"),
    (True, "expected a finite number of at least 0, got true"),
    (None, "expected a finite number of at least 0, got nothing"),
]
BAD_PROBABILITIES = [
    (0, "expected a number above 0 and at most 1, got 0"),
    (-0.5, "expected a number above 0 and at most 1, got -0.5"),
    (1.5, "expected a number above 0 and at most 1, got 1.5"),
    (np.nan, "expected a number above 0 and at most 1, got nan"),
    ("half", "expected a number above 0 and at most 1, got half"),
    (True, "expected a number above 0 and at most 1, got true"),
    (None, "expected a number above 0 and at most 1, got nothing"),
]
dropouts = pytest.mark.parametrize(
    ("dropout", "argument"), [(dropout_forward, "A"), (dropout_backward, "dA")]
)


def test_l2_loss_of_a_network_worked_by_hand() -> None:
    # 0.5 / (2 * 5) * (9 + 16 + 4 + 1)
    assert l2_loss(PARAMETERS, 0.5, 5) == 1.5


def test_no_penalty_adds_no_loss() -> None:
    assert l2_loss(PARAMETERS, 0, 5) == 0.0
    assert_same_bits(l2_gradient(PARAMETERS["W1"], 0, 5), np.zeros((2, 1)))


def test_l2_gradient_is_the_slope_of_the_loss() -> None:
    W = np.random.RandomState(0).randn(3, 4)
    found = l2_gradient(W, 0.7, 6)
    expected = slopes(lambda moved: l2_loss({"W1": moved}, 0.7, 6), W)
    # The difference quotient of a square errs by rounding only.
    error = 64 * U * l2_loss({"W1": W}, 0.7, 6) / 1e-5
    assert_close(found, expected, tolerance=error)


def test_l2_gradient_worked_by_hand() -> None:
    found = l2_gradient(np.array([[3.0, -4.0], [0.0, 1.0]]), 0.5, 4)
    assert_same_bits(found, np.array([[0.375, -0.5], [0.0, 0.125]]))


def test_a_mask_holds_the_uniforms_below_keep_prob_row_by_row() -> None:
    seed = stream_seed(7, "dropout2", 5)
    uniforms = np.random.RandomState(seed).random_sample((3, 4))
    assert_same_bits(dropout_mask(**MASK_ARGUMENTS), (uniforms < 0.6) * 1.0)


def test_a_uniform_that_is_keep_prob_itself_drops_its_unit() -> None:
    seed = stream_seed(7, "dropout2", 5)
    uniforms = np.random.RandomState(seed).random_sample((3, 4))
    at_edge = {**MASK_ARGUMENTS, "keep_prob": uniforms[1, 2]}
    assert_same_bits(dropout_mask(**at_edge), (uniforms < uniforms[1, 2]) * 1.0)


@pytest.mark.parametrize("keep_prob", [0.1, 0.5, 0.8])
def test_the_share_kept_is_keep_prob(keep_prob: float) -> None:
    mask = dropout_mask(100, 200, keep_prob, 3, 1, 9)
    error = math.sqrt(keep_prob * (1 - keep_prob) / mask.size)
    assert_close(mask.mean(), keep_prob, tolerance=5 * error)


@pytest.mark.parametrize("name", ["seed", "layer", "step"])
def test_every_seed_layer_and_step_has_a_mask_of_its_own(name: str) -> None:
    large = {**MASK_ARGUMENTS, "n_samples": 40}
    other = {**large, name: large[name] + 1}
    assert_same_bits(dropout_mask(**large), dropout_mask(**large))
    assert (dropout_mask(**large) != dropout_mask(**other)).any()


def test_the_least_keep_prob_keeps_nothing() -> None:
    mask = dropout_mask(20, 50, 5e-324, 0, 1, 0)
    assert_same_bits(mask, np.zeros((20, 50)))


@dropouts
def test_keep_prob_1_is_the_identity_in_every_bit(dropout, argument) -> None:
    A = np.array([[0.1, -0.0, 5e-324], [-1 / 3, 1e308, 0.0]])
    mask = dropout_mask(2, 3, 1, 0, 1, 0)
    assert_same_bits(mask, np.ones((2, 3)))
    assert_same_bits(dropout(A, mask, 1), A)


@dropouts
def test_dropped_units_are_zero_and_others_scaled(dropout, argument) -> None:
    values = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, 6.0]])
    mask = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    expected = np.array([[4.0, -0.0, 12.0], [0.0, 20.0, 24.0]])
    assert_same_bits(dropout(values, mask, 0.25), expected)
    assert_same_bits(mask, np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]))


def test_dropout_keeps_the_mean() -> None:
    mask = dropout_mask(100, 200, 0.8, 0, 1, 0)
    dropped = dropout_forward(np.ones((100, 200)), mask, 0.8)
    error = math.sqrt(0.2 / 0.8 / mask.size)
    assert_close(dropped.mean(), 1.0, tolerance=5 * error)


def test_backward_is_the_slope_of_forward() -> None:
    stream = np.random.RandomState(1)
    A, dA = stream.randn(3, 4), stream.randn(3, 4)
    mask = dropout_mask(**MASK_ARGUMENTS)
    expected = slopes(
        lambda moved: (dA * dropout_forward(moved, mask, 0.6)).sum(), A
    )
    found = dropout_backward(dA, mask, 0.6)
    # The function is linear: the difference quotient errs by rounding only.
    assert_close(found, expected, tolerance=1e3 * U / 1e-5)


@pytest.mark.parametrize(("value", "words"), BAD_PENALTIES)
def test_bad_penalties_are_refused(value: object, words: str) -> None:
    found = refusal(l2_loss, PARAMETERS, value, 5)
    assert found == f"l2_loss: l2_penalty: {words}"
    found = refusal(l2_gradient, PARAMETERS["W1"], value, 5)
    assert found == f"l2_gradient: l2_penalty: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_numbers_of_samples_are_refused(value: object, words: str) -> None:
    found = refusal(l2_loss, PARAMETERS, 0.1, value)
    assert found == f"l2_loss: n_samples: {words}"
    found = refusal(l2_gradient, PARAMETERS["W1"], 0.1, value)
    assert found == f"l2_gradient: n_samples: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_weights_are_refused(value: object, words: str) -> None:
    found = refusal(l2_loss, {**PARAMETERS, "W2": value}, 0.1, 5)
    assert found == f"l2_loss: W2: {words}"
    assert refusal(l2_gradient, value, 0.1, 5) == f"l2_gradient: W: {words}"


def test_parameters_without_weights_are_refused() -> None:
    assert refusal(l2_loss, {"b1": PARAMETERS["b1"]}, 0.1, 5) == (
        "l2_loss: parameters: expected W1, got none"
    )


@pytest.mark.parametrize("name", ["n_units", "n_samples", "layer"])
@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_masks_refuse_bad_counts(name: str, value: object, words: str) -> None:
    found = refusal(dropout_mask, **{**MASK_ARGUMENTS, name: value})
    assert found == f"dropout_mask: {name}: {words}"


@pytest.mark.parametrize("name", ["seed", "step"])
@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_masks_refuse_bad_seeds_and_steps(
    name: str, value: object, words: str
) -> None:
    found = refusal(dropout_mask, **{**MASK_ARGUMENTS, name: value})
    assert found == f"dropout_mask: {name}: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_PROBABILITIES)
def test_bad_probabilities_are_refused(value: object, words: str) -> None:
    found = refusal(dropout_mask, **{**MASK_ARGUMENTS, "keep_prob": value})
    assert found == f"dropout_mask: keep_prob: {words}"
    ones = np.ones((2, 3))
    for dropout in (dropout_forward, dropout_backward):
        found = refusal(dropout, ones, ones, value)
        assert found == f"{dropout.__name__}: keep_prob: {words}"


@dropouts
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_dropout_refuses_bad_matrices(
    dropout, argument: str, value: object, words: str
) -> None:
    ones = np.ones((2, 3))
    found = refusal(dropout, value, ones, 0.5)
    assert found == f"{dropout.__name__}: {argument}: {words}"
    found = refusal(dropout, ones, value, 0.5)
    assert found == f"{dropout.__name__}: mask: {words}"


@dropouts
def test_a_mask_of_another_shape_is_refused(dropout, argument: str) -> None:
    assert refusal(dropout, np.ones((2, 3)), np.ones((3, 2)), 0.5) == (
        f"{dropout.__name__}: mask: expected 2 x 3, got 3 x 2"
    )
