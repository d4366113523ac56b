"""The contract: every public operation, the same in each language."""

from __future__ import annotations

import json
from functools import cache

from ..files.paths import fixtures_root
from ..files.strict_json import JsonObject


@cache
def contract() -> dict[str, JsonObject]:
    """Every public operation by its name."""
    text = (fixtures_root() / "contract.json").read_text("utf-8")
    return {entry["name"]: entry for entry in json.loads(text)["operations"]}


def result_names(operation: str) -> tuple[str, ...]:
    """Name the results of an operation, in order."""
    return tuple(item["name"] for item in contract()[operation]["returns"])


def index_results(operation: str) -> tuple[str, ...]:
    """Name the results that number samples, from 0 or from 1."""
    returns = contract()[operation]["returns"]
    return tuple(item["name"] for item in returns if item["kind"] == "indices")


def picture_name(operation: str) -> str:
    """Name the argument that is a picture to draw; nothing if there is none."""
    arguments = contract()[operation]["arguments"]
    named = [item["name"] for item in arguments if "endings" in item]
    return named[0] if named else ""


def choices(operation: str, argument: str) -> tuple[str, ...]:
    """List the words that an argument may be."""
    arguments = contract()[operation]["arguments"]
    return next(
        tuple(item["choices"]) for item in arguments if item["name"] == argument
    )


def undefined_results(operation: str) -> list[str]:
    """Name the results of an operation that the contract lets be NaN."""
    returns = contract()[operation]["returns"]
    return [name for described in returns for name in _undefined(described)]


def _undefined(described: JsonObject) -> list[str]:
    """Name what of a result may be NaN: all, some fields, or nothing."""
    name, undefined = described["name"], described.get("undefined", [])
    if isinstance(undefined, bool):
        return [name] if undefined else []
    return [f"{name}.{field}" for field in undefined]
