"""Look at a CSV file as text: its header, and where its fault is."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from .refusals import refuse


class FirstLine(NamedTuple):
    """What the first line of a table tells about the rest."""

    n_fields: int
    is_header: bool


def check_file(function: str, file: Any) -> Path:
    """Refuse what is not the path of a file that exists."""
    path = Path(file)
    if not path.is_file():
        got = "a folder" if path.is_dir() else "none"
        refuse(function, str(file), "a file", got)
    return path


def first_line(function: str, path: Path) -> FirstLine:
    """Count the fields of the first line; a header holds no number."""
    if b"\0" in path.read_bytes():
        refuse(function, str(path), "text", "binary data")
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        line = stream.readline()
    if not line.strip():
        refuse(function, str(path), "rows of numbers", "an empty file")
    fields = line.split(",")
    return FirstLine(len(fields), all(_number(text) is None for text in fields))


def refuse_first_bad_field(
    function: str, path: Path, first: FirstLine
) -> NoReturn:
    """Say which line and field cannot be used."""
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    for number, line in enumerate(lines, start=1):
        fields = line.split(",")
        place = f"{path}, line {number}"
        if len(fields) != first.n_fields:
            expected = f"{first.n_fields} fields"
            refuse(function, place, expected, f"{len(fields)}")
        if number > first.is_header:
            _refuse_text(function, place, fields)
    refuse(function, str(path), "rows of numbers", "a header only")


def _refuse_text(function: str, place: str, fields: list[str]) -> None:
    for column, field in enumerate(fields, start=1):
        value = _number(field)
        if value is None or not math.isfinite(value):
            place = f"{place}, field {column}"
            refuse(function, place, "a finite number", _shown(field))


def _number(field: str) -> float | None:
    """Read a decimal number; None if the field is not one."""
    if not field.isascii() or "_" in field:  # float() would take 1_000
        return None
    try:
        return float(field)
    except ValueError:
        return None


def _shown(field: str) -> str:
    """Cut a field for a message, its unprintable characters escaped."""
    text = field.strip()[:30]
    if not text:
        return "nothing"
    return text if text.isprintable() else ascii(text)
