"""Updates stay within their bounds; wrong updates do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from firstprinciples import new_optimizer, optimizer_update
from lockstep.bounds.library import power_error
from lockstep.bounds.rounding import SIDES, UNIT_ROUNDOFF
from lockstep.bounds.training import StepRates, replay_bounds
from lockstep.bounds.updates import _quotient_bound
from lockstep.compare.compare import compare

Trace = dict[str, np.ndarray]

NAMES = ["gradient_descent", "momentum", "classical_momentum", "rmsprop"]
NAMES += ["adam"]
SHAPE = (40, 25)
COUNTS = [1, 2, 3, 10, 1000]  # a step each
RATE = 0.01
ERROR = 1e-10  # of gradients whose terms are about 1
POWERS = 500  # an ULP of 0.999^2 is 500 of 1 - 0.999^2
SIZES = [1.0, 1e-6, 1e-9, 0.0]


def _start(name: str, size: float, seed: int) -> tuple[Trace, Trace, Trace]:
    """Parameters, gradients and state of some steps; no state at first."""
    stream = np.random.RandomState(seed)
    stack = (len(COUNTS), *SHAPE)
    parameters = {"W1": stream.randn(*stack)}
    gradients = {"dW1": size * stream.randn(*stack)}
    state = {}
    if "momentum" in name or name == "adam":
        state["vW1"] = size * stream.randn(*stack)
    if name in ("rmsprop", "adam"):
        state["sW1"] = (size * stream.randn(*stack)) ** 2
    for value in state.values():
        value[0] = 0.0
    return parameters, gradients, state


def _updated(
    update: Callable,
    start: tuple[Trace, Trace, Trace],
    optimizer: Any,
    error: np.ndarray | float = 0.0,
) -> Trace:
    """State and parameters after each step, in order of computation."""
    parameters, gradients, state = start
    moved = {"dW1": gradients["dW1"] + error}
    rows = []
    for row, count in enumerate(COUNTS):
        given = [
            {key: value[row] for key, value in part.items()}
            for part in (parameters, moved, state)
        ]
        after, kept = update(*given, optimizer, RATE, count)
        rows.append({**kept, **after})
    stacks = {key: np.stack([row[key] for row in rows]) for key in rows[0]}
    return {**moved, **stacks}


def _bounds(
    expected: Trace, state: Trace, optimizer: Any, error: np.ndarray
) -> Trace:
    column = np.ones((len(COUNTS), 1, 1))
    numbers = np.reshape(COUNTS, (-1, 1, 1)) * column
    errors = {"dW1": error / (SIDES * UNIT_ROUNDOFF)}
    return replay_bounds(
        expected,
        errors,
        state,
        optimizer,
        StepRates(RATE * column, numbers),
    )


def _errors(stream: np.random.RandomState, within: np.ndarray) -> np.ndarray:
    """Random errors, half of them nearly as large as they may be."""
    share = stream.uniform(-1.0, 1.0, within.shape)
    largest = 0.99 * np.sign(share)
    return within * np.where(stream.rand(*within.shape) < 0.5, share, largest)


def _case(name: str, size: float, seed: int = 0) -> tuple[Any, ...]:
    """An optimizer, what it starts from, its results and their bounds."""
    optimizer = new_optimizer(name, 1.0)  # another rate than the step's
    start = _start(name, size, seed)
    stream = np.random.RandomState(100 + seed)
    within = ERROR * stream.uniform(0.5, 2.0, start[1]["dW1"].shape)
    expected = _updated(optimizer_update, start, optimizer)
    bounds = _bounds(expected, start[2], optimizer, within)
    return optimizer, start, expected, bounds, within


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_errors_of_gradients_stay_within_the_bounds(
    name: str, size: float, seed: int
) -> None:
    optimizer, start, expected, bounds, within = _case(name, size, seed)
    stream = np.random.RandomState(200 + seed)
    assert list(bounds) == list(expected)
    for _ in range(5):
        error = _errors(stream, within)
        found = _updated(optimizer_update, start, optimizer, error)
        for key, bound in bounds.items():
            assert np.isfinite(bound).all(), key
            assert (np.abs(found[key] - expected[key]) <= bound).all(), key


@pytest.mark.parametrize("name", NAMES)
def test_gradients_without_an_error_leave_bounds_of_a_few_roundings(
    name: str,
) -> None:
    optimizer, start, expected, _, within = _case(name, 1.0)
    bounds = _bounds(expected, start[2], optimizer, 0 * within)
    for key in list(bounds)[1:]:
        terms = np.abs(expected[key]) + 2.0
        if (name, key) == ("adam", "W1"):
            moved = np.abs(expected[key] - start[0][key])
            terms += POWERS * moved
        assert (bounds[key] <= 16 * UNIT_ROUNDOFF * terms).all(), key


@pytest.mark.parametrize("found", [5.0, np.inf, np.nan])
@pytest.mark.parametrize("gradient", [1e200, -1e200, 1e308])
def test_nothing_is_within_a_bound_that_overflowed(
    gradient: float, found: float
) -> None:
    """A step's average of squares, from gradients with equal bits."""
    optimizer = new_optimizer("rmsprop", RATE)
    start = _start("rmsprop", 1.0, 0)
    start[1]["dW1"][:] = gradient
    with np.errstate(all="ignore"):
        expected = _updated(optimizer_update, start, optimizer)
    bounds = _bounds(expected, start[2], optimizer, np.zeros(SHAPE))
    squares = {"sW1": expected["sW1"]}
    assert not np.isfinite(squares["sW1"]).any()
    ported = {"sW1": np.full_like(squares["sW1"], found)}
    assert not compare(squares, ported, bounds, 0).agrees


