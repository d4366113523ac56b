"""The fields of a training case, before anything that they name is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .checks import refuse

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
    if fields.get("kind", "training") != "training":
        refuse("read_case", str(path), "a training case", str(fields["kind"]))
    return {"id": path.stem, "seed": 0, **fields}


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError:
        refuse("read_case", str(path), "a file", "none")
    except ValueError as error:
        refuse("read_case", str(path), "JSON", f"text that is not: {error}")


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
            refuse("read_case", str(path), expected, name)
