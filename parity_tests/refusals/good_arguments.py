"""Arguments that every public function takes: one small problem for all.

A network of 2 features, 3 hidden units and 2 classes, and 4 samples.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from lockstep.files.paths import fixtures_root

SIZES = {
    "n_features": 2,
    "n_in": 2,
    "n_units": 3,
    "n_out": 3,
    "n_classes": 2,
    "n_outputs": 2,
    "n_samples": 4,
    "n_validation": 4,
    "n_values": 4,
    "n_points": 4,
    "n_rates": 4,
    "n_steps": 4,
    "n_curves": 2,
    "n_rows": 3,
    "n_columns": 2,
}
SHAPES = {"W1": (3, 2), "b1": (3, 1), "W2": (2, 3), "b2": (2, 1)}
LABELS = np.array([0.0, 1.0, 0.0, 1.0])
ONE_HOT = np.array([LABELS == 0, LABELS == 1]).astype(np.float64)
NETWORK = {
    "layer_sizes": [2, 3, 2],
    "activations": ["relu", "softmax"],
    "loss": "categorical_cross_entropy",
    "reduction": "mean",
    "l2_penalty": 0.1,
    "keep_prob": 0.5,
}
OPTIMIZER = {
    "name": "adam",
    "learning_rate": 0.1,
    "beta1": 0.9,
    "beta2": 0.999,
    "epsilon": 1e-8,
    "schedule": "step",
    "decay_rate": 0.5,
    "decay_epochs": 2,
}


SPACE = {
    "learning_rate": {"scale": "log", "low": 0.01, "high": 1.0},
    "n_hidden": {"scale": "choice", "choices": [2.0, 4.0]},
}
TRIAL = {"learning_rate": 0.1, "n_hidden": 2.0}
SEARCH = {
    "trials": {
        "learning_rate": np.array([0.1, 0.5]),
        "n_hidden": np.array([2.0, 4.0]),
    },
    "rounds": np.zeros(2),
    "scores": np.array([0.5, 0.25]),
    "winner": TRIAL,
    "score": 0.25,
    "network": NETWORK,
    "optimizer": OPTIMIZER,
    "parameters": {},
}


class Stacks(dict):
    """Named matrices of several steps, the step first."""


def fractions(*shape: int) -> np.ndarray:
    """Different numbers between 0 and 1, in ascending order."""
    n_values = int(np.prod(shape))
    return (np.arange(1.0, n_values + 1) / (n_values + 1)).reshape(shape)


def named(letters: str) -> dict[str, np.ndarray]:
    """Matrices shaped as the parameters, a letter before each name."""
    return {
        letter + name: fractions(*shape)
        for letter in letters or ("",)
        for name, shape in SHAPES.items()
    }


PARAMETERS = named("")
CASE = {
    "id": "small",
    "X": fractions(2, 4),
    "labels": LABELS,
    "parameters": PARAMETERS,
    "network": NETWORK,
    "optimizer": OPTIMIZER,
    "steps": 3,
    "seed": 1,
    "batch_size": 2,
}
CACHE = {
    "A0": fractions(2, 4),
    "Z1": fractions(3, 4),
    "A1": fractions(3, 4),
    "Z2": fractions(2, 4),
    "A2": fractions(2, 4),
}
# By an argument's name, where its kind does not say enough.
BY_NAME: dict[str, Any] = {
    "Y": ONE_HOT,
    "counts": np.array([[3.0, 1.0], [0.0, 2.0]]),
    "mask": np.array([[1.0, 0.0, 1.0, 1.0]] * 3),
    "activation": "relu",
    "activations": NETWORK["activations"],
    "layer_sizes": np.array([2.0, 3.0, 2.0]),
    "names": ["slow", "fast"],
    "purpose": "weights",
    "method": "he",
    "distribution": "normal",
    "beta1": 0.9,
    "seed": 1,
    "step": 1,
    "epoch": 1,
    "parameters": PARAMETERS,
    "gradients": named("d"),
    "numerical": named("d"),
    "analytical": named("d"),
    "cache": CACHE,
    "masks": {"M1": np.array([[1.0, 0.0, 1.0, 1.0]] * 3)},
    "first_step": 0,
    "labels_validation": LABELS,
    "validation_share": 0.25,
    "test_share": 0.25,
    "criterion": "loss",
    "initialization": "he",
    "hidden": np.array([3.0, 2.0]),
    "hidden_activation": "relu",
    **{k: v for k, v in NETWORK.items() if isinstance(v, (str, float))},
    **{k: v for k, v in OPTIMIZER.items() if isinstance(v, (str, float))},
}
BY_KIND: dict[str, Any] = {
    "labels": LABELS,
    "number": 0.5,
    "count": 2,
    "flag": True,
    "network": NETWORK,
    "optimizer": OPTIMIZER,
    "case": CASE,
    "space": SPACE,
    "trial": TRIAL,
    "search": SEARCH,
    "function": None,  # functions cannot cross a bridge
}


def good_arguments(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What a function of the contract takes, by the argument's name.

    Parameters
    ----------
    entry : dict
        Of the contract.
    folder : path
        For the pictures that a plot would write.
    """
    return {
        item["name"]: _good(entry, item, folder) for item in entry["arguments"]
    }


def _good(entry: dict[str, Any], item: dict[str, Any], folder: Path) -> Any:
    name, kind = item["name"], item["kind"]
    if kind == "path":
        return _path(entry["name"], name, folder)
    if name == "state":
        return _state(kind)
    if kind == "trace":
        return Stacks({k: np.stack([v, v]) for k, v in PARAMETERS.items()})
    if entry["name"] == "plot_trials" and name == "name":
        return "learning_rate"
    if (name, kind) == ("optimizer", "text"):
        return OPTIMIZER["name"]
    if name in BY_NAME:
        return BY_NAME[name]
    if kind in BY_KIND:
        return BY_KIND[kind]
    if kind in ("matrix", "vector"):
        return fractions(*map(size, item["shape"].split(" x ")))
    raise KeyError(f"no good value of kind {kind} for {name}: write one here")


def size(symbol: str) -> int:
    """Size of an axis that a shape of the contract names."""
    return int(symbol) if symbol.isdigit() else SIZES[symbol]


def _state(kind: str) -> dict[str, np.ndarray]:
    state = named("vs")
    if kind == "trace":
        return Stacks({k: np.stack([v, v]) for k, v in state.items()})
    return state


def _path(function: str, name: str, folder: Path) -> str:
    root = fixtures_root()
    files = {
        "read_matrix": root / "data" / "spiral.csv",
        "read_data": root / "data" / "spiral.csv",
        "read_case": root / "cases" / "spiral-2x100x3_relu-gd.json",
        "read_npy": folder / "array.npy",
        "read_idx": folder / "images",
        "read_mnist": folder / name.removesuffix("_file"),
    }
    return str(files.get(function, folder / "picture.png"))


def write_good_files(folder: Path) -> None:
    """Make the files that no fixture holds."""
    np.save(folder / "array.npy", fractions(2, 3))
    header = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1])
    (folder / "images").write_bytes(header + bytes([7, 255]))
    (folder / "labels").write_bytes(bytes([0, 0, 8, 1, 0, 0, 0, 2, 0, 1]))
