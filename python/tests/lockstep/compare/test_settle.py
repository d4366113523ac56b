"""Bounds on demand decide as all bounds do, and few are computed."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.bounds.on_demand import OnDemand
from lockstep.compare.compare import compare
from lockstep.compare.settle import settled, settled_truth
from lockstep.compare.truth import compare_with_truth
from lockstep.truth.known import Known

N_STEPS, SHAPES = 60, {"loss": (), "dW1": (3, 4), "db1": (3, 1)}
Trace = dict[str, np.ndarray]


class Asked:
    """Bounds that count the steps for which the full ones are computed."""

    def __init__(self, stream: np.random.RandomState) -> None:
        self.full = {
            name: stream.random_sample((N_STEPS, *shape))
            for name, shape in SHAPES.items()
        }
        self.steps: list[int] = []
        # Between a tenth of the bound and all of it.
        share = {
            name: 0.1 + 0.9 * stream.random_sample(bound.shape)
            for name, bound in self.full.items()
        }
        self.bounds = OnDemand(
            N_STEPS,
            lambda: {n: share[n] * bound for n, bound in self.full.items()},
            self._of,
        )

    def _of(self, rows: np.ndarray) -> Trace:
        self.steps += rows.tolist()
        return {name: bound[rows] for name, bound in self.full.items()}


def runs(
    stream: np.random.RandomState, full: Trace, size: float
) -> tuple[Trace, Trace]:
    """Two runs whose errors are up to `size` bounds, many of them 0."""
    expected = {
        name: stream.randn(*bound.shape) for name, bound in full.items()
    }
    actual = {
        name: value
        + size
        * full[name]
        * (2 * stream.random_sample(value.shape) - 1)
        * (stream.random_sample(value.shape) < 0.5)
        for name, value in expected.items()
    }
    return expected, actual


@pytest.mark.parametrize("size", [0.0, 1e-3, 0.3, 0.9, 1.05, 3.0])
@pytest.mark.parametrize("seed", range(10))
def test_what_is_found_is_what_all_bounds_find(seed: int, size: float) -> None:
    stream = np.random.RandomState(seed)
    asked = Asked(stream)
    expected, actual = runs(stream, asked.full, size)
    needed = settled(expected, actual, asked.bounds, {})
    found = compare(expected, actual, needed)
    assert found == compare(expected, actual, asked.full)
    assert len(asked.steps) == len(set(asked.steps))


@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("side", ["expected", "actual", "both"])
def test_what_is_no_number_is_never_settled(side: str, number: float) -> None:
    asked = Asked(np.random.RandomState(1))
    expected = {n: np.ones(bound.shape) for n, bound in asked.full.items()}
    actual = {n: value.copy() for n, value in expected.items()}
    for run in (expected, actual):
        if side == "both" or run is locals()[side]:
            run["dW1"][7, 1, 2] = number
    needed = settled(expected, actual, asked.bounds, {})
    found = compare(expected, actual, needed)
    assert found.divergence is not None
    assert (found.divergence.quantity, found.divergence.step) == ("dW1", 7)
    assert asked.steps == [7]


def test_equal_bits_need_no_bound_at_all() -> None:
    expected = {"loss": np.arange(5.0), "dW1": np.ones((5, 2, 2))}

    def never(*rows: np.ndarray) -> Trace:
        raise AssertionError("a bound was asked for")

    needed = settled(expected, expected, OnDemand(5, never, never), {})
    assert compare(expected, expected, needed).agrees


def test_errors_below_the_worst_before_need_no_full_bound() -> None:
    stream = np.random.RandomState(2)
    asked = Asked(stream)
    expected, actual = runs(stream, asked.full, 0.01)
    worst = dict.fromkeys(SHAPES, 0.5)
    needed = settled(expected, actual, asked.bounds, worst)
    assert compare(expected, actual, needed).agrees
    assert not asked.steps


def test_without_a_worst_only_doubtful_steps_are_asked_for() -> None:
    stream = np.random.RandomState(3)
    asked = Asked(stream)
    expected, actual = runs(stream, asked.full, 1e-3)
    actual["loss"][[4, 40]] = expected["loss"][[4, 40]] + 9
    needed = settled(expected, actual, asked.bounds)
    found = compare(expected, actual, needed)
    assert found.divergence == compare(expected, actual, asked.full).divergence
    assert asked.steps == [4, 40]


@pytest.mark.parametrize("size", [1e-3, 0.9, 3.0])
def test_certified_values_find_what_they_find_by_all_bounds(
    size: float,
) -> None:
    stream, first_step = np.random.RandomState(4), 100
    asked = Asked(stream)
    true, actual = runs(stream, asked.full, size)
    rows = np.array([0, 8, 31])
    known = {
        name: Known(first_step + rows, value[rows], 0 * value[rows])
        for name, value in true.items()
    }
    bounds = asked.bounds.one_sided()
    needed = settled_truth(known, actual, bounds, first_step)
    half = {name: bound / 2 for name, bound in asked.full.items()}
    found = compare_with_truth(known, actual, needed, first_step)
    assert found == compare_with_truth(known, actual, half, first_step)
    assert set(asked.steps) <= set(rows.tolist())


def test_replaced_bounds_hold_for_their_quantity_alone() -> None:
    asked = Asked(np.random.RandomState(5))
    own = {"db1": np.full((N_STEPS, 3, 1), 7.0)}
    bounds, rows = asked.bounds.replaced(own), np.array([2, 9])
    found = bounds.at(rows)
    assert (found["db1"][rows] == 7).all()
    assert (found["dW1"][rows] == asked.full["dW1"][rows]).all()
    assert np.isinf(np.delete(found["dW1"], rows, axis=0)).all()
    assert (bounds.least["db1"] == 7).all()
