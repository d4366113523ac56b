"""Against points by hand, pairs of samples and scikit-learn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from helpers import U, assert_close, assert_same_bits, few_examples, refusal
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn import metrics

from firstprinciples import (
    area_under_curve,
    precision_recall_curve,
    roc_curve,
)

LABELS = np.array([0, 1, 0, 1])
SCORES = np.array([0.1, 0.35, 0.4, 0.8])
TIED = np.array([-0.5, 0.5, 0.5, 7.0])
CURVES = [roc_curve, precision_recall_curve]
samples = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 5)), min_size=2)


def test_a_roc_curve_has_a_point_for_each_score_the_highest_first() -> None:
    x, y = roc_curve(LABELS, SCORES)
    assert_same_bits(x, [0.0, 0.0, 0.5, 0.5, 1.0])
    assert_same_bits(y, [0.0, 0.5, 0.5, 1.0, 1.0])


def test_samples_of_one_score_join_together() -> None:
    x, y = roc_curve(LABELS, TIED)
    assert_same_bits(x, [0.0, 0.0, 0.5, 1.0])
    assert_same_bits(y, [0.0, 0.5, 1.0, 1.0])
    x, y = roc_curve(LABELS, np.array([0.0, -0.0, 0.0, -0.0]))
    assert_same_bits([x, y], [[0.0, 1.0], [0.0, 1.0]])


def test_recall_ascends_and_precision_begins_at_one() -> None:
    recall, precision = precision_recall_curve(LABELS, SCORES)
    assert_same_bits(recall, [0.0, 0.5, 0.5, 1.0, 1.0])
    assert_same_bits(precision, [1.0, 1.0, 1 / 2, 2 / 3, 1 / 2])


def test_precision_and_recall_need_no_negative_sample() -> None:
    recall, precision = precision_recall_curve(np.ones(2), SCORES[:2])
    assert_same_bits(recall, [0.0, 0.5, 1.0])
    assert_same_bits(precision, [1.0, 1.0, 1.0])


@few_examples
@given(samples)
def test_the_area_of_a_roc_curve_counts_pairs_in_order(
    pairs: list[tuple[int, int]],
) -> None:
    labels, scores = np.array(pairs).T
    assume(0 < labels.sum() < labels.size)
    area = area_under_curve(*roc_curve(labels, scores))
    difference = scores[labels == 1][:, None] - scores[labels == 0]
    expected = ((np.sign(difference) + 1) / 2).mean()
    assert_close(area, expected, tolerance=64 * U)


@few_examples
@given(samples)
def test_curves_are_those_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    labels, scores = np.array(pairs).T
    assume(0 < labels.sum() < labels.size)
    x, y = roc_curve(labels, scores)
    wanted = metrics.roc_curve(labels, scores, drop_intermediate=False)
    assert_close([x, y], wanted[:2], tolerance=2 * U)
    recall, precision = precision_recall_curve(labels, scores)
    wanted = metrics.precision_recall_curve(labels, scores)
    assert_close(precision[::-1], wanted[0], tolerance=2 * U)
    assert_close(recall[::-1], wanted[1], tolerance=2 * U)
    area = metrics.roc_auc_score(labels, scores)
    assert_close(area_under_curve(x, y), area, tolerance=64 * U)


def test_trapezoids_under_a_line_are_its_integral() -> None:
    x = np.array([0.0, 0.3, 2.0])
    assert_close(area_under_curve(x, 1 + x), 4, tolerance=16 * U)
    assert area_under_curve(np.ones(2), np.array([0.0, 5.0])) == 0


@pytest.mark.parametrize("function", CURVES)
@pytest.mark.parametrize(
    ("labels", "scores", "words"),
    [
        ([0.0, 1.0], SCORES, "labels: expected a vector of labels, got a list"),
        (
            np.array([0, 2]),
            SCORES,
            "labels: expected whole numbers from 0 to 1, got 2",
        ),
        (LABELS, SCORES[:3], "scores: expected 4 numbers, got 3"),
        (LABELS, "high", "scores: expected a vector, got high"),
        (
            LABELS,
            SCORES[None],
            "scores: expected a vector, got 1 x 4 numbers",
        ),
        (
            LABELS,
            SCORES > 0,
            "scores: expected a vector, got 4 flags",
        ),
        (
            LABELS,
            np.array([1.0, np.nan, 0.0, 2.0]),
            "scores: expected finite values, got NaN or Inf",
        ),
    ],
)
def test_samples_that_do_not_fit_are_refused(
    function: Callable, labels: object, scores: object, words: str
) -> None:
    found = refusal(function, labels, scores)
    assert found == f"{function.__name__}: {words}"


@pytest.mark.parametrize(
    ("function", "labels", "words"),
    [
        (roc_curve, np.ones(4), "expected both 0 and 1, got only 1"),
        (roc_curve, np.zeros(4), "expected both 0 and 1, got only 0"),
        (
            precision_recall_curve,
            np.zeros(4),
            "expected at least one 1, got only 0",
        ),
    ],
)
def test_a_class_that_is_needed_and_missing_is_refused(
    function: Callable, labels: np.ndarray, words: str
) -> None:
    found = refusal(function, labels, SCORES)
    assert found == f"{function.__name__}: labels: {words}"


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (
            np.array([0.0, 1.0, 0.5]),
            np.ones(3),
            "x: expected numbers in ascending order, got a smaller one",
        ),
        (np.ones(1), np.ones(1), "x: expected at least 2 numbers, got 1"),
        (np.ones(2), np.ones(1), "y: expected 2 numbers, got 1"),
        (
            np.array([0.0, np.inf]),
            np.ones(2),
            "x: expected finite values, got NaN or Inf",
        ),
    ],
)
def test_an_area_needs_points_in_order(
    x: np.ndarray, y: np.ndarray, words: str
) -> None:
    assert refusal(area_under_curve, x, y) == f"area_under_curve: {words}"
