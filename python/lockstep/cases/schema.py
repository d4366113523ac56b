"""Check fields against a JSON Schema, and say what is wrong in a sentence."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..files.paths import fixtures_root
from ..files.plain_text import one_line, shortened
from ..files.strict_json import JsonObject, JsonValue

if TYPE_CHECKING:  # it loads slowly, and most files need no check
    from jsonschema import Draft202012Validator, ValidationError

TYPES = {
    "object": "an object, {...}",
    "array": "a list, [...]",
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
}
ENDS = {
    "exclusiveMinimum": "above",
    "minimum": "of at least",
    "exclusiveMaximum": "below",
    "maximum": "at most",
}
# A misspelt key is also a missing one: name the cause, not its effects.
ORDER = ("additionalProperties", "required", "type", "enum")

LISTED = 30  # words that a person still reads
SHOWN = 40  # characters of a word of others


def check_fields(path: Path, fields: JsonObject, schema: str) -> None:
    """Refuse fields that break a schema of the fixtures.

    Parameters
    ----------
    path : Path
        Where the fields come from, for the message.
    fields : dict
    schema : str
        Name of the schema: "case", "manifest" or "contract".

    Raises
    ------
    InputError
        Names the first fault, where it is, and what would be right.
    """
    errors = _validator(fixtures_root(), schema).iter_errors(fields)
    first = min(errors, key=_rank, default=None)
    if first is not None:
        place = _place(first.absolute_path)
        said = _sentence(first)
        said = one_line(f"{place}: {said}" if place else said)
        raise InputError(f"{path}: {said}")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Ask whether the nearest known word was meant, if one is near."""
    close = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean '{close[0]}'?" if close else ""


def unknown(noun: str, word: str, known: Iterable[str]) -> str:
    """Say that a word is unknown, suggest the nearest, and list the others.

    Of many others, those that are near.
    """
    word, words = one_line(word, SHOWN), list(known)
    asked = suggestion(word, words)
    near = difflib.get_close_matches(word, words, 6, 0.4)
    listed = f"known: {', '.join(words)}"
    if near and len(words) > LISTED:
        listed = f"near: {', '.join(near)}; {len(words)} are known"
    return f"unknown {noun} '{word}'{asked} ({listed})"


@cache
def _validator(root: Path, schema: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    file = root / "schema" / f"{schema}.schema.json"
    return Draft202012Validator(json.loads(file.read_text("utf-8")))


def _rank(error: ValidationError) -> tuple[int, list[str]]:
    kind = str(error.validator)
    rank = ORDER.index(kind) if kind in ORDER else len(ORDER)
    return rank, [str(step) for step in error.absolute_path]


def _place(steps: Iterable[str | int]) -> str:
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def _sentence(error: ValidationError) -> str:
    schema: JsonObject = error.schema
    value: JsonValue = error.instance
    if error.validator == "additionalProperties":
        known = schema["properties"]
        strange = next(name for name in value if name not in known)
        return unknown("key", strange, known)
    if error.validator == "required":
        missing = next(n for n in schema["required"] if n not in value)
        meaning = schema["properties"][missing]["description"]
        return f"'{missing}' is missing: {meaning}"
    if error.validator == "enum":
        return unknown("word", str(value), schema["enum"])
    return f"expected {_expected(schema)}, got {_shown(value)}"


def _expected(schema: JsonObject) -> str:
    """Describe what a schema of one value allows."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    names = [TYPES.get(kind, kind) for kind in kinds]
    words = [" or ".join(names) or schema.get("description", "")]
    words += _range(schema)
    if "minItems" in schema:
        words.append(f"with at least {schema['minItems']} entries")
    if "pattern" in schema:
        words.append(f"of the form {schema['pattern']}")
    if "minLength" in schema:
        words.append("that is not empty")
    if "maxLength" in schema:
        words.append(f"with at most {schema['maxLength']} letters")
    return " ".join(words)


def _range(schema: JsonObject) -> list[str]:
    if "minimum" in schema and "maximum" in schema:
        return [f"from {schema['minimum']} to {schema['maximum']}"]
    ends = [f"{w} {schema[end]}" for end, w in ENDS.items() if end in schema]
    return [" and ".join(ends)] if ends else []


def _shown(value: object) -> str:
    return shortened(json.dumps(value))
