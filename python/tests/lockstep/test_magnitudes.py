from __future__ import annotations

import numpy as np
import pytest

import firstprinciples as fp
from lockstep.magnitudes import step_magnitudes

NETWORKS = [
    ([2, 3], ["softmax"], "categorical_cross_entropy"),
    ([2, 5, 3], ["relu", "softmax"], "categorical_cross_entropy"),
    ([2, 5, 4, 1], ["tanh", "sigmoid", "sigmoid"], "binary_cross_entropy"),
]


def _step(sizes: list, activations: list, loss: str, reduction: str):
    stream = np.random.RandomState(5)
    parameters = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer], sizes[layer - 1])
        parameters[f"W{layer}"] = stream.randn(*shape)
        parameters[f"b{layer}"] = stream.randn(sizes[layer], 1)
    network = fp.new_network(sizes, activations, loss, reduction)
    X = stream.randn(sizes[0], 20)
    labels = (np.arange(20) % max(2, sizes[-1])).astype(float)
    Y = fp.network_targets(labels, network)
    return X, Y, parameters, network


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize(("sizes", "activations", "loss"), NETWORKS)
def test_magnitudes_are_never_below_the_values(
    sizes: list, activations: list, loss: str, reduction: str
) -> None:
    X, Y, parameters, network = _step(sizes, activations, loss, reduction)
    S = step_magnitudes(X, Y, parameters, network, {})
    _, cache = fp.network_forward(X, parameters, network)
    gradients = fp.network_backward(Y, parameters, cache, network)
    for name, value in {**cache, **gradients}.items():
        assert S[name].shape == value.shape
        assert (S[name] >= np.abs(value) * (1 - 1e-12)).all(), name


def test_magnitudes_of_one_linear_layer_follow_the_formula() -> None:
    X, Y, parameters, network = _step(*NETWORKS[0], "mean")
    S = step_magnitudes(X, Y, parameters, network, {})
    W, b = np.abs(parameters["W1"]), np.abs(parameters["b1"])
    Zabs = W @ np.abs(X) + b
    P = fp.softmax(parameters["W1"] @ X + parameters["b1"])
    D = (P + Y + P * (Zabs + (P * Zabs).sum(axis=0))) / 20
    difference = np.abs(S["dW1"] - D @ np.abs(X).T).max()
    assert difference <= 1e-15, difference


def test_cancellation_does_not_shrink_the_magnitude_of_a_bias() -> None:
    network = fp.new_network([1, 2], ["softmax"], "categorical_cross_entropy")
    parameters = {"W1": np.zeros((2, 1)), "b1": np.zeros((2, 1))}
    X = np.array([[1.0, 1.0]])
    Y = np.array([[1.0, 0.0], [0.0, 1.0]])
    S = step_magnitudes(X, Y, parameters, network, {})
    assert S["db1"].tolist() == [[1.0], [1.0]]
