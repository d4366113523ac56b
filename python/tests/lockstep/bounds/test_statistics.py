"""Bounds of statistics, and NaN where a definition divides 0 by 0."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from firstprinciples import overall_statistics
from lockstep.bounds.operations import operation_bounds
from lockstep.compare.compare import compare_values
from lockstep.compare.findings import Comparison

TWO = np.array([[50.0, 10.0], [5.0, 35.0]])
PERFECT = np.diag([3.0, 4.0])
ONE_CLASS = np.diag([5.0, 0.0])
NAMES = {"lower": 1, "upper": 2, "accuracy_p_value": 4, "mcnemar": 6}


def bounds_of(counts: np.ndarray) -> np.ndarray:
    case = SimpleNamespace(
        operation="overall_statistics", arguments={"counts": counts}
    )
    expected = {"values": overall_statistics(counts)}
    return operation_bounds(case, expected, "bounded")["values"]


def compare(
    expected: list[float], actual: list[float], undefined: tuple[str, ...]
) -> Comparison:
    return compare_values(
        {"v": np.array(expected)},
        {"v": np.array(actual)},
        {"v": np.full(len(expected), 1e-15)},
        undefined,
    )


@pytest.mark.parametrize("place", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("counts", [TWO, 20 * TWO], ids=["100", "2000"])
def test_a_relative_error_of_one_in_a_billion_is_caught(
    counts: np.ndarray, place: int
) -> None:
    bound = bounds_of(counts)[place]
    assert 0 < bound < 1e-9 * overall_statistics(counts)[place]


@pytest.mark.parametrize("counts", [TWO, PERFECT, ONE_CLASS])
def test_quotients_of_whole_numbers_have_one_right_answer(
    counts: np.ndarray,
) -> None:
    assert (bounds_of(counts)[[0, 3, 5]] < 1e-300).all()


def test_ends_of_the_scale_have_one_right_answer() -> None:
    assert bounds_of(PERFECT)[2] < 1e-300  # the upper bound is 1
    assert bounds_of(ONE_CLASS)[4] < 1e-300  # all are of the largest class
    hopeless = bounds_of(np.array([[0.0, 3.0], [4.0, 0.0]]))
    assert (hopeless[[1, 4, 6]] < 1e-300).all()


@pytest.mark.parametrize("counts", [PERFECT, ONE_CLASS])
def test_bounds_of_undefined_statistics_are_numbers(
    counts: np.ndarray,
) -> None:
    assert np.isfinite(bounds_of(counts)).all()


def test_nan_agrees_with_nan_where_the_contract_allows_it() -> None:
    result = compare([1.0, np.nan], [1.0, np.nan], ("v",))
    assert result.agrees
    assert result.values == 2


@pytest.mark.parametrize(
    ("expected", "actual", "undefined"),
    [
        pytest.param([1, np.nan], [1, 0], ("v",), id="expected"),
        pytest.param([1, 0], [1, np.nan], ("v",), id="actual"),
        pytest.param([1, np.nan], [1, np.nan], (), id="not in the contract"),
        pytest.param([1, np.nan], [1, np.inf], ("v",), id="infinite"),
        pytest.param([1, np.nan], [2, np.nan], ("v",), id="beside"),
        pytest.param([1, np.nan], [np.nan], ("v",), id="another shape"),
    ],
)
def test_any_other_nan_diverges(
    expected: list[float], actual: list[float], undefined: tuple[str, ...]
) -> None:
    assert not compare(expected, actual, undefined).agrees


def test_a_result_that_is_missing_diverges() -> None:
    values = {"v": np.array([np.nan])}
    place = compare_values(values, {}, values, ("v",)).divergence
    assert place is not None
    assert "did not deliver" in place.message
