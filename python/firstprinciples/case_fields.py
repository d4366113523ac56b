"""The fields of a training case, before anything that they name is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from .calls import check_arguments, check_value
from .contract import contract
from .refusals import describe, refuse

IDX_FILES = ("images", "labels")
REQUIRED = ("data", "network", "weights", "optimizer", "steps")
NETWORK = ("layer_sizes", "activations", "loss")
NETWORK_OPTIONS = ("reduction", "l2_penalty", "keep_prob")
OPTIMIZER = ("name", "learning_rate")
OPTIMIZER_OPTIONS = (
    "beta1",
    "beta2",
    "epsilon",
    "schedule",
    "decay_rate",
    "decay_epochs",
)
JUDGED = ("comparable_steps", "bound_share")
DESCRIPTIVE = (
    "$schema",
    "kind",
    "title",
    "source",
    "system",
    "run",
    "note",
    "full_steps",
)


def case_fields(path: Path) -> dict[str, Any]:
    """Read a case's fields and fill in those that may be left out."""
    fields = _read_json(path)
    optional = ("id", "seed", "batch_size", *JUDGED, *DESCRIPTIVE)
    _check_fields(path, fields, REQUIRED, optional)
    _check_fields(path, fields["network"], NETWORK, NETWORK_OPTIONS)
    _check_fields(path, fields["optimizer"], OPTIMIZER, OPTIMIZER_OPTIONS)
    if isinstance(fields["data"], dict):
        _check_fields(path, fields["data"], IDX_FILES, ("download",))
    if isinstance(fields["weights"], dict):
        drawn = ("method", "distribution")
        _check_fields(path, fields["weights"], drawn, ())
    kind = fields.get("kind", "training")
    if kind != "training":
        refuse("read_case", str(path), "a training case", describe(kind))
    fields = {"id": path.stem, "seed": 0, **fields}
    _check_values(fields)
    return fields


def _check_values(fields: dict[str, Any]) -> None:
    """Refuse values that are wrong whatever the files hold."""
    network = _completed("new_network", fields["network"])
    _check_as("new_network", network)
    _check_as("new_optimizer", _completed("new_optimizer", fields["optimizer"]))
    own = {"batch_size": 1, **fields}
    for item in contract()["records"]["case"]["fields"]:
        if item["name"] in ("id", "steps", "seed", "batch_size"):
            check_value("read_case", item, own[item["name"]])
    data, weights = fields["data"], fields["weights"]
    for file in data.values() if isinstance(data, dict) else [data]:
        check_value("read_case", {"name": "data", "kind": "path"}, file)
    if isinstance(weights, dict):
        sizes, seed = network["layer_sizes"], fields["seed"]
        drawn = {"layer_sizes": sizes, **weights, "seed": seed}
        _check_as("initialize_parameters", drawn)
    else:
        check_value("read_case", {"name": "weights", "kind": "path"}, weights)


def _check_as(maker: str, values: dict[str, Any]) -> None:
    """Refuse what another function would refuse, in the name of this one."""
    check_arguments("read_case", contract()["operations"][maker], values)


def _completed(maker: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Fill in what a function has a default for."""
    arguments = contract()["operations"][maker]["arguments"]
    return {a["name"]: a.get("default") for a in arguments} | fields


def _read_json(path: Path) -> Any:
    try:
        text = path.read_text("utf-8-sig")
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        refuse("read_case", str(path), "JSON", f"text that is not: {error}")


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def _check_fields(
    path: Path, fields: Any, required: Sequence[str], optional: Sequence[str]
) -> None:
    """Refuse an object that lacks a field or has one that is unknown."""
    if not isinstance(fields, dict):
        refuse("read_case", str(path), "a JSON object", "another value")
    for name in required:
        if name not in fields:
            refuse("read_case", str(path), f"a field {name}", "none")
    known = (*required, *optional)
    for name in fields:
        if name not in known:
            expected = f"fields among {', '.join(known)}"
            refuse("read_case", str(path), expected, describe(name))
