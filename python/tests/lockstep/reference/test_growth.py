from __future__ import annotations

import numpy as np
import pytest

from lockstep.reference.growth import fitted, largest_distance


def test_steady_growth_is_found() -> None:
    distances = 1e-15 * 1.1 ** np.arange(100)
    growth = fitted([distances[:30], distances[30:]], 80)
    assert growth is not None
    assert growth.factor == pytest.approx(1.1)
    assert (growth.first_step, growth.last_step) == (0, 80)
    assert growth.last == distances[80]
    assert str(growth) == (
        "the distance grew from 1.0e-15 at step 0 to 2.0e-12 at step 80, by "
        "a factor of 1.1 a step (fitted)"
    )


def test_only_the_running_maximum_counts() -> None:
    growth = fitted([np.array([0.0, 1e-10, 0.0, 1e-12])], 3)
    assert growth is not None
    assert (growth.first_step, growth.last) == (1, 1e-10)
    assert growth.factor == pytest.approx(1.0)


def test_a_single_step_has_no_rate() -> None:
    growth = fitted([np.array([0.0, 0.0, 1e-3])], 2)
    assert growth is not None
    assert growth.factor is None
    assert "factor" not in str(growth)


@pytest.mark.parametrize("value", [0.0, np.inf, np.nan])
def test_no_distance_or_no_number_is_no_growth(value: float) -> None:
    assert fitted([np.array([0.0, value])], 1) is None


def test_the_farthest_quantity_counts_and_wrong_shapes_do_not() -> None:
    expected = {"loss": np.ones(2), "W1": np.full((2, 1, 1), 4.0)}
    actual = {"loss": np.array([1.0, 1.5]), "W1": np.full((2, 1, 1), 5.0)}
    assert largest_distance(expected, actual).tolist() == [0.25, 0.5]
    assert largest_distance(expected, {"loss": np.ones(3)}).tolist() == [0, 0]
