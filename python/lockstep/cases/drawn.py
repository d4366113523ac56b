"""Training cases that are drawn: small networks on few samples."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from itertools import pairwise
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..files.encode import encode_csv
from ..files.strict_json import JsonObject
from .contract import choices, contract

MOST_SAMPLES, MOST_UNITS, MOST_LAYERS, MOST_STEPS = 30, 6, 3, 8


def draw_cases(
    folder: Path, seed: int, count: int, able: Collection[str]
) -> list[Path]:
    """Write cases whose data, weights and numbers nobody knows before.

    Parameters
    ----------
    folder : Path
    seed : int
        The same seed draws the same cases.
    count : int
    able : collection of str
        Capabilities of the port; a case needs no others.

    Returns
    -------
    list of Path

    Raises
    ------
    InputError
        If the port declares no network that could be drawn.
    """
    lacking = missing_for_training(able)
    if lacking:
        raise InputError(
            f"port.json declares no {lacking}: no training case can be drawn"
        )
    files = []
    for number in range(1, count + 1):
        generator = np.random.default_rng((seed, number))
        fields = _drawn_fields(generator, able)
        n_samples = int(generator.integers(5, MOST_SAMPLES + 1))
        if "batches" in able and generator.random() < 0.5:
            fields["batch_size"] = int(generator.integers(2, n_samples))
        name = f"fresh-{number:02d}"
        files.append(write_case(folder, name, generator, fields, n_samples))
    return files


def missing_for_training(able: Collection[str]) -> str:
    """What a port lacks to train any network, in words."""
    if not _outputs(able):
        return "output with its loss"
    if not set(choices("new_optimizer", "name")) & set(able):
        return "optimizer"
    return ""


def _outputs(able: Collection[str]) -> dict[str, str]:
    """Outputs that can be drawn, each with its loss.

    A step is not drawn: it has no derivative to train hidden layers by.
    """
    rows = contract()["new_network"]["outputs"]
    return {
        row["activation"]: row["loss"]
        for row in rows
        if row["activation"] != "step"
        and {row["activation"], row["loss"]} <= set(able)
    }


def write_case(
    folder: Path,
    name: str,
    generator: np.random.Generator,
    fields: JsonObject,
    n_samples: int,
) -> Path:
    """Write a case with drawn data and weights.

    Parameters
    ----------
    folder : Path
    name : str
        Of the case, and of its files.
    generator : Generator
    fields : dict
        Of the case, without its data and weights.
    n_samples : int

    Returns
    -------
    Path
        Of the case file.
    """
    sizes = fields["network"]["layer_sizes"]
    n_classes = max(sizes[-1], 2)
    labels = generator.permutation(np.arange(n_samples) % n_classes)
    X = generator.normal(size=(n_samples, sizes[0]))
    header = [*(f"x{n}" for n in range(1, sizes[0] + 1)), "label"]
    table = np.column_stack([X, labels])
    (folder / f"{name}.csv").write_bytes(encode_csv(table, header))
    weights = folder / f"{name}-weights"
    weights.mkdir()
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        W = generator.normal(size=(n_out, n_in)) / np.sqrt(n_in)
        b = 0.1 * generator.normal(size=(n_out, 1))
        (weights / f"W{layer}.csv").write_bytes(encode_csv(W))
        (weights / f"b{layer}.csv").write_bytes(encode_csv(b))
    file = folder / f"{name}.json"
    named = {"id": name, "data": f"{name}.csv", "weights": weights.name}
    file.write_text(json.dumps({**named, **fields}, indent=2), "utf-8")
    return file


def _drawn_fields(
    generator: np.random.Generator, able: Collection[str]
) -> JsonObject:
    """A network, an optimizer and a number of steps."""

    def one_of(names: Collection[str]) -> str:
        return str(generator.choice([name for name in names if name in able]))

    def between(low: float, high: float) -> float:
        return float(generator.uniform(low, high))

    def sometimes(word: str) -> bool:
        return word in able and bool(generator.random() < 0.5)

    outputs = _outputs(able)
    output = one_of(outputs)
    words = choices("new_network", "activations")
    n_hidden = int(generator.integers(0, MOST_LAYERS))
    if not set(words) & set(able):
        n_hidden = 0
    hidden = [one_of(words) for _ in range(n_hidden)]
    units = generator.integers(1, MOST_UNITS + 1, size=n_hidden + 1).tolist()
    n_outputs = int(generator.integers(2, 5)) if output == "softmax" else 1
    network = {
        "layer_sizes": [*units, n_outputs],
        "activations": [*hidden, output],
        "loss": outputs[output],
        "reduction": "sum" if sometimes("sum") else "mean",
        "l2_penalty": between(0.01, 1.0) if sometimes("l2_penalty") else 0.0,
        "keep_prob": 1.0,
    }
    if hidden and sometimes("dropout"):
        network["keep_prob"] = between(0.5, 0.9)
    return {
        "network": network,
        "optimizer": _drawn_optimizer(one_of, between, sometimes),
        "steps": int(generator.integers(3, MOST_STEPS + 1)),
        "seed": int(generator.integers(1, 1000)),
    }


def _drawn_optimizer(
    one_of: Callable[[Collection[str]], str],
    between: Callable[[float, float], float],
    sometimes: Callable[[str], bool],
) -> JsonObject:
    found: JsonObject = {
        "name": one_of(choices("new_optimizer", "name")),
        "learning_rate": between(0.001, 0.1),
        "beta1": between(0.5, 0.95),
        "beta2": between(0.7, 0.999),
        "epsilon": 10 ** between(-8, -3),
    }
    for schedule in choices("new_optimizer", "schedule"):
        is_open = schedule != "constant" and "schedule" not in found
        if is_open and sometimes(f"{schedule}_decay"):
            found["schedule"] = schedule
            found["decay_rate"] = between(0.3, 0.95)
            found["decay_epochs"] = 2 if schedule == "step" else 1
    return found
