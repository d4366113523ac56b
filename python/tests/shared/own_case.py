"""A user's own case for the tests: a 2-3-4 network on five samples."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lockstep.cases.load import load_case
from lockstep.errors import InputError

FIELDS: dict[str, Any] = {
    "data": "own.csv",
    "network": {
        "layer_sizes": [2, 3, 4],
        "activations": ["relu", "softmax"],
        "loss": "categorical_cross_entropy",
    },
    "weights": "weights",
    "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
    "steps": 20,
}
ROWS = ["0.1,0.2,3", "1.5,-2,0", "0.25,1e-3,2", "-1,0,1", "4,4,3"]


OPERATION: dict[str, Any] = {
    "kind": "operation",
    "operation": "one_hot",
    "arguments": {"n_classes": 3, "labels": [0, 2, 1]},
}


def make_folder(folder: Path) -> Path:
    """Write data and weights that fit the case."""
    (folder / "own.csv").write_text("\n".join(["x,y,label", *ROWS]) + "\n")
    weights = folder / "weights"
    weights.mkdir()
    for name, shape in (
        ("W1", (3, 2)),
        ("b1", (3, 1)),
        ("W2", (4, 3)),
        ("b2", (4, 1)),
    ):
        write_matrix(weights / f"{name}.csv", np.full(shape, 0.125))
    return folder


def write_matrix(file: Path, matrix: np.ndarray) -> None:
    """Write a matrix as users do."""
    np.savetxt(file, matrix, "%.17g", ",")


def written(folder: Path, fields: Any, name: str = "own.json") -> Path:
    """Write a case file."""
    file = folder / name
    file.write_text(json.dumps(fields))
    return file


def changed(base: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Fields of a case, some of them set; `a__b` is b within a."""
    fields = copy.deepcopy(base)
    for name, value in changes.items():
        *way, last = name.split("__")
        place = fields
        for step in way:
            place = place[step]
        place[last] = value
    return fields


def refusal(file: Path | str) -> str:
    """The one line that refuses a case."""
    with pytest.raises(InputError) as caught:
        load_case(file)
    message = str(caught.value)
    assert "\n" not in message
    return message
