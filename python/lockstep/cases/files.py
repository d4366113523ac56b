"""The files that a case consists of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject, read_object
from .schema import check_fields


def read_fields(path: Path) -> JsonObject:
    """Read the fields of a case, and check them against the schema.

    A fixture with the very bytes that the manifest records was checked when
    it was recorded.

    Raises
    ------
    InputError
        If they cannot be used.
    """
    fields = _as_recorded(path)
    if fields is None:
        fields = read_object(path)
        check_fields(path, fields, "case")
    return fields


def _as_recorded(path: Path) -> JsonObject | None:
    """Fields of a fixture that nobody has touched; None of any other file."""
    root = fixtures_root()
    if not path.is_relative_to(root):
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    known = _recorded(root / "manifest.json")
    wanted = known.get(path.relative_to(root).as_posix())
    if wanted != hashlib.sha256(content).hexdigest():
        return None
    fields: JsonObject = json.loads(content)
    return fields


@cache
def _recorded(manifest: Path) -> dict[str, str]:
    """Hash of each file that the fixtures' scripts made."""
    try:
        files = json.loads(manifest.read_text("utf-8"))["files"]
        return {entry["path"]: entry["sha256"] for entry in files}
    except (OSError, ValueError, LookupError, TypeError):
        return {}  # `lockstep fixtures --check` tells why


def case_files(path: Path) -> list[Path]:
    """List the files that a fixture's verdict depends on.

    Parameters
    ----------
    path : Path
        The case's file.

    Returns
    -------
    list of Path
        Itself, its data, weights, certified values and envelope; those that
        exist.
    """
    fields, root = read_fields(path), fixtures_root()
    files = [path, *named_files(path.parent, fields)]
    files += [
        root / "expected" / path.name,
        root / "expected" / "operations" / path.name,
        *(root / "envelopes").glob(f"{path.stem}.*"),
    ]
    return sorted(file for file in files if file.is_file())


def named_files(folder: Path, fields: JsonObject) -> Iterator[Path]:
    """Files that the fields of a case name."""
    data, weights = fields.get("data", []), fields.get("weights")
    names = data.values() if isinstance(data, dict) else [data]
    is_training = fields.get("kind", "training") == "training"
    for name in names if is_training else ():
        yield folder / name
        yield folder / f"{name}.gz"
    if isinstance(weights, str):
        yield from (folder / weights).glob("*.csv")
