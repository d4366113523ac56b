"""What people are told of operations: equations, derivations, notes, words."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files


@cache
def _read(name: str) -> str:
    return files(__package__).joinpath(f"{name}.json").read_text("utf-8")


def equations() -> dict[str, str]:
    """LaTeX of the equation of each operation that has one."""
    return dict(json.loads(_read("equations")))


def words() -> dict[str, str]:
    """The meaning of each word that the page explains."""
    return dict(json.loads(_read("words")))


def derivation(operation: str) -> str:
    """Where the course derives an operation; empty if it does not.

    Returns
    -------
    str
        A page of docs/ and its heading, as in `course/softmax.md#the-...`.
    """
    for place, operations in json.loads(_read("derivations")).items():
        if operation in operations:
            return str(place)
    return ""
