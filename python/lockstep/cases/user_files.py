"""Files that a case needs and that only the user can bring, as MNIST's."""

from __future__ import annotations

from pathlib import Path

from ..files.strict_json import JsonObject


def missing_files(path: Path, fields: JsonObject) -> str:
    """Say which of the IDX files that a case names are missing.

    Parameters
    ----------
    path : Path
        The case's file.
    fields : dict
        Its fields, checked against the schema.

    Returns
    -------
    str
        What to put where, and where it comes from; nothing if no file is
        missing.
    """
    data = fields.get("data")
    if not isinstance(data, dict):
        return ""
    files = [path.parent / data[name] for name in ("images", "labels")]
    missing = [str(file.resolve()) for file in files if not _is_there(file)]
    if not missing:
        return ""
    origin = f" (from {data['download']})" if "download" in data else ""
    return f"files are missing: put {' and '.join(missing)} there{origin}"


def _is_there(file: Path) -> bool:
    """Whether there is such a file, plain or gzip."""
    return file.is_file() or file.with_name(f"{file.name}.gz").is_file()
