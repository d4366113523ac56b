"""Random training cases that reach what users have.

A network is drawn from a seed and a number, so that any of them can be made
again: `python scripts/bounds/hard_cases.py --seed 1 --only 37`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

Stream = np.random.RandomState
CROSS_ENTROPY = "categorical_cross_entropy"
HIDDEN = ("relu", "tanh", "sigmoid")
OPTIMIZERS = ("gradient_descent", "momentum", "classical_momentum")
OPTIMIZERS += ("rmsprop", "adam")
SCHEDULES = ("exponential", "step", "inverse_time")
LONG = 300


@dataclass
class Hard:
    """A random case: fields of its file, samples, and weights if not drawn."""

    kind: str
    fields: dict[str, Any]
    samples: np.ndarray  # n_samples x n_features
    labels: np.ndarray
    weights: dict[str, np.ndarray]

    def write(self, folder: Path) -> Path:
        """Write case, data and weights as a user would."""
        table = np.hstack([self.samples, self.labels[:, None]])
        _write_matrix(folder / "data.csv", table)
        fields = {**self.fields, "data": "data.csv"}
        if self.weights:
            (folder / "weights").mkdir(exist_ok=True)
            fields["weights"] = "weights"
        for name, matrix in self.weights.items():
            _write_matrix(folder / "weights" / f"{name}.csv", matrix)
        file = folder / "hard.json"
        file.write_text(json.dumps(fields), "utf-8")
        return file


def _write_matrix(file: Path, matrix: np.ndarray) -> None:
    np.savetxt(file, matrix, "%.17g", ",")


def hard_case(seed: int, number: int) -> Hard:
    """Draw the case of a number; kinds take turns."""
    kinds = list(KINDS)
    kind = kinds[number % len(kinds)]
    stream = Stream([seed, number])
    return KINDS[kind](kind, stream)


def _network(
    stream: Stream, sizes: list[int], hidden: tuple[str, ...] = HIDDEN
) -> dict[str, Any]:
    """Layers and loss; with one output, a logistic one or a perceptron."""
    activations = [str(stream.choice(hidden)) for _ in sizes[1:-1]]
    last, loss = "softmax", CROSS_ENTROPY
    if sizes[-1] == 1:
        last, loss = "sigmoid", "binary_cross_entropy"
        if len(sizes) == 2 and stream.rand() < 0.3:
            last, loss = "step", "perceptron_loss"
    network = {
        "layer_sizes": sizes,
        "activations": [*activations, last],
        "loss": loss,
    }
    if stream.rand() < 0.2:
        network["reduction"] = "sum"
    if stream.rand() < 0.25:
        network["l2_penalty"] = float(10.0 ** stream.uniform(-3, 1))
    if activations and stream.rand() < 0.25:
        network["keep_prob"] = float(stream.choice([0.5, 0.8, 0.93]))
    return network


def _sizes(
    stream: Stream, n_features: int, depth: int, widest: int = 20
) -> list[int]:
    hidden = [int(stream.randint(1, widest + 1)) for _ in range(depth)]
    return [n_features, *hidden, int(stream.randint(1, 7))]


def _optimizer(stream: Stream, largest: float = 0.0) -> dict[str, Any]:
    """An optimizer with a rate of 1e-4 to 10^largest, a schedule at times."""
    name = str(stream.choice(OPTIMIZERS))
    adaptive = name in ("rmsprop", "adam")
    rate = 10.0 ** stream.uniform(-4, min(largest, -1) if adaptive else largest)
    optimizer = {"name": name, "learning_rate": float(rate)}
    if stream.rand() < 0.3:
        optimizer["schedule"] = str(stream.choice(SCHEDULES))
        optimizer["decay_rate"] = float(stream.choice([0.5, 0.99, 1.01]))
        optimizer["decay_epochs"] = int(stream.randint(1, 5))
    if stream.rand() < 0.2:
        optimizer["beta1"] = float(stream.choice([0.0, 0.5, 0.99]))
        optimizer["beta2"] = float(stream.choice([0.5, 0.9, 0.99]))
    return optimizer


def _case(
    kind: str,
    stream: Stream,
    network: dict[str, Any],
    samples: np.ndarray,
    weights: dict[str, np.ndarray] | None = None,
    **settings: Any,
) -> Hard:
    """Put a case together; what is not given is drawn."""
    n_classes = max(2, network["layer_sizes"][-1])
    fields = {
        "network": network,
        "weights": {
            "method": str(stream.choice(["random", "he", "xavier"])),
            "distribution": str(stream.choice(["normal", "uniform"])),
        },
        "optimizer": _optimizer(stream),
        "steps": int(stream.randint(2, 30)),
        "seed": int(stream.randint(2**31)),
        **settings,
    }
    if len(samples) > 2 and stream.rand() < 0.3:
        fields["batch_size"] = int(stream.randint(1, len(samples)))
    labels = stream.randint(n_classes, size=len(samples)).astype(float)
    return Hard(kind, fields, samples, labels, weights or {})


def _normal(stream: Stream, n_features: int, most: int = 60) -> np.ndarray:
    return stream.randn(stream.randint(2, most), n_features)


def _weights(
    sizes: list[int], draw: Callable[[int, int], np.ndarray]
) -> dict[str, np.ndarray]:
    """A matrix for each weight and bias: W1, b1, W2, ..."""
    found = {}
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        found[f"W{layer}"] = draw(n_out, n_in)
        found[f"b{layer}"] = draw(n_out, 1)
    return found


def _ordinary(kind: str, stream: Stream) -> Hard:
    n_features = stream.randint(1, 10)
    sizes = _sizes(stream, n_features, stream.randint(4))
    return _case(
        kind, stream, _network(stream, sizes), _normal(stream, n_features)
    )


def _unscaled(kind: str, stream: Stream) -> Hard:
    """Features from thousandths to tens of thousands, far from 0."""
    n_features = stream.randint(2, 31)
    scale = 10.0 ** stream.uniform(-3, 4, n_features)
    samples = (_normal(stream, n_features) + stream.uniform(-3, 3)) * scale
    sizes = _sizes(stream, n_features, stream.randint(3))
    return _case(kind, stream, _network(stream, sizes), samples)


def _saturated(kind: str, stream: Stream) -> Hard:
    """Weights so large that units and probabilities are nearly 0 or 1."""
    n_features = stream.randint(1, 8)
    sizes = _sizes(stream, n_features, stream.randint(1, 4))
    scale = 10.0 ** stream.uniform(0.7, 2.5)
    weights = _weights(sizes, lambda n, m: scale * stream.randn(n, m))
    network = _network(stream, sizes, ("tanh", "sigmoid"))
    return _case(kind, stream, network, _normal(stream, n_features), weights)


def _wide(kind: str, stream: Stream) -> Hard:
    """As many features as digits have, whole numbers, as they come."""
    n_features = int(stream.choice([64, 100, 257]))
    n_samples = stream.randint(10, 130)
    samples = stream.randint(17, size=(n_samples, n_features)).astype(float)
    samples *= stream.rand(1, n_features) < 0.7  # corners are always 0
    sizes = _sizes(stream, n_features, stream.randint(1, 3), 40)
    steps = int(stream.randint(2, 12))
    return _case(kind, stream, _network(stream, sizes), samples, steps=steps)


def _ties(kind: str, stream: Stream) -> Hard:
    """Scores of 0: exact with few bits, and by rounding with many."""
    n_features = 2 * stream.randint(1, 4)
    sizes = _sizes(stream, n_features, stream.randint(1, 3))
    few = stream.rand() < 0.5
    samples = stream.randint(-4, 5, size=(20, n_features)) / 4.0
    weights = _weights(
        sizes, lambda n, m: stream.randint(-4, 5, size=(n, m)) / 4.0
    )
    if not few:  # a (1, -2) of a sample b (2, 1): 2ab - 2ab
        halves = stream.rand(20, n_features // 2, 1)
        samples = (halves * [2.0, 1.0]).reshape(20, n_features)
        halves = stream.randn(sizes[1], n_features // 2, 1)
        weights["W1"] = (halves * [1.0, -2.0]).reshape(sizes[1], n_features)
        weights["b1"][:] = 0.0
    network = _network(stream, sizes, ("relu",))
    return _case(kind, stream, network, samples, weights)


def _one_sample(kind: str, stream: Stream) -> Hard:
    n_features = stream.randint(1, 30)
    sizes = _sizes(stream, n_features, stream.randint(3))
    samples = stream.randn(1, n_features)
    return _case(kind, stream, _network(stream, sizes), samples)


def _deep(kind: str, stream: Stream) -> Hard:
    n_features = stream.randint(1, 6)
    sizes = _sizes(stream, n_features, stream.randint(5, 12), 8)
    return _case(
        kind, stream, _network(stream, sizes), _normal(stream, n_features, 20)
    )


def _long(kind: str, stream: Stream) -> Hard:
    """A run that goes on until powers and averages have aged."""
    n_features = stream.randint(1, 5)
    sizes = _sizes(stream, n_features, stream.randint(1, 3), 8)
    network, samples = _network(stream, sizes), _normal(stream, n_features, 20)
    return _case(kind, stream, network, samples, steps=LONG)


def _tiny(kind: str, stream: Stream) -> Hard:
    """Numbers whose products and squares come near to where doubles end."""
    n_features = stream.randint(1, 6)
    sizes = _sizes(stream, n_features, stream.randint(3))
    scale = 10.0 ** -stream.uniform(5, 150)
    samples = scale * _normal(stream, n_features)
    weights = _weights(sizes, lambda n, m: scale * stream.randn(n, m))
    return _case(kind, stream, _network(stream, sizes), samples, weights)


KINDS: dict[str, Callable[[str, Stream], Hard]] = {
    "ordinary": _ordinary,
    "unscaled": _unscaled,
    "saturated": _saturated,
    "wide": _wide,
    "ties": _ties,
    "one sample": _one_sample,
    "deep": _deep,
    "long": _long,
    "tiny": _tiny,
}
