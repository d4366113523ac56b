"""Read a JSON object, and say exactly where a file is not one."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any, NoReturn

from ..errors import InputError

JsonValue = Any
JsonObject = dict[str, JsonValue]
LARGEST = 16 << 20  # bytes of a file of JSON


def read_object(path: Path) -> JsonObject:
    """Read a JSON object whose keys are unique and whose numbers finite.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict

    Raises
    ------
    InputError
        With the line and column where there is one.
    """
    text = _read_text(path)
    if not text.strip():
        raise InputError(f"{path}: the file is empty; a case is a JSON object")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{path}, {place}: not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(value, dict):
        raise InputError(f"{path}: expected a JSON object, {{...}}")
    return value


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path}: larger than {LARGEST >> 20} MB; a case is a small "
                "JSON file that names its data"
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start + 1} is not UTF-8 text; a case is a "
            "JSON file"
        ) from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(f"{path}: {reason}") from None


def _unique(pairs: list[tuple[str, object]]) -> JsonObject:
    fields: JsonObject = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(f"duplicate key '{name}'; keep one of them")
        fields[name] = value
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON; write a finite number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is too large for a double")
    return number


def _whole(text: str) -> int | float:
    number = _finite(text)
    return number if text == "-0" else int(text)  # an int has no -0
