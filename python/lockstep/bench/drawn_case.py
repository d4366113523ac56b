"""A training case of random points, as large as one likes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

LEARNING_RATE = 0.01


def write_case(
    folder: Path, seed: int, sizes: tuple[int, ...], samples: int, steps: int
) -> Path:
    """Write a case of a relu network with softmax, and all its files.

    Parameters
    ----------
    folder : Path
        It must be there; cases of other seeds may be in it.
    seed : int
    sizes : tuple of int
        Features, units of each hidden layer, classes.
    samples, steps : int

    Returns
    -------
    Path
        Of the case.
    """
    draw = np.random.default_rng(seed)
    labels = np.arange(samples) % sizes[-1]
    points = draw.normal(0, 1, (samples, sizes[0])) + labels[:, None]
    rows = np.column_stack([points, labels])
    data, weights = folder / f"data-{seed}.csv", folder / f"weights-{seed}"
    _write(data, rows)
    weights.mkdir(exist_ok=True)
    for layer in range(1, len(sizes)):
        n_in, n_out = sizes[layer - 1 : layer + 1]
        W = draw.normal(0, np.sqrt(2 / n_in), (n_out, n_in))
        _write(weights / f"W{layer}.csv", W)
        _write(weights / f"b{layer}.csv", np.zeros((n_out, 1)))
    hidden = ["relu"] * (len(sizes) - 2)
    fields = {
        "id": f"drawn-{seed}",
        "kind": "training",
        "data": data.name,
        "weights": weights.name,
        "network": {
            "layer_sizes": sizes,
            "activations": [*hidden, "softmax"],
            "loss": "categorical_cross_entropy",
        },
        "optimizer": {
            "name": "gradient_descent",
            "learning_rate": LEARNING_RATE,
        },
        "steps": steps,
    }
    case = folder / f"drawn-{seed}.json"
    case.write_text(json.dumps(fields))
    return case


def _write(file: Path, matrix: np.ndarray) -> None:
    np.savetxt(file, matrix, fmt="%.17g", delimiter=",")
