import numpy as np
import pytest
from helpers import (
    BAD_BETAS,
    BAD_VALUES,
    U,
    assert_close,
    assert_same_bits,
    refusal,
)

from firstprinciples import moving_average

SERIES = np.random.RandomState(3).randn(60)


@pytest.mark.parametrize("beta1", [0.5, 0.9, 0.98])
@pytest.mark.parametrize("corrected", [False, True])
def test_weights_of_past_values_fade_by_beta(
    beta1: float, corrected: bool
) -> None:
    age = np.subtract.outer(np.arange(60), np.arange(60))  # 60 x 60
    weights = np.where(age >= 0, (1 - beta1) * beta1 ** np.abs(age), 0.0)
    if corrected:
        weights /= weights.sum(axis=1, keepdims=True)
    found = moving_average(SERIES, beta1, corrected)
    # The share 1 - beta1^t cancels most where it is least, at the start.
    bound = 64 * U * np.abs(weights) @ np.abs(SERIES) / (1 - beta1)
    assert_close(found, weights @ SERIES, tolerance=bound)


def test_worked_numbers() -> None:
    values = np.array([8.0, 4.0])
    assert_same_bits(moving_average(values, 0.5, False), [4.0, 4.0])
    assert_same_bits(moving_average(values, 0.5, True), [8.0, 4 / 0.75])


@pytest.mark.parametrize("corrected", [False, True])
def test_no_memory_changes_nothing(corrected: bool) -> None:
    assert_same_bits(moving_average(SERIES, 0, corrected), SERIES)


def test_a_corrected_average_of_equal_values_is_that_value() -> None:
    found = moving_average(np.full(50, 7.0), 0.98, True)
    assert_close(found, np.full(50, 7.0), tolerance=7 * 64 * U / 0.02)


@pytest.mark.parametrize(("value", "words"), BAD_VALUES)
def test_bad_series_are_refused(value: object, words: str) -> None:
    found = refusal(moving_average, value, 0.9, True)
    assert found == f"moving_average: values: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_BETAS)
def test_bad_betas_are_refused(value: object, words: str) -> None:
    found = refusal(moving_average, SERIES, value, True)
    assert found == f"moving_average: beta1: {words}"
