"""Arguments of an operation case, as the contract describes them."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import numpy as np

from ..errors import InputError
from ..files.strict_json import JsonObject, JsonValue
from .contract import contract
from .schema import unknown

Arguments = dict[str, Any]  # of an operation, by name


def read_arguments(operation: str, arguments: Arguments) -> Arguments:
    """Turn JSON values into what a port is handed, in the contract's order.

    Parameters
    ----------
    operation : str
    arguments : dict
        As the case has them.

    Returns
    -------
    dict
        Matrices, vectors, labels and counts as doubles, numbers as float,
        text, paths, flags as bool, and networks and optimizers as dict.

    Raises
    ------
    InputError
        If the contract has no such operation or argument, or if a value is
        not of its kind.
    """
    _check_operation(operation)
    described = contract()[operation]["arguments"]
    names = [entry["name"] for entry in described]
    for name in arguments:
        if name not in names:
            raise InputError(unknown("argument", name, names))
    values: dict[str, Any] = {}
    absent = ""  # ports take arguments by their place
    for entry in described:
        name = entry["name"]
        if name in arguments:
            if absent:
                raise InputError(
                    f"argument '{absent}' is missing before '{name}'"
                )
            place = f"arguments.{name}"
            values[name] = _convert(place, entry["kind"], arguments[name])
        elif not entry.get("optional"):
            raise InputError(f"argument '{name}' is missing")
        else:
            absent = absent or name
    return values


def _check_operation(operation: str) -> None:
    compared = [
        name
        for name, entry in contract().items()
        if entry["comparison"] != "none"
    ]
    if operation not in compared:
        raise InputError(unknown("operation", operation, compared))


def _convert(place: str, kind: str, value: JsonValue) -> object:
    if kind == "matrix":
        return _numbers(place, value, 2, "a list of rows of equal length")
    if kind == "labels":
        return _numbers(place, value, 1, "a list of labels")
    if kind in ("counts", "vector"):
        return _numbers(place, value, 1, "a list of numbers")
    if kind in ("number", "count"):
        return float(_numbers(place, value, 0, "a number"))
    if kind == "text":
        return _typed(place, value, str, "a text")
    if kind == "texts":
        return [
            _typed(place, item, str, "a list of texts")
            for item in _typed(place, value, list, "a list of texts")
        ]
    if kind == "path":
        return _file_name(place, value)
    if kind == "flag":
        return _typed(place, value, bool, "true or false")
    fields = _typed(place, value, dict, "an object, {...}")
    if kind == "matrices":
        return {
            name: _convert(f"{place}.{name}", "matrix", item)
            for name, item in fields.items()
        }
    if kind == "search":
        return _search(place, fields)
    return fields


def _search(place: str, fields: JsonObject) -> Arguments:
    """Turn the lists of a search into arrays, those of words as well."""
    trials = {name: np.array(v) for name, v in fields["trials"].items()}
    lists = {name: np.array(fields[name]) for name in ("rounds", "scores")}
    matrices = _convert(place, "matrices", fields["parameters"])
    return {**fields, **lists, "trials": trials, "parameters": matrices}


def _file_name(place: str, value: JsonValue) -> PurePath:
    """Refuse folders: where a port may write is not the case's business."""
    name = PurePath(_typed(place, value, str, "the name of a file"))
    if not value or name.name != value:
        raise InputError(f"{place}: expected a file's name without a folder")
    return name


def _typed(
    place: str, value: JsonValue, wanted: type, expected: str
) -> JsonValue:
    if not isinstance(value, wanted):
        raise InputError(f"{place}: expected {expected}")
    return value


def _numbers(
    place: str, value: JsonValue, n_dimensions: int, expected: str
) -> np.ndarray:
    array = np.array(value, dtype=object)
    plain = all(type(item) in (int, float) for item in array.flat)
    if array.ndim != n_dimensions or not plain:
        raise InputError(f"{place}: expected {expected}")
    return array.astype(np.float64)
