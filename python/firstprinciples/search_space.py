"""What hyper-parameters may be, and how a range of them is walked.

A range is a dict: its scale, and low and high or, on the scale "choice", its
choices.  The R and the Octave package have the same words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from .calls import Call, check_of, check_value
from .contract import Entry, contract
from .kinds import check_list
from .refusals import describe, refuse

Range = Mapping[str, Any]
Space = Mapping[str, Range]


def draw(range_: Range, uniform: float) -> Any:
    """Value at a share, from 0 to 1, of the way through a range."""
    scale = range_["scale"]
    if scale == "choice":
        choices = range_["choices"]
        return choices[int(uniform * len(choices))]
    low, high = range_["low"], range_["high"]
    if scale == "integer":
        return int(low) + math.floor(uniform * (high - low + 1))
    first, last = _place(scale, low), _place(scale, high)
    value = _value(scale, first + uniform * (last - first))
    return min(max(value, float(low)), float(high))


def narrow(range_: Range, centre: Any, factor: float) -> Range:
    """Part of a range, `factor` as wide, about a value; cut at its ends."""
    scale = range_["scale"]
    if scale == "choice":
        return range_
    low, high = float(range_["low"]), float(range_["high"])
    first, last, middle = (_place(scale, v) for v in (low, high, centre))
    half = factor * (last - first) / 2
    near: tuple[float, float]
    if scale == "integer":
        half = max(half, 1.0)  # whole numbers keep their neighbours
        near = (math.ceil(middle - half), math.floor(middle + half))
    else:
        near = (_value(scale, middle - half), _value(scale, middle + half))
    lower, upper = max(low, near[0]), min(high, near[1])
    return {"scale": scale, "low": lower, "high": upper}


def _place(scale: str, value: float) -> float:
    """Where a value lies on its scale.

    The C library's logarithm: NumPy's own has other bits.
    """
    if scale == "log":
        return math.log(value)
    if scale == "log_one_minus":
        return -math.log(1.0 - value)
    return float(value)


def _value(scale: str, place: float) -> float:
    if scale == "log":
        return math.exp(place)
    if scale == "log_one_minus":
        return 1.0 - math.exp(-place)
    return place


@check_of("space")
def _check_space(call: Call, name: str, space: Any, item: Entry) -> None:
    """Refuse what is not a range for each of some hyper-parameters."""
    function = call.function
    if not isinstance(space, Mapping):
        refuse(function, "space", "ranges by name", describe(space))
    if not space:
        refuse(function, "space", "at least 1 hyper-parameter", "0")
    for name, range_ in space.items():
        _check_word(function, "space", name, list(_hyper_parameters()))
        _check_range(function, name, range_)


def _hyper_parameters() -> dict[str, Entry]:
    """What may be tuned, in the order in which it matters."""
    return {item["name"]: item for item in contract()["hyper_parameters"]}


def _check_word(
    function: str, name: str, word: Any, choices: list[str]
) -> None:
    item = {"name": name, "kind": "text", "choices": choices}
    check_value(function, item, word)


def _check_range(function: str, name: str, range_: Any) -> None:
    item = _hyper_parameters()[name]
    if not isinstance(range_, Mapping):
        refuse(function, name, "a range", describe(range_))
    _check_fields(function, name, range_, ["scale"])
    _check_word(function, f"{name}.scale", range_["scale"], item["scales"])
    if range_["scale"] != "choice":
        _check_fields(function, name, range_, ["scale", "low", "high"], True)
        return _check_ends(function, item, range_)
    _check_fields(function, name, range_, ["scale", "choices"], True)
    choices = range_["choices"]
    check_list(function, f"{name}.choices", choices, "choices")
    if len(choices) == 0:
        refuse(function, f"{name}.choices", "at least 1 choice", "0")
    for choice in choices:
        check_value(function, {**item, "name": f"{name}.choices"}, choice)
    return None


def _check_fields(
    function: str,
    name: str,
    range_: Range,
    fields: list[str],
    no_others: bool = False,
) -> None:
    for field in fields:
        if field not in range_:
            refuse(function, name, field, "none")
    for field in range_:
        if no_others and field not in fields:
            refuse(function, name, ", ".join(fields), describe(field))


def _check_ends(function: str, item: Entry, range_: Range) -> None:
    name, scale = item["name"], range_["scale"]
    low, high = range_["low"], range_["high"]
    check_value(function, {**item, "name": f"{name}.low"}, low)
    check_value(function, {**item, "name": f"{name}.high"}, high)
    if not low < high:
        expected = f"a number below {high:.6g}"
        refuse(function, f"{name}.low", expected, format(low, ".6g"))
    if scale == "log" and low <= 0:
        expected = "a number above 0 on a log scale"
        refuse(function, f"{name}.low", expected, format(low, ".6g"))
    if scale == "log_one_minus" and high >= 1:
        expected = "a number below 1 on a log_one_minus scale"
        refuse(function, f"{name}.high", expected, format(high, ".6g"))


@check_of("trial")
def _check_trial(call: Call, name: str, trial: Any, item: Entry) -> None:
    """Refuse what is not one trial of a space."""
    function, space = call.function, call.values["space"]
    if not isinstance(trial, Mapping):
        refuse(function, "trial", "values by name", describe(trial))
    for name, range_ in space.items():
        if name not in trial:
            refuse(function, "trial", name, "none")
        if range_["scale"] == "choice":
            continue
        check_value(function, _hyper_parameters()[name], trial[name])
        low, high = range_["low"], range_["high"]
        if not low <= trial[name] <= high:
            expected = f"a number from {low:.6g} to {high:.6g}"
            refuse(function, name, expected, format(trial[name], ".6g"))


def one_trial(trials: Mapping[str, Any], row: int) -> dict[str, Any]:
    """Row of a table of trials, as plain numbers and words."""
    columns = {name: np.asarray(column) for name, column in trials.items()}
    return {name: column[row].item() for name, column in columns.items()}
