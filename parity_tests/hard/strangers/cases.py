"""Training cases that no bound was tuned on, as a user would write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from lockstep.files.paths import fixtures_root

CROSS_ENTROPY = "categorical_cross_entropy"


def _fields(
    sizes: list[int], hidden: str, optimizer: str, rate: float, **more: Any
) -> dict[str, Any]:
    """Fields of a case; those of network and optimizer find their place."""
    last, loss = "softmax", CROSS_ENTROPY
    if sizes[-1] == 1:
        last, loss = "sigmoid", "binary_cross_entropy"
    network = {
        "layer_sizes": sizes,
        "activations": [*[hidden] * (len(sizes) - 2), last],
        "loss": loss,
    }
    settings = {"name": optimizer, "learning_rate": rate}
    for name in ("l2_penalty", "keep_prob", "reduction"):
        if name in more:
            network[name] = more.pop(name)
    for name in ("schedule", "decay_rate", "decay_epochs"):
        if name in more:
            settings[name] = more.pop(name)
    return {
        "network": network,
        "weights": {"method": "xavier", "distribution": "normal"},
        "optimizer": settings,
        "steps": 12,
        "seed": 5,
        **more,
    }


def _shared(name: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {**fields, "data": str(fixtures_root() / "data" / f"{name}.csv")}


def _drawn(
    folder: Path, samples: np.ndarray, n_classes: int, fields: dict[str, Any]
) -> dict[str, Any]:
    """Write samples with labels that take turns."""
    labels = np.arange(len(samples)) % n_classes
    table = np.hstack([samples, labels[:, None]])
    np.savetxt(folder / "samples.csv", table, "%.17g", ",")
    return {**fields, "data": "samples.csv"}


def _weights(
    folder: Path, sizes: list[int], draw: Callable[[int, int], np.ndarray]
) -> str:
    (folder / "weights").mkdir()
    for layer in range(1, len(sizes)):
        for name, n_in in ((f"W{layer}", sizes[layer - 1]), (f"b{layer}", 1)):
            file = folder / "weights" / f"{name}.csv"
            np.savetxt(file, draw(sizes[layer], n_in), "%.17g", ",")
    return "weights"


def digits(folder: Path) -> dict[str, Any]:
    """Whole numbers up to 16, in batches whose last is smaller."""
    fields = _fields([64, 20, 10], "tanh", "adam", 0.01, batch_size=200)
    return _shared("digits", fields)


def decayed(folder: Path) -> dict[str, Any]:
    """Gradient descent and a large penalty on 1,480 weights."""
    fields = _fields(
        *([64, 20, 10], "relu", "gradient_descent", 1e-4), l2_penalty=9.0
    )
    return _shared("digits", fields)


def unscaled(folder: Path) -> dict[str, Any]:
    """Features from thousandths to thousands."""
    fields = _fields([30, 7, 1], "tanh", "rmsprop", 0.01)
    return _shared("breast_cancer", fields)


def overflowing(folder: Path) -> dict[str, Any]:
    """Scores of thousands, of which no exponential is finite."""
    return _shared(
        "breast_cancer", _fields([30, 2], "", "gradient_descent", 1e-3)
    )


def penalized(folder: Path) -> dict[str, Any]:
    """L2, batches of which the last has a sample, a rate that falls."""
    fields = _fields(
        *([4, 9, 3], "relu", "momentum", 0.05),
        l2_penalty=0.7,
        batch_size=49 - 12,  # 150 = 4 x 37 + 2
        schedule="exponential",
        decay_rate=0.9,
    )
    return _shared("iris", fields)


def dropout(folder: Path) -> dict[str, Any]:
    """Dropout and batches."""
    fields = _fields(
        *([4, 8, 6, 3], "tanh", "adam", 0.02),
        keep_prob=0.7,
        batch_size=64,
        schedule="step",
        decay_rate=0.5,
        decay_epochs=2,
    )
    return _shared("iris", fields)


def one_sample(folder: Path) -> dict[str, Any]:
    """A single sample, which is learned by heart."""
    samples = np.random.RandomState(1).randn(1, 5)
    fields = _fields([5, 4, 3], "sigmoid", "gradient_descent", 2.0)
    return _drawn(folder, samples, 3, {**fields, "steps": 40})


def ties(folder: Path) -> dict[str, Any]:
    """Scores of exactly 0, summed over samples."""
    stream = np.random.RandomState(2)
    sizes = [4, 6, 3]
    fields = _fields(
        *(sizes, "relu", "classical_momentum", 0.0078125), reduction="sum"
    )
    fields["weights"] = _weights(
        folder, sizes, lambda n, m: stream.randint(-2, 3, (n, m)) / 2.0
    )
    samples = stream.randint(-2, 3, size=(20, 4)) / 2.0
    return _drawn(folder, samples, 3, fields)


def saturated(folder: Path) -> dict[str, Any]:
    """Units and probabilities that are nearly 0 or 1."""
    stream = np.random.RandomState(3)
    sizes = [3, 5, 1]
    fields = _fields(sizes, "sigmoid", "gradient_descent", 0.5)
    fields["weights"] = _weights(
        folder, sizes, lambda n, m: 25.0 * stream.randn(n, m)
    )
    return _drawn(folder, stream.randn(12, 3), 2, fields)


def tiny(folder: Path) -> dict[str, Any]:
    """Gradients so small that epsilon is not."""
    stream = np.random.RandomState(4)
    fields = _fields([3, 4, 2], "tanh", "adam", 1e-3)
    return _drawn(folder, 1e-7 * stream.randn(9, 3), 2, fields)


def long_run(folder: Path) -> dict[str, Any]:
    """Three hundred steps, and a count that grows."""
    stream = np.random.RandomState(6)
    fields = _fields([2, 3, 2], "sigmoid", "adam", 0.03)
    return _drawn(folder, stream.randn(15, 2), 2, {**fields, "steps": 300})


def balanced(folder: Path) -> dict[str, Any]:
    """Mirrored samples: sums over them that cancel."""
    half = np.random.RandomState(7).randn(8, 2)
    samples = np.vstack([half, -half])
    return _drawn(folder, samples, 2, _fields([2, 5, 2], "tanh", "momentum", 1))


CASES = {
    made.__name__: made
    for made in (
        *(digits, decayed, unscaled, overflowing, penalized, dropout),
        *(one_sample, ties, saturated, tiny, long_run, balanced),
    )
}


def write(name: str, root: Path) -> Path:
    """Write a case into a folder of its own."""
    folder = root / name
    folder.mkdir()
    file = folder / f"{name}.json"
    file.write_text(json.dumps(CASES[name](folder)), "utf-8")
    return file
