"""Steps that are hard on the bounds: saturated, unscaled, wide, tiny."""

from __future__ import annotations

from typing import Any

import numpy as np

import firstprinciples as fp

OPTIMIZERS = ["gradient_descent", "momentum", "classical_momentum"]
OPTIMIZERS += ["rmsprop", "adam"]
SOFTMAX, BINARY = "categorical_cross_entropy", "binary_cross_entropy"
# sizes, hidden activation, samples, scale of the weights and of the data
NETWORKS: dict[str, tuple[list[int], str, int, float, float]] = {
    "softmax": ([4, 3], "relu", 12, 1.0, 1.0),
    "relu": ([2, 20, 3], "relu", 15, 1.0, 3.0),
    "tanh": ([3, 8, 5, 4], "tanh", 10, 1.0, 1.0),
    "sigmoid": ([3, 6, 1], "sigmoid", 10, 1.0, 2.0),
    "saturated tanh": ([3, 8, 8, 3], "tanh", 8, 30.0, 5.0),
    "saturated sigmoid": ([3, 8, 1], "sigmoid", 8, 60.0, 5.0),
    "certain": ([5, 7, 3], "relu", 9, 20.0, 40.0),
    "unscaled": ([30, 2], "relu", 20, 1.0, 1e3),
    "unscaled tanh": ([12, 9, 3], "tanh", 8, 1.0, 1e4),
    "nearly no weights": ([4, 9, 3], "tanh", 7, 1e-9, 1e-3),
    "underflow": ([3, 5, 1], "tanh", 5, 1e-160, 1e-160),
    "one sample": ([6, 9, 3], "relu", 1, 1.0, 1.0),
    "wide": ([64, 40, 10], "relu", 6, 0.3, 1.0),
    "deep": ([3, 5, 5, 5, 5, 5, 5, 5, 5, 2], "tanh", 5, 1.0, 1.0),
    "deep relu": ([3, 5, 5, 5, 5, 5, 5, 5, 2], "relu", 5, 1.5, 1.0),
}
SETTINGS: list[dict[str, Any]] = [
    {},
    {"reduction": "sum", "l2_penalty": 0.3, "keep_prob": 0.7},
]


def problem(name: str, settings: dict[str, Any]) -> tuple[Any, ...]:
    """Samples, targets, parameters, network and masks."""
    sizes, hidden, n_samples, weights, data = NETWORKS[name]
    stream = np.random.RandomState(len(name) + 7 * len(settings))
    parameters = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer], sizes[layer - 1])
        parameters[f"W{layer}"] = weights * stream.randn(*shape)
        parameters[f"b{layer}"] = weights * stream.randn(sizes[layer], 1)
    binary = sizes[-1] == 1
    last, loss = ("sigmoid", BINARY) if binary else ("softmax", SOFTMAX)
    activations = [hidden] * (len(sizes) - 2) + [last]
    network = fp.new_network(sizes, activations, loss, **settings)
    X = data * stream.randn(sizes[0], n_samples)
    labels = stream.randint(max(2, sizes[-1]), size=n_samples).astype(float)
    Y = fp.network_targets(labels, network)
    return X, Y, parameters, network, fp.network_masks(network, n_samples, 1, 0)
