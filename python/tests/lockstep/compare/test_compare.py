"""A comparison passes only what is there, in its shape, within its bound."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.compare.compare import compare, compare_bits, compare_values
from lockstep.compare.findings import Comparison, Divergence
from lockstep.judge.results import Outcome, RunResult

EXPECTED = {"loss": np.array([1.0, 0.5, 0.25]), "W1": np.ones((3, 2, 2))}
BOUNDS = {"loss": np.full(3, 1e-15), "W1": np.full((3, 2, 2), 1e-15)}


def compared(actual: dict) -> Comparison:
    return compare(EXPECTED, actual, BOUNDS, 10)


def divergence(seen: Comparison) -> Divergence:
    assert seen.divergence is not None
    return seen.divergence


def changed(name: str, index: tuple, value: float) -> dict:
    actual = {key: array.copy() for key, array in EXPECTED.items()}
    actual[name][index] = value
    return actual


def test_equal_traces_agree_and_are_counted() -> None:
    seen = compared(EXPECTED)
    assert seen.agrees
    assert seen.values == 15
    assert seen.errors["W1"].relative == 0.0


def test_error_within_the_bound_agrees_and_is_reported() -> None:
    seen = compared(changed("loss", (1,), 0.5 + 5e-16))
    worst = seen.errors["loss"]
    assert seen.agrees
    assert worst.step == 11
    assert 4e-16 < worst.relative * 0.5 < 6e-16
    assert 0.4 < worst.fraction < 0.6


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.5 + 1e-13])
def test_wrong_number_diverges_at_its_step(value: float) -> None:
    place = divergence(compared(changed("loss", (1,), value)))
    assert (place.step, place.quantity, place.index) == (11, "loss", [])
    assert place.expected == 0.5
    assert place.message.startswith("loss at step 11: expected 0.5, got ")


def test_first_step_comes_before_first_quantity() -> None:
    actual = changed("loss", (2,), 9.0)
    actual["W1"][1, 0, 1] = 9.0
    place = divergence(compared(actual))
    assert (place.step, place.quantity, place.index) == (11, "W1", [0, 1])
    assert place.agreed == ["loss"]


def test_first_quantity_comes_before_later_ones_of_the_same_step() -> None:
    actual = changed("loss", (1,), 9.0)
    actual["W1"][1] = 9.0
    place = divergence(compared(actual))
    assert (place.quantity, place.also_wrong) == ("loss", ["W1"])


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
    place = divergence(compared(actual))
    assert says in place.message
    assert place.step == step


def test_nan_in_the_bound_is_not_a_pass() -> None:
    bounds = {name: np.full(a.shape, np.nan) for name, a in EXPECTED.items()}
    assert not compare(EXPECTED, EXPECTED, bounds).agrees


@pytest.mark.parametrize("shape", [(1, 3), (3, 1)])
def test_a_line_is_no_vector(shape: tuple) -> None:
    values = np.arange(3.0)
    found = compare_values(
        {"v": values}, {"v": values.reshape(shape)}, {"v": np.ones(3)}
    )
    assert "expected the shape 3, got" in divergence(found).message


def test_a_matrix_of_one_is_no_number() -> None:
    half = {"loss": np.array(0.5)}
    found = compare_values(half, {"loss": np.array([[0.5]])}, half)
    assert "shape of a number, got 1 x 1" in divergence(found).message
    assert not compare_bits(half, {"loss": np.array([0.5])}).agrees


def test_bits_tell_zero_from_minus_zero() -> None:
    assert compare_bits({"v": np.zeros(2)}, {"v": np.zeros(2)}).agrees
    minus = compare_bits({"v": np.zeros(2)}, {"v": np.array([0.0, -0.0])})
    assert divergence(minus).index == [1]
    text = "expected 0.0, got -0.0: zero has a sign"
    assert text in divergence(minus).message


def test_a_step_of_zeros_hides_no_later_error() -> None:
    wanted = {"db1": np.array([[[0.0]], [[1.0]]])}
    actual = {"db1": np.array([[[0.0]], [[1.0 + 4e-15]]])}
    bounds = {"db1": np.full((2, 1, 1), 5e-15)}
    seen = compare(wanted, actual, bounds)
    worst = seen.errors["db1"]
    assert worst.step == 1
    assert 3e-15 < worst.relative < 5e-15
    assert 0.7 < worst.fraction < 0.9
    run = RunResult("c", "r", "free").with_outcome(Outcome(seen, 2))
    assert run.worst[0] == "db1"
    assert run.headroom == pytest.approx(1 / worst.fraction)


def test_error_where_all_is_zero_counts_against_the_tolerance() -> None:
    wanted = {"db1": np.zeros((2, 1, 1))}
    actual = {"db1": np.full((2, 1, 1), 4e-17)}
    bounds = {"db1": np.full((2, 1, 1), 5e-17)}
    run = RunResult("c", "r", "free").with_outcome(
        Outcome(compare(wanted, actual, bounds), 2)
    )
    assert run.headroom == pytest.approx(1.25)
    assert run.max_error["db1"].ulp == 0.0  # a zero has no last place


def test_two_chunks_are_one_comparison() -> None:
    whole = compare(EXPECTED, changed("loss", (2,), 0.25 + 8e-16), BOUNDS, 10)

    def part(rows: slice, first_step: int) -> Comparison:
        actual = changed("loss", (2,), 0.25 + 8e-16)
        cut = ({n: a[rows] for n, a in t.items()} for t in (EXPECTED, actual))
        bounds = {n: a[rows] for n, a in BOUNDS.items()}
        return compare(*cut, bounds, first_step)

    assert part(slice(0, 1), 10) + part(slice(1, 3), 11) == whole


def test_the_first_divergence_of_two_comparisons_counts() -> None:
    late = compared(changed("W1", (2, 0, 0), 2.0))
    early = compared(changed("loss", (1,), 2.0))
    assert divergence(late + early).step == 11
    assert divergence(early + late).quantity == "loss"


def test_steps_that_agree_end_at_the_divergence() -> None:
    seen = compared(changed("loss", (0,), 2.0))
    run = RunResult("c", "r", "replay").with_outcome(Outcome(seen, 200))
    assert (run.verdict, run.steps) == ("diverged", 10)
