"""The files that a case consists of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject, read_object
from .schema import check_fields


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
    fields, root = read_object(path), fixtures_root()
    check_fields(path, fields, "case")
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
