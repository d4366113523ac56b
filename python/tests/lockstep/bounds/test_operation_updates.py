"""Updates as operations: another way to round is within, a mistake is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import firstprinciples as fp
from lockstep.bounds.operations.updates import UPDATE_ERRORS
from lockstep.bounds.rounding import between
from lockstep.cases.contract import contract

Arguments = dict[str, Any]
SIZES = [1.0, 1e-9, 1e6]
RATE, BETA1, BETA2, EPSILON, COUNT = 0.03, 0.9, 0.99, 1e-8, 13


def fused(a: Any, b: Any, c: Any) -> np.ndarray:
    """Return a b + c, rounded once or nearly so."""
    product = np.longdouble(a) * np.longdouble(b)
    return np.asarray(product + np.longdouble(c), dtype=float)


def gradient_descent(P: Any, dP: Any, learning_rate: float) -> Any:
    return {"P": fused(-learning_rate, dP, P)}


def momentum(
    P: Any, dP: Any, v: Any, learning_rate: float, beta1: float
) -> Any:
    v = fused(beta1, v, (1.0 - beta1) * dP)
    return {"P": fused(-learning_rate, v, P), "v": v}


def classical_momentum(
    P: Any, dP: Any, v: Any, learning_rate: float, beta1: float
) -> Any:
    v = fused(beta1, v, dP)
    return {"P": fused(-learning_rate, v, P), "v": v}


def rmsprop(
    P: Any, dP: Any, s: Any, learning_rate: float, beta2: float, epsilon: float
) -> Any:
    s = fused((1.0 - beta2) * dP, dP, beta2 * s)
    return {"P": P - learning_rate * dP / (np.sqrt(s) + epsilon), "s": s}


def adam(
    P: Any,
    dP: Any,
    v: Any,
    s: Any,
    learning_rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    count: int,
) -> Any:
    v = fused(1.0 - beta1, dP, beta1 * v)
    s = fused(beta2, s, (1.0 - beta2) * (dP * dP))
    left, right = (1.0 - by_products(b, count) for b in (beta1, beta2))
    return {
        "P": fused(
            -learning_rate, v / left / (np.sqrt(s / right) + epsilon), P
        ),
        "v": v,
        "s": s,
    }


def moving_average(values: Any, beta1: float, corrected: bool) -> Any:
    average, averages = 0.0, []
    for number, value in enumerate(values, 1):
        average = float(fused(beta1, average, (1.0 - beta1) * value))
        share = 1.0 - by_products(beta1, number) if corrected else 1.0
        averages.append(average / share)
    return {"averages": np.array(averages)}


def scheduled_rate(
    schedule: str,
    learning_rate: float,
    decay_rate: float,
    decay_epochs: int,
    epoch: int,
) -> Any:
    if schedule == "inverse_time":
        rate = learning_rate * (1.0 / fused(decay_rate, epoch, 1.0))
    else:
        drops = epoch // decay_epochs if schedule == "step" else epoch
        rate = by_products(decay_rate, drops) * learning_rate
    return {"learning_rate": np.array(rate)}


def l2_gradient(W: Any, l2_penalty: float, n_samples: int) -> Any:
    return {"dW": W * l2_penalty / n_samples}


def dropout_forward(A: Any, mask: Any, keep_prob: float) -> Any:
    return {"A": A * (mask * (1.0 / keep_prob))}


def standardize_with(X: Any, mean: Any, scale: Any) -> Any:
    return {"X": (X - mean) * (1.0 / scale)}


def by_products(base: float, exponent: int) -> float:
    """A power, one factor after the other."""
    return float(np.multiply.reduce(np.full(exponent, base)))


def drawn(size: float) -> Arguments:
    stream = np.random.RandomState(5)
    return {
        "P": stream.randn(30, 20),
        "W": stream.randn(30, 20),
        "A": stream.randn(30, 20),
        "X": stream.randn(30, 20),
        "mean": stream.randn(30, 1),
        "scale": 1.0 + stream.rand(30, 1),
        "mask": 1.0 * (stream.rand(30, 20) < 0.7),
        "dP": size * stream.randn(30, 20),
        "v": size * stream.randn(30, 20),
        "s": size**2 * stream.rand(30, 20),
        "values": size * stream.randn(300),
        "learning_rate": RATE,
        "beta1": BETA1,
        "beta2": BETA2,
        "epsilon": EPSILON,
        "count": COUNT,
        "corrected": True,
        "l2_penalty": 0.1,
        "n_samples": 7,
        "keep_prob": 0.7,
        "decay_rate": 0.7,
        "decay_epochs": 3,
        "epoch": 29,
    }


OTHERS: list[Callable[..., Any]] = [
    *(gradient_descent, momentum, classical_momentum, rmsprop, adam),
    *(moving_average, l2_gradient, dropout_forward, standardize_with),
]


def checked(other: Callable[..., Any], given: Arguments) -> None:
    """Another way is within the bounds; an error of 1e-11 is not."""
    name = other.__name__
    results = getattr(fp, name)(**given)
    parts = results if isinstance(results, tuple) else (results,)
    found = other(**given)
    names = [result["name"] for result in contract()[name]["returns"]]
    wanted = dict(zip(names, map(np.asarray, parts), strict=True))
    errors = UPDATE_ERRORS[name](given, wanted)
    for result, value in wanted.items():
        bound = between(errors[result])
        assert (np.abs(found[result] - value) <= bound).all(), result
        wrong = value != 0
        assert not (np.abs(1e-11 * value[wrong]) <= bound[wrong]).any(), result


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("other", OTHERS, ids=lambda f: f.__name__)
def test_another_way_to_round_is_within_its_bounds(
    other: Callable[..., Any], size: float
) -> None:
    code = other.__code__
    names = code.co_varnames[: code.co_argcount]
    checked(other, {name: drawn(size)[name] for name in names})


@pytest.mark.parametrize("schedule", ["exponential", "step", "inverse_time"])
def test_a_rate_by_repeated_products_is_within_its_bounds(
    schedule: str,
) -> None:
    code = scheduled_rate.__code__
    names = code.co_varnames[1 : code.co_argcount]
    given = {name: drawn(1.0)[name] for name in names}
    checked(scheduled_rate, {"schedule": schedule, **given})


def test_what_is_no_number_or_constant_has_no_room() -> None:
    given = {"schedule": "exponential", "epoch": 3, "decay_epochs": 1}
    infinite = {"learning_rate": np.array(np.inf)}
    assert UPDATE_ERRORS["scheduled_rate"](given, infinite) == {
        "learning_rate": 0.0
    }
    constant = {**given, "schedule": "constant"}
    kept = {"learning_rate": np.array(0.3)}
    assert UPDATE_ERRORS["scheduled_rate"](constant, kept) == {
        "learning_rate": 0.0
    }
