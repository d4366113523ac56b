"""What a value of each kind must be: the contract's words, as checks."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .calls import Call, check_of
from .contract import Entry, contract
from .refusals import describe, is_array, is_number, refuse, shape_text

ROUNDING = 1e-9  # of a sum of probabilities


@check_of("number")
@check_of("count")
def _number(call: Call, name: str, value: Any, item: Entry) -> None:
    rules = contract()["ranges"][item["range"]]
    if not is_number(value):
        call.refuse(name, rules[0]["says"], describe(value))
    for rule in rules:
        if not _keeps(rule, float(value)):
            call.refuse(name, rule["says"], describe(value))
    if item["kind"] == "count":
        call.sizes[name] = int(value)


def _keeps(rule: Entry, x: Any) -> Any:
    """Whether a number, or each of an array, is finite and within a rule."""
    kept = abs(x) < math.inf  # not so for NaN
    if "least" in rule:
        kept = kept & (x >= rule["least"])
    if "above" in rule:
        kept = kept & (x > rule["above"])
    if "most" in rule:
        kept = kept & (x <= rule["most"])
    if "below" in rule:
        kept = kept & (x < rule["below"])
    if rule.get("whole"):
        kept = kept & (x == np.trunc(x))
    return kept


def _check_entries(
    call: Call, name: str, values: np.ndarray, rules: Sequence[Entry]
) -> None:
    """Name the first value that breaks a rule, and the rule."""
    kept = np.array([_keeps(rule, values) for rule in rules])
    if not kept.all():
        first = int(kept.all(axis=0).argmin())
        rule = rules[int(kept[:, first].argmin())]
        call.refuse(name, rule["says"], format(values[first], ".6g"))


@check_of("matrix")
def _matrix(call: Call, name: str, value: Any, item: Entry) -> None:
    if not is_array(value) or value.ndim != 2:
        call.refuse(name, "a matrix", describe(value))
    check_doubles(call, name, value)
    if value.size == 0:
        call.refuse(name, "at least 1 x 1", shape_text(value.shape))
    if not np.isfinite(value).all():
        call.refuse(name, "finite values", "NaN or Inf")
    if "shape" in item:
        shape = _sizes(call, item, value.shape)
        _check_orientation(call, name, value, shape[0], item["shape"])
        check_shape(call, name, value, shape)
    if "range" in item:
        entries = value if item.get("order") == "rows" else value.T
        rules = contract()["ranges"][item["range"]]
        _check_entries(call, name, entries.ravel(), rules)
    if "column_sum" in item:
        _check_sums(call, name, value, item["column_sum"])


def check_doubles(call: Call, name: str, value: np.ndarray) -> None:
    """Refuse numbers of another precision."""
    if value.dtype != np.float64:
        kinds = {"i": "integers", "u": "integers", "c": "complex numbers"}
        got = kinds.get(value.dtype.kind, "numbers of another precision")
        call.refuse(name, "doubles", got)


def _sizes(call: Call, item: Entry, shape: Sequence[int]) -> tuple[int, ...]:
    """Sizes of a shape's names; a new name is what it is here."""
    names = item["shape"].split(" x ")
    return tuple(
        int(name) if name.isdigit() else call.sizes.setdefault(name, size)
        for name, size in zip(names, shape, strict=True)
    )


# What mends the one mistake that everybody makes; R and Octave say it, too.
TRANSPOSE = "samples stand in columns, pass X'"


def _check_orientation(
    call: Call, name: str, value: np.ndarray, n_features: int, shape: str
) -> None:
    """Refuse samples in rows, where the number of features tells them."""
    rows, columns = value.shape
    is_turned = name.startswith("X") and columns == n_features
    # A mean of features, as many as the samples that were given in rows.
    is_alone = shape == "n_features x 1" and call.network is None
    is_turned |= is_alone and rows == call.sizes.get("n_samples")
    if is_turned and rows != n_features:
        expected = (columns, rows) if name.startswith("X") else (n_features, 1)
        got = f"{shape_text(value.shape)}: {TRANSPOSE}"
        call.refuse(name, shape_text(expected), got)


def check_shape(
    call: Call, name: str, value: np.ndarray, shape: tuple[int, ...]
) -> None:
    """Refuse an array of another shape."""
    if value.shape != shape:
        call.refuse(name, shape_text(shape), shape_text(value.shape))


def _check_sums(call: Call, name: str, value: np.ndarray, when: str) -> None:
    """Refuse columns that are no probabilities of classes."""
    sums = value.sum(axis=0)
    wrong = sums[np.abs(sums - 1.0) > ROUNDING]
    if wrong.size and (
        when == "always" or call.network.activations[-1] == when
    ):
        got = f"a sum of {wrong[0]:.6g}"
        call.refuse(name, "columns that sum to 1", got)


