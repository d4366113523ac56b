"""The factor of an envelope: what is derived of it is seen in numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lockstep.bounds.chance import chance_beyond, factor_of
from lockstep.bounds.training import CHANCE, ENVELOPE_FACTOR, N_RUNS

N_TRIALS = 200_000


def share_beyond(norms: np.ndarray, factor: float) -> float:
    """How often the first of each row exceeds a multiple of the others."""
    return float((norms[:, 0] > factor * norms[:, 1:].max(axis=1)).mean())


def within(chance: float) -> float:
    """Six standard deviations of a share that is counted."""
    return 6.0 * math.sqrt(chance * (1.0 - chance) / N_TRIALS)


@pytest.mark.parametrize("n_runs", [1, 2, 4, 8])
@pytest.mark.parametrize("factor", [1.0, 2.0, 5.0])
def test_the_chance_of_single_numbers_is_that_of_a_simulation(
    n_runs: int, factor: float
) -> None:
    stream = np.random.RandomState(n_runs)
    seen = share_beyond(np.abs(stream.randn(N_TRIALS, n_runs + 1)), factor)
    chance = chance_beyond(factor, n_runs)
    assert abs(seen - chance) <= within(chance)


def test_of_equal_runs_each_is_the_farthest_as_often_as_another() -> None:
    for n_runs in (1, 4, 8):
        assert chance_beyond(1.0, n_runs) == pytest.approx(1 / (n_runs + 1))


def test_one_run_is_a_quotient_of_two_normal_numbers() -> None:
    for factor in (2.0, 30.0, 1e4):  # its distribution is Cauchy's
        expected = 2.0 / math.pi * math.atan(1.0 / factor)
        assert chance_beyond(factor, 1) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("rank", [1, 2, 5, 40])
def test_no_norm_of_a_gaussian_vector_has_a_larger_chance(rank: int) -> None:
    stream = np.random.RandomState(rank)
    mixing = stream.randn(60, rank) * 10.0 ** stream.uniform(-3, 0, (60, 1))
    n_runs, n_trials = 3, 40_000
    numbers = stream.randn(n_trials, n_runs + 1, rank)
    norms = np.abs(numbers @ mixing.T).max(axis=2)
    for factor in (1.5, 3.0):
        chance = chance_beyond(factor, n_runs)
        margin = 6.0 * math.sqrt(chance / n_trials)
        assert share_beyond(norms, factor) <= chance + margin


def test_smaller_errors_than_those_of_the_runs_lower_the_chance() -> None:
    stream = np.random.RandomState(7)
    norms = np.abs(stream.randn(N_TRIALS, 5)) * np.array([0.5, 1, 1, 1, 1])
    assert share_beyond(norms, 2.0) < chance_beyond(2.0, 4)


@pytest.mark.parametrize("n_runs", [2, 8])
@pytest.mark.parametrize("chance", [1e-3, 1e-8, 1e-12])
def test_a_factor_has_the_chance_that_was_asked_for(
    n_runs: int, chance: float
) -> None:
    factor = factor_of(chance, n_runs)
    assert chance_beyond(factor, n_runs) == pytest.approx(chance, rel=1e-4)
    assert chance_beyond(factor, n_runs) <= chance


def test_the_factor_of_the_judge_follows_from_its_chance() -> None:
    assert factor_of(CHANCE, N_RUNS) == ENVELOPE_FACTOR
    # For large factors: (2 / pi)^4 7!! / factor^8.
    asymptotic = (2.0 / math.pi) ** 4 * 105.0 / ENVELOPE_FACTOR**8
    assert asymptotic == pytest.approx(CHANCE, rel=0.1)
