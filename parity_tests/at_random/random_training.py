"""Random training cases: networks, data and settings that nobody chose."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_values import KEEP, networks, optimizers

RATES = st.sampled_from([1e-3, 0.01, 0.1])


@st.composite
def training_cases(draw: Any) -> dict[str, Any]:
    """Draw the fields of a case file, and its data as `samples`."""
    network = draw(networks(keep_prob=KEEP))
    if network["activations"][-1] == "softmax":  # a case has two outputs
        sizes = network["layer_sizes"]
        sizes[-1] = max(sizes[-1], 2)
    n_samples = draw(st.integers(2, 40))
    fields = {
        "data": draw(st.integers(0, 2**31)),  # seed of its samples
        "network": network,
        "weights": {
            "method": draw(st.sampled_from(["random", "he", "xavier"])),
            "distribution": draw(st.sampled_from(["normal", "uniform"])),
        },
        "optimizer": draw(optimizers(RATES)),
        "steps": draw(st.integers(1, 8)),
        "seed": draw(st.integers(0, 2**31)),
        "n_samples": n_samples,
    }
    if draw(st.booleans()):
        fields["batch_size"] = draw(st.integers(1, n_samples + 5))
    return fields


def write(folder: Path, name: str, fields: dict[str, Any]) -> Path:
    """Write a case and its data as a user would."""
    network = fields["network"]
    n_samples, n_features = fields["n_samples"], network["layer_sizes"][0]
    binary = network["activations"][-1] == "sigmoid"
    n_classes = 2 if binary else network["layer_sizes"][-1]
    stream = np.random.RandomState(fields["data"])
    labels = stream.randint(n_classes, size=(n_samples, 1))
    table = np.hstack([stream.randn(n_samples, n_features), labels])
    header = ",".join([*(f"x{i}" for i in range(n_features)), "label"])
    data = folder / f"{name}.csv"
    np.savetxt(data, table, "%.17g", ",", header=header, comments="")
    case = {k: v for k, v in fields.items() if k != "n_samples"}
    file = folder / f"{name}.json"
    file.write_text(json.dumps({**case, "data": data.name}), "utf-8")
    return file
