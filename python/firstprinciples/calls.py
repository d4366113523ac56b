"""A call under check: its arguments in order, each by its kind."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

from .contract import Entry
from .refusals import refuse

T = TypeVar("T", bound=type)

# R and Octave count the entries of an array with less than 32 bits.
LIMIT = 2**31


@dataclass
class Call:
    """A call under check: its arguments, and the sizes that they agree on."""

    function: str
    values: Mapping[str, Any]
    sizes: dict[str, int] = field(default_factory=dict)
    network: Any = None  # the call's own, or that of its case
    case: Any = None

    def refuse(self, name: str, expected: str, got: str) -> NoReturn:
        """Refuse an argument in the name of the function."""
        refuse(self.function, name, expected, got)


Check = Callable[[Call, str, Any, Entry], None]
CHECKS: dict[str, Check] = {}
RECORDS: dict[str, type] = {}


def check_arguments(
    function: str, entry: Entry, values: Mapping[str, Any]
) -> None:
    """Hold values against the arguments of an operation of the contract."""
    first = entry.get("first", [])
    items = {item["name"]: item for item in entry["arguments"]}
    order = [*first, *(name for name in items if name not in first)]
    _check_items(Call(function, values), [items[name] for name in order])
    if "outputs" in entry:
        _check_outputs(Call(function, values), entry["outputs"])


def check_value(function: str, item: Entry, value: Any) -> None:
    """Hold one value against what the contract says of it."""
    CHECKS[item["kind"]](Call(function, {}), item["name"], value, item)


def check_of(kind: str) -> Callable[[Check], Check]:
    """Make a function the check of a kind."""

    def register(check: Check) -> Check:
        CHECKS[kind] = check
        return check

    return register


def record(kind: str) -> Callable[[T], T]:
    """Make a class the record of a kind."""

    def register(made: T) -> T:
        RECORDS[kind] = made
        return made

    return register


def _check_items(call: Call, items: Sequence[Entry]) -> None:
    for item in items:
        value = call.values.get(item["name"])
        by_default = item.get("optional") and item.get("default") is None
        is_left_out = item["name"] not in call.values
        if item["kind"] == "trace" or not (
            is_left_out or (value is None and by_default)
        ):
            CHECKS[item["kind"]](call, item["name"], value, item)
    for item in items:
        for shape in item.get("room", []):
            _check_room(call, item, shape)


def _check_room(call: Call, item: Entry, shape: str) -> None:
    """Refuse an array of more entries than each language can count."""
    shapes: Iterable[Iterable[float]]
    if item["kind"] == "counts":  # of each layer
        shapes = pairwise(map(float, call.values[item["name"]]))
    else:
        shapes = [[call.sizes[name] for name in shape.split(" x ")]]
    for n_entries in map(math.prod, shapes):
        if n_entries >= LIMIT:
            expected = "an array of less than 2^31 entries"
            call.refuse(item["name"], expected, format(float(n_entries), ".6g"))


def _check_outputs(call: Call, outputs: Sequence[Entry]) -> None:
    """Refuse a loss, or a number of units, that does not fit the output."""
    units, last = call.values["layer_sizes"][-1], call.values["activations"][-1]
    (output,) = [o for o in outputs if o["activation"] == last]
    if call.values["loss"] != output["loss"]:
        call.refuse("loss", f"one that fits {last}", call.values["loss"])
    if output.get("units", units) != units:
        expected = f"{output['units']} {last} output"
        call.refuse("layer_sizes", expected, format(units, ".6g"))