def test_masks_must_have_equal_bits() -> None:
    expected = {"M1": np.ones((1, 2, 2))}
    column = np.ones((1, 1, 1))
    bounds = replay_bounds(
        expected, {}, {}, new_optimizer("adam", 0.1), StepRates(column, column)
    )
    assert not bounds["M1"].any()


@pytest.mark.parametrize("square", [0.0, 1e-24, 1e-18, 1e-12, 1.0])
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0, 10.0])
def test_quotient_stays_within_its_bound_wherever_its_parts_are(
    square: float, share: float
) -> None:
    stream = np.random.RandomState(0)
    top, top_error = 1e-9, 1e-10
    square_error = share * square + 1e-26
    tops = top + top_error * stream.uniform(-1, 1, 2000)
    squares = square + square_error * stream.uniform(-1, 1, 2000)
    squares[:2] = square - square_error, square + square_error
    tops[:2] = top + top_error, top - top_error
    found = tops / (np.sqrt(np.maximum(squares, 0)) + 1e-8)
    right = top / (np.sqrt(square) + 1e-8)
    numbers = (top, top_error, square, square_error)
    bound = _quotient_bound(*map(np.array, numbers), 1e-8)
    assert (np.abs(found - right) <= bound * (1 + 1e-9)).all()


@pytest.mark.parametrize("epsilon", [1e-8, 1e-100])
@pytest.mark.parametrize("name", ["rmsprop", "adam"])
def test_no_error_of_a_gradient_allows_more_than_two_largest_steps(
    name: str, epsilon: float
) -> None:
    """Where its terms cancel, a gradient of 0 may be off by a million."""
    optimizer = new_optimizer(name, 1.0, epsilon=epsilon)
    start, within = _start(name, 0.0, 0), np.full((len(COUNTS), *SHAPE), 1e6)
    expected = _updated(optimizer_update, start, optimizer)
    bound = _bounds(expected, start[2], optimizer, within)["W1"]
    beta1, beta2 = optimizer.beta1, optimizer.beta2
    largest = np.full(len(COUNTS), RATE / np.sqrt(1 - beta2))
    if name == "adam":
        first, second = (1 - b ** np.array(COUNTS) for b in (beta1, beta2))
        largest *= (1 - beta1) * np.sqrt(second) / first
    assert (bound <= 2.001 * largest.reshape(-1, 1, 1)).all()
    for size in (1e6, 1.0, 1e-9, 1e-160, 1e-300):
        error = size * np.random.RandomState(0).uniform(-1, 1, within.shape)
        found = _updated(optimizer_update, start, optimizer, error)["W1"]
        assert (np.abs(found - expected["W1"]) <= bound).all(), size


def _rmsprop(
    parameters: Trace, gradients: Trace, state: Trace, optimizer: Any,
    rate: float, count: int, inside: float = 0.0,
) -> tuple[Trace, Trace]:  # fmt: skip
    """RMSprop, with a share of epsilon inside the root."""
    g = gradients["dW1"]
    s = optimizer.beta2 * state["sW1"] + (1 - optimizer.beta2) * g * g
    epsilon = optimizer.epsilon
    root = np.sqrt(s + inside * epsilon) + (1 - inside) * epsilon
    return {"W1": parameters["W1"] - rate * g / root}, {"sW1": s}


