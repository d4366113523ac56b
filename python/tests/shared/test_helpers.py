"""A comparison that cannot fail would make every other test worthless."""

import numpy as np
import pytest
from helpers import assert_close, assert_same_bits, refusal, slopes


@pytest.mark.parametrize("actual", [np.nan, np.inf, 1.5, -1.0])
def test_assert_close_fails(actual: float) -> None:
    with pytest.raises(AssertionError, match="exceeds"):
        assert_close([0.0, actual], [0.0, 1.0], tolerance=0.25)


def test_assert_close_passes_at_the_tolerance_itself() -> None:
    assert_close([1.25], [1.0], tolerance=0.25)


def test_assert_close_never_broadcasts() -> None:
    with pytest.raises(AssertionError, match="shape"):
        assert_close(np.ones(3), 1.0, tolerance=1.0)


@pytest.mark.parametrize("actual", [0.0, np.nextafter(-0.0, 1), np.nan])
def test_assert_same_bits_fails(actual: float) -> None:
    with pytest.raises(AssertionError, match="expected"):
        assert_same_bits([actual], [-0.0])


def test_assert_same_bits_knows_nan() -> None:
    assert_same_bits([np.nan, -0.0], [np.nan, -0.0])


def test_refusal_fails_when_nothing_is_refused() -> None:
    with pytest.raises(AssertionError, match="float refused nothing"):
        refusal(float, "1")


def test_slopes_of_a_cubic() -> None:
    x = np.array([[0.5, -1.0, 2.0]])
    # STEP^2 of truncation, and rounding of values up to 8.
    assert_close(slopes(lambda a: (a**3).sum(), x), 3 * x**2, tolerance=1e-9)
