"""Rounding stays within the error model, and the model hides no fault."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import firstprinciples as fp
from firstprinciples.refusals import unchecked
from lockstep.bounds.activations import activated
from lockstep.bounds.rounding import UNIT_ROUNDOFF
from lockstep.bounds.step import backward_error, step_errors

NETWORKS = {
    "softmax": ([2, 3], ["softmax"], "categorical_cross_entropy"),
    "relu": ([2, 50, 3], ["relu", "softmax"], "categorical_cross_entropy"),
    "deep": (
        [5, 20, 10, 10],
        ["tanh", "relu", "softmax"],
        "categorical_cross_entropy",
    ),
    "binary": (
        [2, 5, 4, 1],
        ["tanh", "sigmoid", "sigmoid"],
        "binary_cross_entropy",
    ),
}
SETTINGS: list[dict[str, Any]] = [
    {},
    {"reduction": "sum"},
    {"l2_penalty": 0.3, "keep_prob": 0.7},
]
Step = dict[str, np.ndarray]


def problem(
    name: str, settings: dict[str, Any], n_samples: int = 200
) -> tuple[Any, ...]:
    """Samples, targets, parameters, network and masks."""
    stream = np.random.RandomState(5)
    sizes = NETWORKS[name][0]
    parameters = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer], sizes[layer - 1])
        parameters[f"W{layer}"] = stream.randn(*shape)
        parameters[f"b{layer}"] = stream.randn(sizes[layer], 1)
    network = fp.new_network(*NETWORKS[name], **settings)
    X = 3.0 * stream.randn(sizes[0], n_samples)
    labels = (np.arange(n_samples) % max(2, sizes[-1])).astype(float)
    Y = fp.network_targets(labels, network)
    masks = fp.network_masks(network, n_samples, 1, 0)
    return X, Y, parameters, network, masks


def step_of(X: Any, Y: Any, parameters: Any, network: Any, masks: Any) -> Step:
    """Everything that a step computes before its update."""
    with unchecked():
        _, cache = fp.network_forward(X, parameters, network, masks)
        loss = fp.network_loss(Y, parameters, cache, network)
        gradients = fp.network_backward(Y, parameters, cache, network)
    return {**cache, "loss": np.array(loss), **gradients}


def extended(value: Any) -> Any:
    """The same numbers with 64 bits for each significand, not 53."""
    if isinstance(value, dict):
        return {name: extended(item) for name, item in value.items()}
    return value.astype(np.longdouble)


@pytest.mark.skipif(
    np.finfo(np.longdouble).nmant < 63, reason="no extended precision here"
)
@pytest.mark.parametrize("settings", SETTINGS, ids=["mean", "sum", "both"])
@pytest.mark.parametrize("name", NETWORKS)
def test_errors_of_a_step_stay_within_the_model(
    name: str, settings: dict[str, Any]
) -> None:
    X, Y, parameters, network, masks = problem(name, settings)
    errors = step_errors(X, Y, parameters, network, masks)
    truth = step_of(
        extended(X), Y, extended(parameters), network, extended(masks)
    )
    found = step_of(X, Y, parameters, network, masks)
    for key, error in errors.items():
        off = np.abs(found[key] - truth[key]).astype(float)
        if key == "loss":  # rounded to a double in any precision
            off = np.maximum(off - np.spacing(abs(found[key])) / 2, 0.0)
        assert error.shape == found[key].shape, key
        assert (off <= error * UNIT_ROUNDOFF).all(), key


@pytest.mark.parametrize("name", NETWORKS)
def test_another_order_of_summation_stays_within_the_model(name: str) -> None:
    X, Y, parameters, network, masks = problem(name, {})
    errors = step_errors(X, Y, parameters, network, masks)
    found = step_of(X, Y, parameters, network, masks)
    other = step_of(X[:, ::-1], Y[:, ::-1], parameters, network, masks)
    for key in found:
        if key.startswith(("dW", "db", "loss")):
            off = np.abs(found[key] - other[key])
            assert (off <= 2 * errors[key] * UNIT_ROUNDOFF).all(), key


@pytest.mark.parametrize("settings", SETTINGS, ids=["mean", "sum", "both"])
@pytest.mark.parametrize("name", NETWORKS)
def test_model_is_not_so_wide_that_it_hides_a_fault(
    name: str, settings: dict[str, Any]
) -> None:
    X, Y, parameters, network, masks = problem(name, settings)
    errors = step_errors(X, Y, parameters, network, masks)
    found = step_of(X, Y, parameters, network, masks)
    for key, error in errors.items():
        fault = 1e-10 * np.abs(found[key])
        assert (fault > 2 * error * UNIT_ROUNDOFF).any(), key


def test_cancellation_does_not_shrink_the_bound_of_a_bias() -> None:
    network = fp.new_network([1, 2], ["softmax"], "categorical_cross_entropy")
    parameters = {"W1": np.zeros((2, 1)), "b1": np.zeros((2, 1))}
    X = np.array([[1.0, 1.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0]])
    errors = step_errors(X, Y, parameters, network, {})
    found = step_of(X, Y, parameters, network, {})
    assert not found["db1"].any()
    assert (errors["db1"] > 1.0).all()


def test_sample_of_zeros_has_exact_scores() -> None:
    X, Y, parameters, network, masks = problem("relu", {})
    X[:, 0] = 0.0
    parameters["b1"][:] = 0.0
    errors = step_errors(X, Y, parameters, network, masks)
    assert not errors["Z1"][:, 0].any()
    assert not errors["A1"][:, 0].any()


def test_score_that_rounding_may_move_across_zero_frees_its_slope() -> None:
    network = fp.new_network(
        [2, 1, 1], ["relu", "sigmoid"], "binary_cross_entropy"
    )
    X, Y = np.array([[1.0], [1.0]]), np.array([[1.0]])
    parameters = {
        "W1": np.array([[1.0, -np.nextafter(1.0, 0.0)]]),  # z is u
        "b1": np.zeros((1, 1)),
        "W2": np.ones((1, 1)),
        "b2": np.zeros((1, 1)),
    }
    errors = step_errors(X, Y, parameters, network, {})
    found = step_of(X, Y, parameters, network, {})
    assert errors["dZ1"] * UNIT_ROUNDOFF >= np.abs(found["dA1"])
    parameters["W1"][:] = [[1.0, -1.0]]  # a tie, and exact
    errors = step_errors(X, Y, parameters, network, {})
    assert errors["dZ1"] * UNIT_ROUNDOFF < 1e-14


def test_a_gradient_of_zero_with_an_error_meets_a_slope_that_may_flip() -> None:
    """Then dZ is 0 in one program and dA in another."""
    Z, Z_error = np.zeros((1, 1)), np.ones((1, 1))
    relu = activated(Z, Z_error, "relu")
    dA, dA_error = np.zeros((1, 1)), np.full((1, 1), 1e9)
    _, error = backward_error(dA, dA_error, relu)
    assert (error >= dA_error).all()


def test_error_of_a_slope_times_that_of_a_gradient_counts() -> None:
    Z, Z_error = np.full((1, 1), 0.3), np.full((1, 1), 1e12)
    unit = activated(Z, Z_error, "tanh")
    dA, dA_error = np.full((1, 1), 1e-6), np.full((1, 1), 1e12)
    _, error = backward_error(dA, dA_error, unit)
    flattest = 1.0 - np.tanh(0.3 + 1e12 * UNIT_ROUNDOFF) ** 2
    steepest = 1.0 - np.tanh(0.3 - 1e12 * UNIT_ROUNDOFF) ** 2
    apart = abs(1e-6 * flattest - (1e-6 + 1e12 * UNIT_ROUNDOFF) * steepest)
    assert error * UNIT_ROUNDOFF >= apart