def _adam(
    parameters: Trace, gradients: Trace, state: Trace, optimizer: Any,
    rate: float, count: int, inside: float = 0.0, corrected: str = "vs",
) -> tuple[Trace, Trace]:  # fmt: skip
    """Adam, with a share of epsilon inside the root or less correction."""
    g, beta1, beta2 = gradients["dW1"], optimizer.beta1, optimizer.beta2
    v = beta1 * state["vW1"] + (1 - beta1) * g
    s = beta2 * state["sW1"] + (1 - beta2) * g * g
    top = v / (1 - beta1**count) if "v" in corrected else v
    square = s / (1 - beta2**count) if "s" in corrected else s
    epsilon = optimizer.epsilon
    root = np.sqrt(square + inside * epsilon) + (1 - inside) * epsilon
    after = parameters["W1"] - rate * top / root
    return {"W1": after}, {"vW1": v, "sW1": s}


def _by_squaring(number: float, count: int) -> float:
    """As Fortran and Rust compute whole powers."""
    result = 1.0
    for bit in bin(count)[2:]:
        result *= result * (number if bit == "1" else 1.0)
    return result


def _one_by_one(number: float, count: int) -> float:
    """As a program does that keeps the power from step to step."""
    result = 1.0
    for _ in range(count):
        result *= number
    return result


@pytest.mark.parametrize("power", [_by_squaring, _one_by_one])
@pytest.mark.parametrize("beta", [0.9, 0.999])
def test_powers_by_products_stay_within_the_table(
    power: Callable[[float, int], float], beta: float
) -> None:
    for count in [*range(1, 400), 1000, 3000]:
        exact = Fraction(beta) ** count
        error = abs(Fraction(power(beta, count)) - exact) / exact
        assert error <= Fraction(power_error(count) * UNIT_ROUNDOFF)


@pytest.mark.parametrize("power", [_by_squaring, _one_by_one])
@pytest.mark.parametrize("size", SIZES)
def test_adam_with_powers_by_products_stays_within_the_bounds(
    size: float,
    power: Callable[[float, int], float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "COUNTS", [1, 2, 3, 343, 344, 1000, 3000])

    class Powers(float):
        def __pow__(self, count: int) -> float:  # type: ignore[override]
            return power(float(self), count)

    def adam(*arguments: Any) -> tuple[Trace, Trace]:
        *start, optimizer, rate, count = arguments
        betas = {"beta1": Powers(0.9), "beta2": Powers(0.999)}
        return _adam(*start, replace(optimizer, **betas), rate, count)

    assert not _exceeds("adam", size, adam).any()


def _exceeds(
    name: str, size: float, update: Callable, **fault: Any
) -> np.ndarray:
    """Share of the parameters of each step that leave the bounds."""
    optimizer, start, expected, bounds, _ = _case(name, size)
    wrong = _updated(lambda *a: update(*a, **fault), start, optimizer)
    far = np.abs(wrong["W1"] - expected["W1"]) > bounds["W1"]
    return far.mean(axis=(1, 2))


UPDATES = {"rmsprop": _rmsprop, "adam": _adam}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", UPDATES)
def test_an_update_written_out_stays_within_the_bounds(
    name: str, size: float
) -> None:
    assert not _exceeds(name, size, UPDATES[name]).any()


@pytest.mark.parametrize("size", [1.0, 1e-3, 1e-6])
@pytest.mark.parametrize("name", UPDATES)
def test_epsilon_inside_the_root_leaves_the_bounds(
    name: str, size: float
) -> None:
    assert (_exceeds(name, size, UPDATES[name], inside=1.0) > 0.9).all()


@pytest.mark.parametrize("corrected", ["", "v", "s"])
@pytest.mark.parametrize("size", [1.0, 1e-6])
def test_a_missing_bias_correction_leaves_the_bounds(
    size: float, corrected: str
) -> None:
    far = _exceeds("adam", size, _adam, corrected=corrected)
    early = far[:-1] if corrected == "s" else far  # 0.9^1000 is nothing
    assert (early > 0.9).all()
