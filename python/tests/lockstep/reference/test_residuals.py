"""Residuals of updates: a common share is found; rounding is none."""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.bounds.on_demand import OnDemand
from lockstep.cases.load import TrainingCase, load_case
from lockstep.reference.residuals import Residuals, Systematic
from lockstep.reference.steps import OwnSteps
from lockstep.traces.trace import Start

ULP = 2.0**-52
N_STEPS = 50


@pytest.fixture(scope="module")
def case() -> TrainingCase:
    found = load_case("spiral_shuffled-2x3x3_tanh-gd")
    assert isinstance(found, TrainingCase)
    return found


def judged(
    case: TrainingCase, seed: int, shares: dict[str, float], noise: float = 1.0
) -> Systematic | None:
    """Updates of 1 % that are off by shares of themselves, and by last places.

    Of a last place by chance, up or down; their bounds allow 1e-12 of them.
    """
    stream = np.random.RandomState(seed)
    before, after, trace, bounds = {}, {}, {}, {}
    for name, value in case.parameters.items():
        shape = (N_STEPS, *value.shape)
        before[name] = stream.uniform(1.0, 2.0, shape)
        update = stream.choice([-0.01, 0.01], shape)
        after[name] = before[name] + update
        off = noise * ULP * stream.choice([-1.0, 0.0, 0.0, 1.0], shape)
        off += shares.get(name, 0.0) * update
        trace[name] = after[name] + np.round(off / ULP) * ULP
        bounds[name] = 4.0 * ULP * after[name] + 1e-12 * np.abs(update)
    starts, none = Start(before, {}), OnDemand.given(bounds)
    residuals = Residuals(case)
    due = OwnSteps(starts, after, none, after, none, {})
    residuals.add(0, due, trace)
    return residuals.finding()


def test_roundings_of_any_sign_are_no_share(case: TrainingCase) -> None:
    found = [judged(case, seed, {}) for seed in range(300)]
    assert found == [None] * 300


def test_equal_bits_are_no_share(case: TrainingCase) -> None:
    assert judged(case, 0, {}, noise=0.0) is None


@pytest.mark.parametrize("share", [3e-13, -3e-13])
def test_a_share_that_all_have_in_common_is_found(
    case: TrainingCase, share: float
) -> None:
    found = judged(case, 0, dict.fromkeys(case.parameters, share))
    assert found is not None
    assert found.is_common
    assert abs(found.share - share) <= found.doubt < abs(share)


def test_a_share_within_the_bound_of_one_parameter_is_not(
    case: TrainingCase,
) -> None:
    assert judged(case, 0, {"W1": 3e-13}) is None


def test_a_share_above_the_bound_of_one_parameter_is(
    case: TrainingCase,
) -> None:
    found = judged(case, 0, {"W1": 3e-12})
    assert found is not None
    assert not found.is_common
    assert found.quantity == "W1"
    assert "every update of W1 is larger by 3.0e-12" in found.note


def judged_gradients(
    case: TrainingCase, seed: int, shares: dict[str, float]
) -> Systematic | None:
    """Gradients that are off by shares of themselves, and by what is chance.

    By a part in 1e13 that is; updates are those that they make.
    """
    stream = np.random.RandomState(seed)
    wanted, trace, least, before = {}, {}, {}, {}
    for name, value in case.parameters.items():
        shape = (N_STEPS, *value.shape)
        before[name] = trace[name] = stream.uniform(1.0, 2.0, shape)
        size = 10.0 ** stream.uniform(-6, 0, shape)
        wanted["d" + name] = stream.choice([-1.0, 1.0], shape) * size
        off = shares.get(name, 0.0) + 1e-13 * stream.uniform(-1, 1, shape)
        trace["d" + name] = wanted["d" + name] * (1.0 + off)
        least["d" + name] = 1e-12 * size
    starts, bounds = Start(before, {}), OnDemand.given(least)
    residuals = Residuals(case)
    due = OwnSteps(starts, trace, bounds, wanted, bounds, {})
    residuals.add(0, due, trace)
    return residuals.finding()


def test_gradients_that_round_by_chance_have_no_share(
    case: TrainingCase,
) -> None:
    found = [judged_gradients(case, seed, {}) for seed in range(300)]
    assert found == [None] * 300


def test_a_share_of_all_gradients_is_found(case: TrainingCase) -> None:
    found = judged_gradients(case, 0, dict.fromkeys(case.parameters, 4e-13))
    assert found is not None
    assert abs(found.share - 4e-13) <= found.doubt < 4e-13
    assert "every gradient is larger by 4.0e-13 of itself" in found.note
    assert "number of samples" in found.diagnosis


def test_a_share_of_some_gradients_may_be_rounding(
    case: TrainingCase,
) -> None:
    some = {n: 4e-13 for n in case.parameters if n[0] == "W"}
    assert judged_gradients(case, 0, some) is None


def test_shares_that_differ_are_not_common(case: TrainingCase) -> None:
    signs = {n: 3e-13 * (-1) ** k for k, n in enumerate(case.parameters)}
    assert judged(case, 0, signs) is None
