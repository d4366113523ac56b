"""The fields of a training case, before anything that they name is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from inspect import signature
from pathlib import Path
from typing import Any, NoReturn

from .checks import (
    check_count,
    check_path,
    check_text,
    check_whole,
    describe,
    refuse,
)
from .initializers import check_initialization
from .network import new_network
from .network_checks import check_settings
from .optimizer_checks import check_hyper_parameters
from .optimizers import new_optimizer

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
    function = "read_case"
    settings = _complete(new_network, fields["network"])
    check_settings(function, **settings)
    check_hyper_parameters(
        function, **_complete(new_optimizer, fields["optimizer"])
    )
    check_count(function, "steps", fields["steps"])
    check_whole(function, "seed", fields["seed"])
    check_count(function, "batch_size", fields.get("batch_size", 1))
    check_text(function, "id", fields["id"])
    data = fields["data"]
    for file in data.values() if isinstance(data, dict) else [data]:
        check_path(function, "data", file)
    weights, sizes = fields["weights"], settings["layer_sizes"]
    if isinstance(weights, dict):
        seed = fields["seed"]
        check_initialization(function, sizes, **weights, seed=seed)
    else:
        check_path(function, "weights", weights)


def _complete(maker: Callable[..., Any], fields: dict[str, Any]) -> dict:
    """Fill in what a function has a default for."""
    given = signature(maker).bind(**fields)
    given.apply_defaults()
    return dict(given.arguments)


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
