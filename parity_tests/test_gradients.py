"""Each port's gradients are the slopes of its own loss.

Parity alone cannot show this: three ports may share a mistake.
"""

from __future__ import annotations

import numpy as np
import pytest

from lockstep.ports import Reply, Request, Session

STEP = 1e-6
# Central differences: error STEP^2 |L'''| + u |L| / STEP, about 2e-10 here.
TOLERANCE = 1e-8

NETWORKS = {
    "no hidden layer": ([3, 4], ["softmax"], "categorical_cross_entropy"),
    "tanh": ([3, 4, 3], ["tanh", "softmax"], "categorical_cross_entropy"),
    "sigmoid output": ([3, 4, 1], ["tanh", "sigmoid"], "binary_cross_entropy"),
    "perceptron": ([3, 1], ["step"], "perceptron_loss"),
    "dropout": (
        [3, 6, 5, 2],
        ["relu", "tanh", "softmax"],
        "categorical_cross_entropy",
    ),
    "two hidden layers": (
        [3, 5, 4, 2],
        ["relu", "sigmoid", "softmax"],
        "categorical_cross_entropy",
    ),
}


def _problem(name: str, reduction: str) -> tuple[dict, dict, np.ndarray]:
    sizes, activations, loss = NETWORKS[name]
    stream = np.random.RandomState(7)
    parameters = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer], sizes[layer - 1])
        parameters[f"W{layer}"] = stream.randn(*shape)
        parameters[f"b{layer}"] = stream.randn(sizes[layer], 1)
    network = {
        "layer_sizes": sizes,
        "activations": activations,
        "loss": loss,
        "reduction": reduction,
        "l2_penalty": 0.7,
        "keep_prob": 0.6 if name == "dropout" else 1.0,
    }
    return network, parameters, stream.randn(sizes[0], 11)


def _call(port: Session, requests: list[Request]) -> list[Reply]:
    replies = port.call("call", requests)
    for reply in replies:
        assert not reply.error, reply.error
    return replies


def _caches(port: Session, X: np.ndarray, points: list, network: dict) -> list:
    requests = [
        Request(
            "network_forward",
            (X, point, network, _masks(network)),
            ("output", "cache"),
        )
        for point in points
    ]
    return [reply.results["cache"] for reply in _call(port, requests)]


def _masks(network: dict) -> dict[str, np.ndarray]:
    """Masks that stay as they are while parameters move."""
    if network["keep_prob"] == 1.0:
        return {}
    stream = np.random.RandomState(8)
    return {
        f"M{layer}": 1.0 * (stream.random_sample((n_units, 11)) < 0.6)
        for layer, n_units in enumerate(network["layer_sizes"][1:-1], start=1)
    }


def _losses(
    port: Session, Y: np.ndarray, points: list, caches: list, network: dict
) -> list:
    requests = [
        Request("network_loss", (Y, point, cache, network), ("loss",))
        for point, cache in zip(points, caches, strict=True)
    ]
    replies = _call(port, requests)
    return [float(np.ravel(reply.results["loss"])[0]) for reply in replies]


def _moved(parameters: dict, name: str, index: tuple, by: float) -> dict:
    array = parameters[name].copy()
    array[index] += by
    return {**parameters, name: array}


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("name", NETWORKS)
def test_gradients_are_slopes_of_the_loss(
    port: Session, name: str, reduction: str
) -> None:
    network, parameters, X = _problem(name, reduction)
    n_outputs = network["layer_sizes"][-1]
    labels = np.arange(11.0) % max(n_outputs, 2)
    targets = Request("network_targets", (labels, network), ("Y",))
    Y = _call(port, [targets])[0].results["Y"]
    places = [
        (n, i) for n, a in parameters.items() for i in np.ndindex(a.shape)
    ]
    points = [
        _moved(parameters, name, index, sign * STEP)
        for name, index in places
        for sign in (1.0, -1.0)
    ]
    caches = _caches(port, X, points, network)
    losses = np.array(_losses(port, Y, points, caches, network))
    slopes = (losses[0::2] - losses[1::2]) / (2 * STEP)
    cache = _caches(port, X, [parameters], network)[0]
    backward = Request(
        "network_backward", (Y, parameters, cache, network), ("gradients",)
    )
    gradients = _call(port, [backward])[0].results["gradients"]
    found = np.array([gradients["d" + n][i] for n, i in places])
    scale = 1.0 if reduction == "mean" else 11.0
    error = np.abs(found - slopes).max() / scale
    assert error <= TOLERANCE, f"off by {error}"
