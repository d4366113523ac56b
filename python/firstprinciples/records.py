"""What records and named matrices must be: the contract's words, as checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from .calls import CHECKS, RECORDS, Call, check_arguments, check_of
from .contract import Entry, contract
from .kinds import check_doubles, check_shape
from .refusals import describe, is_array

Shapes = dict[str, tuple[int, ...]]

EXACT = ("parameters", "masks", "cache")  # nothing would read other entries


@check_of("network")
@check_of("optimizer")
@check_of("case")
@check_of("search")
def _record(call: Call, name: str, value: Any, item: Entry) -> None:
    """Refuse what is not a record that a public function makes."""
    kind = item["kind"]
    record = contract()["records"][kind]
    if not isinstance(value, RECORDS[kind]):
        call.refuse(name, record["says"], describe(value))
    if "fields_of" in record:
        entry = contract()["operations"][record["fields_of"]]
        check_arguments(call.function, entry, vars(value))
    if kind == "network":
        _take_network(call, value)
    if kind == "case":
        _take_case(call, value, record["fields"])


def _take_network(call: Call, network: Any) -> None:
    """Let the other arguments fit a network."""
    call.network = network
    n_features, n_outputs = network.layer_sizes[0], network.layer_sizes[-1]
    call.sizes["n_features"] = int(n_features)
    call.sizes["n_outputs"] = int(n_outputs)
    call.sizes["n_classes"] = network.n_classes


def _take_case(call: Call, case: Any, fields: Iterable[Entry]) -> None:
    """Let the other arguments fit a case."""
    own = Call(call.function, vars(case), call.sizes)
    for field in fields:
        name = field["name"]
        CHECKS[field["kind"]](own, name, own.values[name], field)
    call.network, call.case = own.network, case


@check_of("matrices")
def _matrices(call: Call, name: str, value: Any, item: Entry) -> None:
    _check_mapping(call, name, value)
    holds = item.get("holds", "")
    if holds == "matrices":
        return _check_any(call, name, value, item)
    if holds.startswith("case_"):
        return _check_run(call, name, value, item)
    shapes = _shapes(call, value, item)
    needed, known = shapes, shapes
    if holds == "masks" and not value:
        needed = {}
    if holds == "cache":
        known = {**shapes, **_dropped(call)}
    _check_names(call, name, value, needed, known if holds in EXACT else None)
    for entry, shape in needed.items():
        _check_matrix(call, entry, value[entry], shape, item)
    return None


def _check_mapping(call: Call, name: str, value: Any) -> None:
    if not isinstance(value, Mapping):
        call.refuse(name, "named matrices", describe(value))


def _check_any(
    call: Call, name: str, value: Mapping[str, Any], item: Entry
) -> None:
    """Refuse what is not one matrix or more, of any names."""
    _check_names(call, name, value, item.get("needs", ()))
    if not value:
        call.refuse(name, "at least 1 matrix", "none")
    for entry, matrix in value.items():
        if entry.startswith(item.get("only", "")):
            CHECKS["matrix"](call, entry, matrix, {})


def _check_names(
    call: Call,
    name: str,
    value: Mapping[str, Any],
    needed: Iterable[str],
    known: Iterable[str] | None = None,
) -> None:
    """Refuse an absent entry, or one that nothing would read."""
    for entry in needed:
        if entry not in value:
            call.refuse(name, entry, "none")
    for entry in value:
        if known is not None and entry not in known:
            expected = ", ".join(known) or "no entry"
            call.refuse(name, expected, describe(entry))


def _check_matrix(
    call: Call, name: str, value: Any, shape: tuple[int, ...], item: Entry
) -> None:
    """Refuse an entry that is not a matrix of its shape."""
    own = Call(call.function, {})
    rules = {"range": "mask"} if item.get("holds") == "masks" else {}
    sizes = {"shape": " x ".join(map(str, shape))}
    CHECKS["matrix"](own, name, value, {**rules, **sizes})


def _shapes(call: Call, value: Mapping[str, Any], item: Entry) -> Shapes:
    """Names and shapes of the matrices that an argument holds."""
    if "like" in item:
        like, prefixes = call.values[item["like"]], item.get("prefixes", [""])
        return _alike(like, prefixes)
    if item["holds"] == "state":
        letters = call.values["optimizer"].letters
        return _alike(call.values["parameters"], letters)
    if item["holds"] == "parameters":
        return call.network.parameter_shapes
    if item["holds"] == "masks":
        return _each_layer(call, "M", call.network.layer_sizes[1:-1])
    units = call.network.layer_sizes
    shapes = {
        "A0": (units[0], call.sizes["n_samples"]),
        **_each_layer(call, "ZA", units[1:]),
    }
    dropped = _dropped(call)
    return {**shapes, **dropped} if dropped.keys() & value.keys() else shapes


def _alike(like: Mapping[str, Any], prefixes: Iterable[str]) -> Shapes:
    return {
        prefix + name: value.shape
        for prefix in prefixes
        for name, value in like.items()
    }


def _each_layer(call: Call, letters: str, units: Iterable[Any]) -> Shapes:
    """Shapes of what layers hold for each sample."""
    return {
        f"{letter}{layer}": (n_units, call.sizes["n_samples"])
        for layer, n_units in enumerate(units, start=1)
        for letter in letters
    }


def _dropped(call: Call) -> Shapes:
    """What dropout adds to a cache."""
    return _each_layer(call, "GM", call.network.layer_sizes[1:-1])


@check_of("trace")
def _stacks(call: Call, name: str, value: Any, item: Entry) -> None:
    """Refuse what is not a stack of matrices, one a step, by name."""
    value = {} if value is None and item.get("optional") else value
    _check_mapping(call, name, value)
    if "n_steps" not in call.sizes:
        _check_names(call, name, value, ["W1"])
        stack = value["W1"]
        if not isinstance(stack, np.ndarray) or stack.ndim != 3:
            call.refuse("W1", "a stack of matrices", describe(stack))
        count = {"kind": "count", "range": "count"}
        CHECKS["count"](call, "n_steps", len(stack), count)
    _check_run(call, name, value, item, (call.sizes["n_steps"],))


def _check_run(
    call: Call,
    name: str,
    value: Mapping[str, Any],
    item: Entry,
    first: tuple[int, ...] = (),
) -> None:
    """Refuse what no run of the case can start from; it may hold NaN."""
    parameters = call.case.parameters
    letters = [""]
    if item["holds"] == "case_state":
        letters = call.case.optimizer.letters
    shapes = _alike(parameters, letters)
    _check_names(call, name, value, shapes, shapes)
    for entry, shape in shapes.items():
        if not is_array(value[entry]):
            call.refuse(entry, "an array", describe(value[entry]))
        check_doubles(call, entry, value[entry])
        check_shape(call, entry, value[entry], (*first, *shape))
    for entry in shapes if item.get("finite") else ():
        if not np.isfinite(value[entry]).all():
            call.refuse(entry, "finite values", "NaN or Inf")
