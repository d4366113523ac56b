"""Shared by the tests: comparing arrays, small networks, bad input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import settings

from firstprinciples import (
    Case,
    Network,
    Optimizer,
    new_network,
    new_optimizer,
)

U = 2.0**-53  # rounding to the nearest double errs by at most U |x|
# Central differences err by about STEP^2 |f'''| / 6 + U |f| / STEP.
STEP = 1e-5
few_examples = settings(max_examples=40, derandomize=True, deadline=None)


class Problem(NamedTuple):
    """A network with parameters and samples that fit it."""

    X: np.ndarray
    labels: np.ndarray
    parameters: dict[str, np.ndarray]
    network: Network


def assert_close(actual: Any, expected: Any, *, tolerance: Any) -> None:
    """Same shape, and |actual - expected| <= tolerance; NaN never passes."""
    found, wanted = np.asarray(actual), np.asarray(expected)
    if found.shape != wanted.shape:
        raise AssertionError(f"shape {found.shape}, expected {wanted.shape}")
    error = np.abs(found - wanted)
    if not np.all(error <= tolerance):
        raise AssertionError(
            f"error {error.max()} exceeds {np.max(tolerance)}:\n"
            f"expected {wanted}\ngot {found}"
        )


def assert_same_bits(actual: Any, expected: Any) -> None:
    """Same shape and the same 64 bits in every double, -0 and NaN too."""
    found, wanted = np.asarray(actual), np.asarray(expected)
    assert found.dtype == wanted.dtype == np.float64
    if found.shape != wanted.shape:
        raise AssertionError(f"shape {found.shape}, expected {wanted.shape}")
    if found.tobytes() != wanted.tobytes():
        raise AssertionError(f"expected {wanted}\ngot {found}")


def assert_same_entries(actual: dict, expected: dict) -> None:
    """Two dicts of arrays: the same names in the same order, the same bits."""
    assert list(actual) == list(expected)
    for name, value in expected.items():
        assert_same_bits(actual[name], value)


def refusal(function: Callable, *arguments: Any, **named: Any) -> str:
    """Message with which a function refuses its arguments."""
    try:
        function(*arguments, **named)
    except ValueError as error:
        return str(error)
    raise AssertionError(f"{function.__name__} refused nothing")


def slopes(function: Callable, array: np.ndarray) -> np.ndarray:
    """Central differences of a function of an array, element by element."""
    result = np.empty_like(array)
    for index in np.ndindex(array.shape):
        moved = np.zeros_like(array)
        moved[index] = STEP
        difference = function(array + moved) - function(array - moved)
        result[index] = difference / (2 * STEP)
    return result


def random_labels(n_classes: int, n_samples: int, seed: int) -> np.ndarray:
    """Labels in a random order, every class present if there is room."""
    labels = np.arange(float(n_samples)) % n_classes
    return np.random.RandomState(seed).permutation(labels)


def problem(
    layer_sizes: Sequence[int],
    hidden: str,
    reduction: str = "mean",
    seed: int = 0,
) -> Problem:
    """Random samples, weights and biases; one output unit means sigmoid."""
    stream = np.random.RandomState(seed)
    binary = layer_sizes[-1] == 1
    activations = [hidden] * (len(layer_sizes) - 2)
    network = new_network(
        layer_sizes,
        [*activations, "sigmoid" if binary else "softmax"],
        f"{'binary' if binary else 'categorical'}_cross_entropy",
        reduction,
    )
    parameters = {}
    for layer in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[layer - 1], layer_sizes[layer]
        parameters[f"W{layer}"] = stream.randn(n_out, n_in)
        parameters[f"b{layer}"] = stream.randn(n_out, 1)
    n_samples = 7
    labels = random_labels(max(2, layer_sizes[-1]), n_samples, seed)
    return Problem(
        stream.randn(layer_sizes[0], n_samples), labels, parameters, network
    )


def regularized(
    start: Problem, l2_penalty: float = 0.0, keep_prob: float = 1.0
) -> Problem:
    """The same problem with an L2 penalty and dropout."""
    network = replace(start.network, l2_penalty=l2_penalty, keep_prob=keep_prob)
    return start._replace(network=network)


def training_case(
    start: Problem,
    optimizer: Optimizer | None = None,
    steps: int = 6,
    batch_size: int | None = None,
    seed: int = 0,
) -> Case:
    """A case of a problem; gradient descent with all samples by default."""
    return Case(
        "small",
        *start,
        optimizer or new_optimizer("gradient_descent", 0.5),
        steps,
        seed,
        batch_size or start.X.shape[1],
    )


def at(stacks: dict[str, np.ndarray], row: int) -> dict[str, np.ndarray]:
    """One step of a trace."""
    return {name: stack[row] for name, stack in stacks.items()}


def after(trace: dict, first: dict) -> dict[str, np.ndarray]:
    """What a run reached, as far as it started from `first`."""
    return {name: trace[name] for name in first}


def before(trace: dict, first: dict) -> dict[str, np.ndarray]:
    """What each step started from, as far as it is in `first`."""
    return {
        name: np.concatenate([value[None], trace[name][:-1]])
        for name, value in first.items()
    }


def _bad(value: Any, words: str) -> Any:
    return pytest.param(value, words, id=words)


# Values that every function refuses, and the end of its message.
BAD_MATRICES = [
    _bad(None, "expected a matrix, got nothing"),
    _bad([[1.0]], "expected a matrix, got a list"),
    _bad("Z", "expected a matrix, got Z"),
    _bad(1.5, "expected a matrix, got 1.5"),
    _bad(np.ones(3), "expected a matrix, got 3 numbers"),
    _bad(np.ones((1, 2, 3)), "expected a matrix, got 1 x 2 x 3 numbers"),
    _bad(np.ones((2, 3), np.int64), "expected doubles, got integers"),
    _bad(
        np.ones((2, 3), np.float32),
        "expected doubles, got numbers of another precision",
    ),
    _bad(np.ones((0, 3)), "expected at least 1 x 1, got 0 x 3"),
    _bad(np.ones((2, 0)), "expected at least 1 x 1, got 2 x 0"),
    *(
        pytest.param(
            np.array([[1.0, value]]),
            "expected finite values, got NaN or Inf",
            id=str(value),
        )
        for value in (np.nan, np.inf, -np.inf)
    ),
]
BAD_LABELS = [
    _bad([0.0, 1.0], "expected a vector of labels, got a list"),
    _bad(np.zeros((1, 2)), "expected a vector of labels, got 1 x 2 numbers"),
    _bad(np.array(["a"]), "expected a vector of labels, got 1 words"),
    _bad(np.array([True]), "expected a vector of labels, got 1 flags"),
    _bad(np.array([]), "expected at least 1 label, got 0"),
]
BAD_COUNTS = [
    _bad(0, "expected a whole number of at least 1, got 0"),
    _bad(-3, "expected a whole number of at least 1, got -3"),
    _bad(2.5, "expected a whole number of at least 1, got 2.5"),
    _bad(np.nan, "expected a whole number of at least 1, got nan"),
    _bad(np.inf, "expected a whole number of at least 1, got inf"),
    _bad("3", "expected a whole number of at least 1, got 3"),
    _bad(True, "expected a whole number of at least 1, got true"),
    _bad(None, "expected a whole number of at least 1, got nothing"),
]
BAD_WHOLES = [
    _bad(-1, "expected a whole number from 0 to 2^53 - 1, got -1"),
    _bad(0.5, "expected a whole number from 0 to 2^53 - 1, got 0.5"),
    _bad(2**53, "expected a whole number from 0 to 2^53 - 1, got 9.0072e+15"),
    _bad(np.nan, "expected a whole number from 0 to 2^53 - 1, got nan"),
    _bad(np.inf, "expected a whole number from 0 to 2^53 - 1, got inf"),
    _bad("7", "expected a whole number from 0 to 2^53 - 1, got 7"),
    _bad(True, "expected a whole number from 0 to 2^53 - 1, got true"),
    _bad(None, "expected a whole number from 0 to 2^53 - 1, got nothing"),
]
BAD_RATES = [
    _bad(0, "expected a finite number above 0, got 0"),
    _bad(-0.5, "expected a finite number above 0, got -0.5"),
    _bad(np.nan, "expected a finite number above 0, got nan"),
    _bad(np.inf, "expected a finite number above 0, got inf"),
    _bad("0.5", "expected a finite number above 0, got 0.5"),
    _bad(True, "expected a finite number above 0, got true"),
    _bad(None, "expected a finite number above 0, got nothing"),
]
BAD_BETAS = [
    _bad(1, "expected a number of at least 0 and below 1, got 1"),
    _bad(-0.1, "expected a number of at least 0 and below 1, got -0.1"),
    _bad(np.nan, "expected a number of at least 0 and below 1, got nan"),
    _bad(np.inf, "expected a number of at least 0 and below 1, got inf"),
    _bad("0.9", "expected a number of at least 0 and below 1, got 0.9"),
    _bad(True, "expected a number of at least 0 and below 1, got true"),
    _bad(None, "expected a number of at least 0 and below 1, got nothing"),
]
BAD_VALUES = [
    _bad([1.0, 2.0], "expected a vector, got a list"),
    _bad(1.5, "expected a vector, got 1.5"),
    _bad("losses", "expected a vector, got losses"),
    _bad(np.ones((1, 2)), "expected a vector, got 1 x 2 numbers"),
    _bad(np.arange(3), "expected doubles, got integers"),
    _bad(
        np.ones(3, np.float32),
        "expected doubles, got numbers of another precision",
    ),
    _bad(np.array([]), "expected at least 1 value, got 0"),
    *(
        pytest.param(
            np.array([1.0, value]),
            "expected finite values, got NaN or Inf",
            id=str(value),
        )
        for value in (np.nan, np.inf)
    ),
]
