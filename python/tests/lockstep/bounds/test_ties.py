"""A score of 0 is a tie only where no program can compute anything else."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import firstprinciples as fp
from lockstep.bounds.rounding import UNIT_ROUNDOFF, moved_mask
from lockstep.bounds.step import step_errors
from lockstep.bounds.ties import exact_scores, lowest_bit


def step_of_one_unit(
    weights: list[float], bias: float, sample: list[float]
) -> dict[str, np.ndarray]:
    """Errors of a step whose first layer has one relu."""
    n = len(weights)
    network = fp.new_network(
        [n, 1, 1], ["relu", "sigmoid"], "binary_cross_entropy"
    )
    parameters = {
        "W1": np.array([weights]),
        "b1": np.array([[bias]]),
        "W2": np.array([[1.0]]),
        "b2": np.array([[0.5]]),
    }
    X, Y = np.array(sample)[:, None], np.zeros((1, 1))
    return step_errors(X, Y, parameters, network, {})


def is_free(errors: dict[str, np.ndarray]) -> bool:
    """Whether the slope of the relu may be 0 or 1."""
    return bool((errors["dZ1"] * UNIT_ROUNDOFF > 0.3).all())


def test_a_computed_zero_is_no_tie() -> None:
    # A kernel with fused operations makes 1.7e-18 of it.
    assert is_free(step_of_one_unit([0.1, -0.2], 0.0, [0.2, 0.1]))


def test_a_zero_with_an_error_may_lie_on_either_side() -> None:
    """Whatever the kernel of this machine makes of the case above."""
    zero = np.zeros((1, 1))
    assert moved_mask(zero, zero + 1.0).all()
    assert not moved_mask(zero, zero).any()


@pytest.mark.parametrize(
    ("weights", "bias", "sample"),
    [
        ([0.5, -0.25], 0.0, [0.25, 0.5]),
        ([1.0, 1.0], -3.0, [1.0, 2.0]),
        ([0.1, -0.2], 0.0, [0.0, 0.0]),
        ([0.0, 0.0], 0.0, [0.1, 0.3]),
        ([0.1, 0.0], 0.0, [0.0, 0.3]),
    ],
)
def test_a_zero_of_few_bits_is_a_tie(
    weights: list[float], bias: float, sample: list[float]
) -> None:
    errors = step_of_one_unit(weights, bias, sample)
    assert errors["Z1"] == 0.0
    assert not is_free(errors)


def test_a_tie_of_inexact_units_is_none() -> None:
    half = np.full((1, 1), 0.5)
    arguments = (half, half, -0.25 * np.ones((1, 1)), np.array([[True]]))
    W, A, b, where = arguments
    assert exact_scores(W, A, 0 * A, b, where).all()
    assert not exact_scores(W, A, 0 * A + 1.0, b, where).any()


def test_scores_called_exact_are_exact_in_any_order() -> None:
    stream = np.random.RandomState(2)
    found = 0
    for _ in range(300):
        bits = stream.randint(1, 50)
        W, A = (
            np.ldexp(stream.randint(-(2**bits), 2**bits, (3, 4)), -20),
            np.ldexp(stream.randint(-(2**12), 2**12, (4, 5)), -5),
        )
        W, A = W.astype(float), A.astype(float)
        b = np.ldexp(stream.randint(-9, 9, (3, 1)), -25).astype(float)
        everywhere = np.ones((3, 5), dtype=bool)
        exact = exact_scores(W, A, 0 * A, b, everywhere)
        for row, column in zip(*np.nonzero(exact), strict=True):
            order = stream.permutation(4)
            total, wanted = float(b[row, 0]), Fraction(float(b[row, 0]))
            for k in order:
                total += W[row, k] * A[k, column]
                wanted += Fraction(W[row, k]) * Fraction(A[k, column])
            assert Fraction(float(total)) == wanted
            found += 1
    assert 1000 < found < 4000


def test_products_below_all_doubles_are_not_exact() -> None:
    tiny = np.full((1, 1), 2.0**-600)
    everywhere = np.ones((1, 1), dtype=bool)
    none = np.zeros((1, 1))
    assert not exact_scores(tiny, tiny, none, none, everywhere).any()
    assert step_of_one_unit([2.0**-600], 0.0, [2.0**-600])["Z1"] > 0


def test_lowest_bits() -> None:
    values = np.array([1.0, 0.75, 6.0, 2.0**-1074, 0.1])
    assert lowest_bit(values).tolist() == [0, -2, 1, -1074, -55]
