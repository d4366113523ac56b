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
    assert_same_entries,
    refusal,
)

from firstprinciples import (
    adam,
    classical_momentum,
    gradient_descent,
    momentum,
    rmsprop,
)

Matrices = dict[str, np.ndarray]

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
SHAPES = {"W1": (3, 2), "b1": (3, 1)}
every_update = pytest.mark.parametrize(
    "update", UPDATES, ids=lambda update: update.__name__
)


def matrices(seed: int, letter: str = "", size: float = 1.0) -> Matrices:
    stream = np.random.RandomState(seed)
    return {letter + n: size * stream.randn(*s) for n, s in SHAPES.items()}


def zeros(update: Callable) -> Matrices:
    letters, _ = UPDATES[update]
    return {a + n: np.zeros(s) for a in letters for n, s in SHAPES.items()}


def run(update: Callable, history: list[Matrices]) -> Iterator[Matrices]:
    """Parameters after each of some updates."""
    parameters, state = matrices(0), zeros(update)
    for count, gradients in enumerate(history, start=1):
        settings = UPDATES[update][1]
        extra = {"count": count} if update is adam else {}
        parameters, state = update(
            parameters, gradients, state, RATE, **settings, **extra
        )
        yield parameters


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
    history = [matrices(seed, "d", size) for seed in range(1, 7)]
    before = matrices(0)
    for count, after in enumerate(run(update, history), start=1):
        for name, index in (("W1", (2, 1)), ("b1", (0, 0))):
            slopes = [g["d" + name][index] for g in history[:count]]
            expected = before[name][index] - written(update, slopes, False)
            assert_close(after[name][index], expected, tolerance=1e-15)
        before = after


@pytest.mark.parametrize(("update", "factor"), [(rmsprop, 900), (adam, 98)])
def test_epsilon_inside_the_root_would_be_far_off(
    update: Callable, factor: float
) -> None:
    gradients = {f"d{n}": np.full(s, 1e-6) for n, s in SHAPES.items()}
    (after,) = run(update, [gradients])
    step = (matrices(0)["b1"] - after["b1"])[0, 0]
    assert_close(step, written(update, [1e-6], False), tolerance=1e-15)
    assert step > factor * written(update, [1e-6], True)


@pytest.mark.parametrize("update", [momentum, classical_momentum])
def test_without_a_memory_momentum_is_gradient_descent(
    update: Callable,
) -> None:
    parameters, gradients = matrices(0), matrices(1, "d")
    updated, _ = update(parameters, gradients, zeros(update), RATE, 0.0)
    expected = gradient_descent(parameters, gradients, RATE)
    assert_same_entries(updated, expected)


@every_update
def test_other_entries_are_ignored_and_the_order_stays(
    update: Callable,
) -> None:
    gradients, state = matrices(1, "d"), zeros(update)
    more = {"dZ1": np.ones((2, 7)), **dict(reversed(gradients.items()))}
    kept = {"uW1": np.ones((9, 9)), **dict(reversed(state.items()))}
    updated, found = _once(update, gradients, state)
    again, also = _once(update, more, kept)
    assert list(updated) == list(SHAPES)
    assert list(found) == list(state)
    assert_same_entries(again, updated)
    assert_same_entries(also, found)


@every_update
def test_updates_make_new_arrays(update: Callable) -> None:
    given = matrices(0), matrices(1, "d"), zeros(update)
    before = [{n: a.copy() for n, a in each.items()} for each in given]
    updated, state = _once(update, *given[1:], parameters=given[0])
    for array in (*updated.values(), *state.values()):
        array[:] = 9.0
    for each, copied in zip(given, before, strict=True):
        assert_same_entries(each, copied)


@every_update
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(
    update: Callable, value: object, words: str
) -> None:
    letter = UPDATES[update][0][-1]
    given = [matrices(0), matrices(1, "d"), zeros(update)]
    for place, name in enumerate(("b1", "db1", f"{letter}b1")):
        bad: list[Any] = list(given)
        bad[place] = {**given[place], name: value}
        assert _refusal(update, *bad) == f"{update.__name__}: {name}: {words}"


@every_update
def test_what_does_not_fit_is_refused(update: Callable) -> None:
    name, letter = update.__name__, UPDATES[update][0][-1]
    parameters, slopes, state = matrices(0), matrices(1, "d"), zeros(update)
    flat = {**state, f"{letter}b1": np.ones((1, 3))}
    assert _refusal(update, parameters, slopes, flat) == (
        f"{name}: {letter}b1: expected 3 x 1, got 1 x 3"
    )
    assert _refusal(update, parameters, {"dW1": slopes["dW1"]}, state) == (
        f"{name}: gradients: expected db1, got none"
    )
    del state[f"{letter}b1"]
    assert _refusal(update, parameters, slopes, state) == (
        f"{name}: state: expected {letter}b1, got none"
    )
    assert _refusal(update, parameters, slopes, None) == (
        f"{name}: state: expected named matrices, got nothing"
    )


@every_update
def test_bad_settings_are_refused(update: Callable) -> None:
    given = matrices(0), matrices(1, "d"), zeros(update)
    for setting in _settings(update):
        for fault in BAD_SETTINGS[setting]:
            value, words = fault.values
            found = _refusal(update, *given, **{setting: value})
            assert found == f"{update.__name__}: {setting}: {words}"


def _settings(update: Callable) -> dict[str, Any]:
    count = {"count": 1} if update is adam else {}
    return {"learning_rate": RATE, **UPDATES[update][1], **count}


def _once(
    update: Callable,
    gradients: Matrices,
    state: Matrices,
    parameters: Matrices | None = None,
) -> tuple[Matrices, Matrices]:
    start = parameters or matrices(0)
    return update(start, gradients, state, **_settings(update))


def _refusal(update: Callable, *matrices: Any, **changed: Any) -> str:
    return refusal(update, *matrices, **{**_settings(update), **changed})
