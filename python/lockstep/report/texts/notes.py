"""Notes on what differs between the languages, each at its line."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from ...files.strict_json import JsonObject
from ..side_by_side.sources import Source


@cache
def all_notes() -> list[JsonObject]:
    """Every note on what differs between the languages."""
    text = files(__package__).joinpath("notes.json").read_text("utf-8")
    return list(json.loads(text))


def notes_of(operation: str, language: str) -> list[JsonObject]:
    """The notes to the source of an operation in a language."""
    return [
        note
        for note in all_notes()
        if (note["operation"], note["language"]) == (operation, language)
    ]


def note_line(at: str, source: Source) -> int:
    """Find the first line of code that holds the words of a note.

    Raises
    ------
    LookupError
        If there is none: the source has changed under the note.
    """
    for number, line in enumerate(source.lines):
        if at in line and number not in source.documentation:
            return number
    raise LookupError(f"{source.file}: no line with '{at}' for a note")
