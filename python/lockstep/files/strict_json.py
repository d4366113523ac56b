"""Read a JSON object, and say exactly where a file is not one."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any, NoReturn

from ..errors import InputError
from .plain_text import printable, shortened

JsonValue = Any
JsonObject = dict[str, JsonValue]
# JSON has no other way to write most of what a screen obeys.
ESCAPE = re.compile(r"\\u|[^\x00-\x7f]|\x7f")
LARGEST = 16 << 20  # bytes of a file of JSON


def read_object(path: Path) -> JsonObject:
    """Read a JSON object whose keys are unique and whose numbers finite.

    Raises
    ------
    InputError
        With the line and column where there is one.
    """
    text = _read_text(path)
    if not text.strip():
        raise InputError(f"{path}: the file is empty; expected a JSON object")
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
    except RecursionError:
        raise InputError(f"{path}: too many nested brackets") from None
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None
    if not isinstance(value, dict):
        raise InputError(f"{path}: expected a JSON object, {{...}}")
    if ESCAPE.search(text) and not _is_harmless(value):
        raise InputError(
            f"{path}: a text holds control characters, such as \\u0000 or "
            "\\u001b; leave them out"
        )
    return value


def _is_harmless(value: Any) -> bool:
    """Whether no text of a value, or name, can confuse a screen."""
    if isinstance(value, dict):
        return all(map(_is_harmless, [*value, *value.values()]))
    if isinstance(value, list):
        return all(map(_is_harmless, value))
    return not isinstance(value, str) or printable(value) == value


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path}: larger than {LARGEST >> 20} MB; expected a small file"
            )
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: byte {error.start + 1} is not UTF-8 text; expected JSON"
        ) from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(f"{path}: {reason}") from None


def _unique(pairs: list[tuple[str, object]]) -> JsonObject:
    fields: JsonObject = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(
                f"duplicate key '{shortened(name)}'; keep one of them"
            )
        fields[name] = value
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON; write a finite number")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{shortened(text)} is too large for a double")
    return number


def _whole(text: str) -> int | float:
    number = _finite(text)
    return number if text == "-0" else int(text)  # an int has no -0
