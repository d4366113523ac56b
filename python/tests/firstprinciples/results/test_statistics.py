"""Against definitions by hand, SciPy's tests and what caret shows."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import BAD_MATRICES, U, assert_close, assert_same_bits, refusal
from scipy import stats

from firstprinciples import (
    CLASS_STATISTICS,
    OVERALL_STATISTICS,
    class_statistics,
    confusion_matrix,
    overall_statistics,
)

# True classes in rows.
TWO = np.array([[50.0, 10.0], [5.0, 35.0]])
THREE = np.array([[5.0, 2.0, 0.0], [1.0, 4.0, 1.0], [1.0, 3.0, 6.0]])
PERFECT = np.diag([3.0, 4.0])
HOPELESS = np.array([[0.0, 3.0], [4.0, 0.0]])
FUNCTIONS = [class_statistics, overall_statistics]


def by_name(counts: np.ndarray) -> dict[str, np.ndarray]:
    """Columns of the table of classes."""
    table = class_statistics(counts)
    assert table.shape == (len(counts), 11)
    return dict(zip(CLASS_STATISTICS, table.T, strict=True))


def overall(counts: np.ndarray) -> dict[str, float]:
    """Statistics of the whole."""
    values = overall_statistics(counts)
    return dict(zip(OVERALL_STATISTICS, values, strict=True))


def test_statistics_of_two_classes_follow_from_their_definitions() -> None:
    balanced = (50 / 60 + 35 / 40) / 2
    expected = {
        "sensitivity": 50 / 60,
        "specificity": 35 / 40,
        "positive_predictive_value": 50 / 55,
        "negative_predictive_value": 35 / 45,
        "prevalence": 60 / 100,
        "detection_rate": 50 / 100,
        "detection_prevalence": 55 / 100,
        "balanced_accuracy": balanced,
        "precision": 50 / 55,
        "recall": 50 / 60,
        "F1": 100 / 115,
    }
    assert tuple(expected) == CLASS_STATISTICS
    found = class_statistics(TWO)[0]
    assert_close(found, list(expected.values()), tolerance=8 * U)


def test_each_of_two_classes_is_the_others_negative() -> None:
    found = by_name(TWO)
    assert_same_bits(found["sensitivity"], found["specificity"][::-1])
    assert_close(
        found["positive_predictive_value"],
        found["negative_predictive_value"][::-1],
        tolerance=8 * U,
    )


def test_a_class_of_three_stands_against_the_others() -> None:
    against = np.array([[4.0, 2.0], [5.0, 12.0]])  # class 1, classes 0 and 2
    found, expected = class_statistics(THREE)[1], class_statistics(against)[0]
    assert_same_bits(found, expected)


def test_class_statistics_are_what_caret_shows() -> None:
    # confusionMatrix of caret 6.0-93, class 2.
    expected = [
        0.59999999999999998,
        0.92307692307692313,
        0.85714285714285721,
        0.75,
        0.43478260869565216,
        0.26086956521739130,
        0.30434782608695654,
        0.76153846153846150,
        0.85714285714285710,
        0.59999999999999998,
        0.70588235294117641,
    ]
    assert_close(class_statistics(THREE)[2], expected, tolerance=8 * U)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param(
            THREE,
            [
                0.652173913043478271,
                0.427343963036494412,
                0.836236401625050085,
                0.434782608695652162,
                0.029596051859655928,
                0.483146067415730351,
                0.506165219093908880,
            ],
            id="three",
        ),
        pytest.param(
            TWO,
            [
                0.84999999999999998,
                0.76469249985104515,
                0.91354561435835147,
                0.59999999999999998,
                5.0731971031743712e-08,
                0.69387755102040816,
                0.30169958247834794,
            ],
            id="two",
        ),
    ],
)
def test_overall_statistics_are_what_caret_shows(
    counts: np.ndarray, expected: list[float]
) -> None:
    found = overall_statistics(counts)
    assert_close(found, expected, tolerance=512 * U * np.array(expected))


def test_interval_and_p_value_are_those_of_scipys_binomial_test() -> None:
    found = overall(TWO)
    interval = stats.binomtest(85, 100).proportion_ci(0.95, "exact")
    test = stats.binomtest(85, 100, 0.6, alternative="greater")
    assert_close(found["accuracy_lower"], interval.low, tolerance=1e-11)
    assert_close(found["accuracy_upper"], interval.high, tolerance=1e-11)
    assert_close(found["accuracy_p_value"], test.pvalue, tolerance=1e-20)


def test_mcnemar_corrects_for_continuity_with_two_classes_only() -> None:
    corrected = stats.chi2.sf((10 - 5 - 1) ** 2 / 15, 1)
    found = overall(TWO)["mcnemar_p_value"]
    assert_close(found, corrected, tolerance=64 * U)
    statistic = (2 - 1) ** 2 / 3 + (0 - 1) ** 2 / 1 + (1 - 3) ** 2 / 4
    assert (
        overall(TWO.T.copy())["mcnemar_p_value"]
        == overall(TWO)["mcnemar_p_value"]
    )
    bowker = stats.chi2.sf(statistic, 3)
    found = overall(THREE)["mcnemar_p_value"]
    assert_close(found, bowker, tolerance=64 * U)
    assert overall(np.array([[3.0, 2.0], [2.0, 3.0]]))["mcnemar_p_value"] == 1


def test_a_perfect_classifier() -> None:
    found = by_name(PERFECT)
    for name in set(CLASS_STATISTICS) - {
        "prevalence",
        "detection_rate",
        "detection_prevalence",
    }:
        assert_same_bits(found[name], [1.0, 1.0])
    whole = overall(PERFECT)
    assert whole["accuracy"] == whole["kappa"] == whole["accuracy_upper"] == 1
    assert_close(whole["accuracy_lower"], 0.025 ** (1 / 7), tolerance=8 * U)
    assert_close(whole["accuracy_p_value"], (4 / 7) ** 7, tolerance=8 * U)
    assert np.isnan(whole["mcnemar_p_value"])


def test_a_hopeless_classifier() -> None:
    found = by_name(HOPELESS)
    assert_same_bits(found["sensitivity"], [0.0, 0.0])
    assert np.isnan(found["F1"]).all()
    whole = overall(HOPELESS)
    assert whole["accuracy"] == whole["accuracy_lower"] == 0
    upper = 1 - 0.025 ** (1 / 7)
    assert_close(whole["accuracy_upper"], upper, tolerance=8 * U)
    assert whole["accuracy_p_value"] == whole["mcnemar_p_value"] == 1
    assert whole["kappa"] == -0.96


def test_one_right_answer_is_not_none() -> None:
    found = overall(np.array([[1.0, 3.0], [3.0, 0.0]]))
    wanted = 1 - (3 / 7) ** 7  # all but "none of seven is right"
    assert_close(found["accuracy_p_value"], wanted, tolerance=8 * U)


def test_kappa_of_many_samples_is_rounded_once() -> None:
    found = overall(np.array([[12345.0, 678.0], [910.0, 23457.0]]))
    assert found["kappa"] == 577919370 / 637294690


@pytest.mark.filterwarnings("error")
def test_nothing_over_nothing_is_nan_where_caret_shows_na() -> None:
    absent = by_name(np.array([[0.0, 0.0], [1.0, 4.0]]))
    assert {name for name, column in absent.items() if np.isnan(column[0])} == {
        "sensitivity",
        "positive_predictive_value",
        "negative_predictive_value",
        "balanced_accuracy",
        "recall",
        "F1",
    }
    never_predicted = by_name(np.array([[0.0, 1.0], [0.0, 4.0]]))
    assert {
        name for name, column in never_predicted.items() if np.isnan(column[0])
    } == {"positive_predictive_value", "precision", "F1"}
    one_class = overall(np.array([[5.0, 0.0], [0.0, 0.0]]))
    assert np.isnan([one_class["kappa"], one_class["mcnemar_p_value"]]).all()


def test_a_confusion_matrix_of_labels_will_do() -> None:
    truth = np.array([0, 0, 1, 1, 2])
    counts = confusion_matrix(truth, np.array([0, 1, 1, 1, 2]), 3)
    assert_same_bits(by_name(counts)["recall"], [0.5, 1.0, 1.0])
    assert overall(counts)["accuracy"] == 0.8


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_what_is_no_matrix_is_refused(
    function: object, value: object, words: str
) -> None:
    assert refusal(function, value) == f"{function.__name__}: counts: {words}"


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (np.ones((2, 3)), "expected 2 x 2, got 2 x 3"),
        (-np.eye(2), "expected whole numbers of at least 0, got -1"),
        (np.eye(2) / 2, "expected whole numbers of at least 0, got 0.5"),
        (np.ones((1, 1)), "expected at least 2 x 2, got 1 x 1"),
        (np.zeros((2, 2)), "expected at least 1 sample, got 0"),
    ],
)
def test_what_is_no_confusion_matrix_is_refused(
    function: object, counts: np.ndarray, words: str
) -> None:
    found = refusal(function, counts)
    assert found == f"{function.__name__}: counts: {words}"
