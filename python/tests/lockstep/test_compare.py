from __future__ import annotations

import numpy as np
import pytest

from lockstep.compare.compare import compare_steps, compare_values
from lockstep.compare.divergence import Parted
from lockstep.judge.results import RunResult

EXPECTED = {"loss": np.array([1.0, 0.5, 0.25]), "W1": np.ones((3, 2, 2))}
BOUNDS = {"loss": np.full(3, 1e-15), "W1": np.full((3, 2, 2), 1e-15)}


def compare(actual: dict, judged: dict | None = None) -> RunResult:
    result = RunResult("case", "port", "free")
    compare_steps(EXPECTED, actual, BOUNDS, judged, 10, result)
    return result


def changed(name: str, index: tuple, value: float) -> dict:
    actual = {key: array.copy() for key, array in EXPECTED.items()}
    actual[name][index] = value
    return actual


def test_equal_traces_pass_and_are_counted() -> None:
    result = compare(EXPECTED)
    assert result.verdict == "equal"
    assert result.values == 15
    assert result.max_error["W1"].relative == 0.0


def test_error_within_the_bound_passes_and_is_reported() -> None:
    result = compare(changed("loss", (1,), 0.5 + 5e-16))
    worst = result.max_error["loss"]
    assert worst.step == 11
    assert 4e-16 < worst.relative * 0.5 < 6e-16
    assert 0.4 < worst.share < 0.6


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.5 + 1e-13])
def test_wrong_number_parts_at_its_step(value: float) -> None:
    with pytest.raises(Parted) as caught:
        compare(changed("loss", (1,), value))
    place = caught.value.divergence
    assert (place.step, place.quantity, place.index) == (11, "loss", [])
    assert place.expected == 0.5


def test_first_step_comes_before_first_quantity() -> None:
    actual = changed("loss", (2,), 9.0)
    actual["W1"][1, 0, 1] = 9.0
    with pytest.raises(Parted) as caught:
        compare(actual)
    place = caught.value.divergence
    assert (place.step, place.quantity, place.index) == (11, "W1", [0, 1])
    assert place.agreed == ["loss"]


def test_first_quantity_comes_before_later_ones_of_the_same_step() -> None:
    actual = changed("loss", (1,), 9.0)
    actual["W1"][1] = 9.0
    with pytest.raises(Parted) as caught:
        compare(actual)
    assert caught.value.divergence.quantity == "loss"
    assert caught.value.divergence.also_wrong == ["W1"]


@pytest.mark.parametrize(
    ("actual", "step", "says"),
    [
        ({"loss": EXPECTED["loss"]}, 10, "did not deliver"),
        ({**EXPECTED, "W1": np.ones((3, 4))}, 10, "expected the shape 2 x 2"),
        ({n: a[:2] for n, a in EXPECTED.items()}, 12, "expected 3 steps"),
        (
            {n: np.concatenate([a, a]) for n, a in EXPECTED.items()},
            13,
            "expected 3 steps, got 6",
        ),
        ({}, 10, "did not deliver"),
    ],
)
def test_wrong_form_is_named(actual: dict, step: int, says: str) -> None:
    with pytest.raises(Parted, match=says) as caught:
        compare(actual)
    assert caught.value.divergence.step == step


def test_beyond_the_horizon_numbers_are_shown_but_nan_still_parts() -> None:
    judged = {"loss": np.array([True, True, False]), "W1": np.ones(3, bool)}
    assert compare(changed("loss", (2,), 7.0), judged).verdict == "equal"
    with pytest.raises(Parted):
        compare(changed("loss", (2,), np.nan), judged)


def test_nan_in_the_bound_is_not_a_pass() -> None:
    bounds = {name: np.full(a.shape, np.nan) for name, a in EXPECTED.items()}
    with pytest.raises(Parted):
        compare_steps(
            EXPECTED, EXPECTED, bounds, None, 0, RunResult("", "", "")
        )


def test_values_may_come_in_the_forms_of_r_and_octave() -> None:
    expected = {
        "loss": np.array(0.5),
        "labels": np.arange(3.0),
        "J": np.ones((2, 2, 1)),
    }
    actual = {
        "loss": np.array([[0.5]]),
        "labels": np.arange(3.0)[:, None],
        "J": np.ones((2, 2)),
    }
    zeros = {name: np.zeros(a.shape) for name, a in expected.items()}
    result = RunResult("case", "port", "operation")
    compare_values(expected, actual, zeros, result)
    assert result.values == 8


def test_transposed_matrix_is_not_put_right() -> None:
    result = RunResult("case", "port", "operation")
    with pytest.raises(Parted, match="expected the shape 2 x 3, got 3 x 2"):
        compare_values(
            {"W": np.ones((2, 3))},
            {"W": np.ones((3, 2))},
            {"W": np.zeros((2, 3))},
            result,
        )
