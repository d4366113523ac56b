from collections.abc import Callable

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_LABELS,
    assert_same_bits,
    few_examples,
    refusal,
)
from hypothesis import given
from hypothesis import strategies as st

from firstprinciples import accuracy, confusion_matrix

TRUTH = np.array([2.0, 0.0, 1.0, 2.0, 2.0])
PREDICTED = np.array([2.0, 1.0, 1.0, 0.0, 2.0])


def test_accuracy_is_the_share_of_right_labels() -> None:
    assert accuracy(TRUTH, PREDICTED) == 0.6
    assert accuracy(TRUTH, TRUTH) == 1
    assert accuracy(np.array([0.0]), np.array([5.0])) == 0


def test_confusion_matrix_has_truth_in_rows() -> None:
    counts = confusion_matrix(TRUTH, PREDICTED, 3)
    assert_same_bits(counts, [[0, 1, 0], [0, 1, 0], [1.0, 0, 2]])


def test_confusion_matrix_keeps_absent_classes() -> None:
    counts = confusion_matrix(np.array([0.0]), np.array([4.0]), 10)
    assert counts.shape == (10, 10)
    assert counts[0, 4] == counts.sum() == 1


@few_examples
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_confusion_matrix_counts_pairs(pairs: list[tuple[int, int]]) -> None:
    truth, predicted = np.array(pairs).T
    counts = confusion_matrix(truth, predicted, 5)
    expected = [[pairs.count((i, j)) for j in range(5)] for i in range(5)]
    assert counts.tolist() == expected
    right = sum(i == j for i, j in pairs)
    assert np.trace(counts) == right
    assert accuracy(truth, predicted) == right / len(pairs)


@pytest.mark.parametrize(
    ("function", "rest"), [(accuracy, ()), (confusion_matrix, (3,))]
)
@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_what_is_no_vector_is_refused(
    function: Callable, rest: tuple, value: object, words: str
) -> None:
    found = refusal(function, value, TRUTH, *rest)
    assert found == f"{function.__name__}: labels: {words}"
    found = refusal(function, TRUTH, value, *rest)
    assert found == f"{function.__name__}: predicted: {words}"


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("function", "rest", "expected"),
    [
        (accuracy, (), "whole numbers of at least 0"),
        (confusion_matrix, (3,), "whole numbers from 0 to 2"),
    ],
)
@pytest.mark.parametrize("label", [-1, 0.5, np.nan, np.inf])
def test_bad_labels_are_refused(
    function: Callable, rest: tuple, expected: str, label: float
) -> None:
    wrong, name = np.array([0.0, label]), function.__name__
    words = f"expected {expected}, got {label:.6g}"
    found = refusal(function, wrong, TRUTH[:2], *rest)
    assert found == f"{name}: labels: {words}"
    found = refusal(function, TRUTH[:2], wrong, *rest)
    assert found == f"{name}: predicted: {words}"


def test_a_label_beyond_the_classes_is_refused() -> None:
    assert refusal(confusion_matrix, TRUTH, PREDICTED, 2) == (
        "confusion_matrix: labels: expected whole numbers from 0 to 1, got 2"
    )


def test_vectors_of_different_length_are_refused() -> None:
    words = "predicted: expected 5 labels, got 1"
    one = np.array([2.0])
    assert refusal(accuracy, TRUTH, one) == f"accuracy: {words}"
    found = refusal(confusion_matrix, TRUTH, one, 3)
    assert found == f"confusion_matrix: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_a_bad_count_is_refused(value: object, words: str) -> None:
    found = refusal(confusion_matrix, TRUTH, PREDICTED, value)
    assert found == f"confusion_matrix: n_classes: {words}"
