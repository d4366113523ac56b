"""Momentum, RMSprop and Adam, against sums written out in plain floats."""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from helpers import (
    BAD_BETAS,
    BAD_COUNTS,
    BAD_MATRICES,
    BAD_RATES,
    assert_close,
    assert_same_bits,
    refusal,
)

from firstprinciples import (
    adam,
    classical_momentum,
    gradient_descent,
    momentum,
    rmsprop,
)

RATE, BETA1, BETA2, EPSILON = 0.01, 0.9, 0.99, 1e-8
# What each keeps, and its settings without the count.
UPDATES: dict[Callable, tuple[str, dict[str, float]]] = {
    momentum: ("v", {"beta1": BETA1}),
    classical_momentum: ("v", {"beta1": BETA1}),
    rmsprop: ("s", {"beta2": BETA2, "epsilon": EPSILON}),
    adam: ("vs", {"beta1": BETA1, "beta2": BETA2, "epsilon": EPSILON}),
}
BAD_SETTINGS = {
    "learning_rate": BAD_RATES,
    "beta1": BAD_BETAS,
    "beta2": BAD_BETAS,
    "epsilon": BAD_RATES,
    "count": BAD_COUNTS,
}
SHAPE = (3, 2)
every_update = pytest.mark.parametrize(
    "update", UPDATES, ids=lambda update: update.__name__
)


def matrix(seed: int, size: float = 1.0) -> np.ndarray:
    return size * np.random.RandomState(seed).randn(*SHAPE)


def zeros(update: Callable) -> list[np.ndarray]:
    return [np.zeros(SHAPE) for _ in UPDATES[update][0]]


def run(update: Callable, history: list[np.ndarray]) -> Iterator[np.ndarray]:
    """A parameter after each of some updates."""
    P, averages = matrix(0), zeros(update)
    for count, dP in enumerate(history, start=1):
        settings = UPDATES[update][1]
        extra = {"count": count} if update is adam else {}
        P, *averages = update(P, dP, *averages, RATE, **settings, **extra)
        yield P


def faded(slopes: list[float], beta: float) -> float:
    """Sum of past slopes, each faded by its age."""
    return math.fsum(
        beta**age * slope for age, slope in enumerate(reversed(slopes))
    )


def written(update: Callable, slopes: list[float], inside: bool) -> float:
    """Size of a step, as published; inside the root is what it should not."""
    v = faded(slopes, BETA1)
    s = (1 - BETA2) * faded([slope**2 for slope in slopes], BETA2)
    if update is momentum:
        return RATE * (1 - BETA1) * v
    if update is classical_momentum:
        return RATE * v
    if update is adam:
        v *= (1 - BETA1) / (1 - BETA1 ** len(slopes))
        s /= 1 - BETA2 ** len(slopes)
    else:
        v = slopes[-1]
    root = math.sqrt(s + EPSILON) if inside else math.sqrt(s) + EPSILON
    return RATE * v / root


@every_update
@pytest.mark.parametrize("size", [1.0, 1e-6])
def test_updates_are_those_of_the_written_formula(
    update: Callable, size: float
) -> None:
    history = [matrix(seed, size) for seed in range(1, 7)]
    before = matrix(0)
    for count, after in enumerate(run(update, history), start=1):
        for index in ((2, 1), (0, 0)):
            slopes = [dP[index] for dP in history[:count]]
            expected = before[index] - written(update, slopes, False)
            assert_close(after[index], expected, tolerance=1e-15)
        before = after


@pytest.mark.parametrize(("update", "factor"), [(rmsprop, 900), (adam, 98)])
def test_epsilon_inside_the_root_would_be_far_off(
    update: Callable, factor: float
) -> None:
    (after,) = run(update, [np.full(SHAPE, 1e-6)])
    step = (matrix(0) - after)[0, 0]
    assert_close(step, written(update, [1e-6], False), tolerance=1e-15)
    assert step > factor * written(update, [1e-6], True)


@pytest.mark.parametrize("update", [momentum, classical_momentum])
def test_without_a_memory_momentum_is_gradient_descent(
    update: Callable,
) -> None:
    P, dP = matrix(0), matrix(1)
    updated, _ = update(P, dP, matrix(2), RATE, 0.0)
    assert_same_bits(updated, gradient_descent(P, dP, RATE))


@every_update
def test_updates_make_new_arrays(update: Callable) -> None:
    given = [matrix(0), matrix(1), *zeros(update)]
    before = [array.copy() for array in given]
    for array in update(*given, **_settings(update)):
        array[:] = 9.0
    for array, copied in zip(given, before, strict=True):
        assert_same_bits(array, copied)


@every_update
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(
    update: Callable, value: object, words: str
) -> None:
    given = [matrix(0), matrix(1), *zeros(update)]
    for place, name in enumerate(("P", "dP", *UPDATES[update][0])):
        bad: list[Any] = list(given)
        bad[place] = value
        assert _refusal(update, *bad) == f"{update.__name__}: {name}: {words}"


@every_update
def test_an_average_of_another_shape_is_refused(update: Callable) -> None:
    name, letters = update.__name__, UPDATES[update][0]
    flat = [*zeros(update)[:-1], np.ones((1, 2))]
    assert _refusal(update, matrix(0), matrix(1), *flat) == (
        f"{name}: {letters[-1]}: expected 3 x 2, got 1 x 2"
    )


@every_update
def test_bad_settings_are_refused(update: Callable) -> None:
    given = matrix(0), matrix(1), *zeros(update)
    for setting in _settings(update):
        for fault in BAD_SETTINGS[setting]:
            value, words = fault.values
            found = _refusal(update, *given, **{setting: value})
            assert found == f"{update.__name__}: {setting}: {words}"


def _settings(update: Callable) -> dict[str, Any]:
    count = {"count": 1} if update is adam else {}
    return {"learning_rate": RATE, **UPDATES[update][1], **count}


def _refusal(update: Callable, *matrices: Any, **changed: Any) -> str:
    return refusal(update, *matrices, **{**_settings(update), **changed})