@check_of("vector")
def _vector(call: Call, name: str, value: Any, item: Entry) -> None:
    is_vector = is_array(value) and value.ndim == 1
    if not is_vector or value.dtype.kind == "c":
        call.refuse(name, "a vector", describe(value))
    if value.size == 0:
        call.refuse(name, "at least 1 value", "0")
    if not np.isfinite(value).all():
        call.refuse(name, "finite values", "NaN or Inf")
    if item.get("type") != "numbers":
        check_doubles(call, name, value)
    if "range" in item:
        rules = contract()["ranges"][item["range"]]
        _check_entries(call, name, value, rules)
    _check_length(call, item, value, "numbers")


def _check_length(call: Call, item: Entry, value: Any, items: str) -> None:
    (size,) = _sizes(call, item, [len(value)])
    if len(value) != size:
        expected = f"{size} {item.get('items', items)}"
        got = f"{len(value)}"
        is_alone = call.network is None  # else the features are known
        if is_alone and call.sizes.get("n_features") == len(value):
            got += f": {TRANSPOSE}"
        call.refuse(item["name"], expected, got)


@check_of("labels")
def _labels(call: Call, name: str, value: Any, item: Entry) -> None:
    if not is_array(value) or value.ndim != 1 or value.dtype.kind == "c":
        call.refuse(name, "a vector of labels", describe(value))
    if value.size == 0:
        call.refuse(name, "at least 1 label", "0")
    if "range" in item:
        rules = contract()["ranges"][item["range"]]
        _check_entries(call, name, value, rules)
    if "classes" in item:
        (below,) = _sizes(call, {"shape": item["classes"]}, [0])
        says = f"whole numbers from 0 to {below - 1:.6g}"
        rule = {"says": says, "whole": True, "least": 0, "below": below}
        _check_entries(call, name, value, [rule])
    _check_length(call, item, value, "labels")


@check_of("flag")
def _flag(call: Call, name: str, value: Any, item: Entry) -> None:
    if not isinstance(value, (bool, np.bool_)):
        call.refuse(name, "true or false", describe(value))


@check_of("text")
def _text(call: Call, name: str, value: Any, item: Entry) -> None:
    choices = item.get("choices")
    if "names_of" in item:
        choices = list(call.values[item["names_of"]])
    if choices is not None:
        _check_choice(call, name, value, choices)
    if not isinstance(value, str):
        call.refuse(name, "text", describe(value))


def _check_choice(
    call: Call, name: str, value: Any, choices: Sequence[str]
) -> None:
    if not isinstance(value, str) or value not in choices:
        call.refuse(name, f"one of {', '.join(choices)}", describe(value))


def check_list(function: str, name: str, value: Any, items: str) -> None:
    """Refuse what is not a list of items, such as a single word."""
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    if not is_list and not (is_array(value) and value.ndim == 1):
        refuse(function, name, f"a list of {items}", describe(value))


@check_of("texts")
def _texts(call: Call, name: str, value: Any, item: Entry) -> None:
    check_list(call.function, name, value, "words")
    if "last" not in item:
        for word in value:
            _text(call, name, word, {})
        return _check_length(call, item, value, "words")
    n_layers = len(call.values["layer_sizes"]) - 1
    if len(value) != n_layers:
        got = f"{len(value)} for {n_layers} layers"
        call.refuse(name, "one a layer", got)
    for word in value[:-1]:
        _check_choice(call, name, word, item["choices"])
    _check_choice(call, name, value[-1], item["last"])


@check_of("counts")
def _counts(call: Call, name: str, value: Any, item: Entry) -> None:
    check_list(call.function, name, value, "whole numbers")
    for size in value:
        _number(call, name, size, {"kind": "number", "range": "count"})
    if len(value) < 2:
        call.refuse(name, "at least 2 sizes", f"{len(value)}")


@check_of("array")
def _array(call: Call, name: str, value: Any, item: Entry) -> None:
    """Take everything: what is not an array of numbers NumPy refuses."""


@check_of("function")
def _function(call: Call, name: str, value: Any, item: Entry) -> None:
    if not callable(value):
        call.refuse(name, "a function", describe(value))


@check_of("path")
def _path(call: Call, name: str, value: Any, item: Entry) -> None:
    if not isinstance(value, (str, os.PathLike)) or value == "":
        call.refuse(name, "a path", describe(value))
    if "endings" not in item:
        return
    path = Path(value)
    if not path.name.endswith(tuple(item["endings"])):
        *others, last = item["endings"]
        expected = f"a name that ends in {', '.join(others)} or {last}"
        call.refuse(name, expected, describe(path.name))
    if not path.parent.is_dir():
        call.refuse(name, "a folder that exists", str(path.parent))
    if path.is_dir():
        call.refuse(name, "a file", "a folder")
