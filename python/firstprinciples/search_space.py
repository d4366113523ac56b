"""What hyper-parameters may be, and how a range of them is walked.

A range is a dict: its scale, and low and high or, on the scale "choice", its
choices.  The R and the Octave package have the same words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .activations import HIDDEN_ACTIVATIONS
from .checks import (
    check_beta,
    check_choice,
    check_count,
    check_keep_prob,
    check_list,
    check_not_negative,
    check_positive,
    describe,
    refuse,
)
from .initializers import INITIALIZERS
from .optimizer_checks import OPTIMIZERS

Range = Mapping[str, Any]
Space = Mapping[str, Range]
Check = Callable[[str, str, Any], None]


def _check_layers(function: str, name: str, value: Any) -> None:
    check_count(function, name, value, 0)


def _check_word(words: tuple[str, ...]) -> Check:
    return lambda function, name, value: check_choice(
        function, name, value, words
    )


REAL = ("linear", "log", "log_one_minus", "choice")
WHOLE = ("integer", "choice")
WORD = ("choice",)

# In the order in which they matter (see `tuning_trials`): the scales that fit
# and what a value must be.
HYPER_PARAMETERS: dict[str, tuple[tuple[str, ...], Check]] = {
    "learning_rate": (REAL, check_positive),
    "beta1": (REAL, check_beta),
    "n_hidden": (WHOLE, check_count),
    "batch_size": (WHOLE, check_count),
    "n_hidden_layers": (WHOLE, _check_layers),
    "decay_rate": (REAL, check_positive),
    "l2_penalty": (REAL, check_not_negative),
    "keep_prob": (REAL, check_keep_prob),
    "initialization": (WORD, _check_word(INITIALIZERS)),
    "hidden_activation": (WORD, _check_word(HIDDEN_ACTIVATIONS)),
    "optimizer": (WORD, _check_word(OPTIMIZERS)),
    "beta2": (REAL, check_beta),
}


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


def check_space(function: str, space: Any) -> None:
    """Refuse what is not a range for each of some hyper-parameters."""
    if not isinstance(space, Mapping):
        refuse(function, "space", "ranges by name", describe(space))
    if not space:
        refuse(function, "space", "at least 1 hyper-parameter", "0")
    for name, range_ in space.items():
        check_choice(function, "space", name, list(HYPER_PARAMETERS))
        _check_range(function, name, range_)


def _check_range(function: str, name: str, range_: Any) -> None:
    scales, check = HYPER_PARAMETERS[name]
    if not isinstance(range_, Mapping):
        refuse(function, name, "a range", describe(range_))
    _check_fields(function, name, range_, ["scale"])
    check_choice(function, f"{name}.scale", range_["scale"], scales)
    if range_["scale"] != "choice":
        _check_fields(function, name, range_, ["scale", "low", "high"], True)
        _check_ends(function, name, range_, check)
        return
    _check_fields(function, name, range_, ["scale", "choices"], True)
    choices = range_["choices"]
    check_list(function, f"{name}.choices", choices, "choices")
    if len(choices) == 0:
        refuse(function, f"{name}.choices", "at least 1 choice", "0")
    for choice in choices:
        check(function, f"{name}.choices", choice)


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


def _check_ends(function: str, name: str, range_: Range, check: Check) -> None:
    scale, low, high = range_["scale"], range_["low"], range_["high"]
    check(function, f"{name}.low", low)
    check(function, f"{name}.high", high)
    if not low < high:
        expected = f"a number below {high:.6g}"
        refuse(function, f"{name}.low", expected, format(low, ".6g"))
    if scale == "log" and low <= 0:
        expected = "a number above 0 on a log scale"
        refuse(function, f"{name}.low", expected, format(low, ".6g"))
    if scale == "log_one_minus" and high >= 1:
        expected = "a number below 1 on a log_one_minus scale"
        refuse(function, f"{name}.high", expected, format(high, ".6g"))


def check_trial(function: str, space: Space, trial: Any) -> None:
    """Refuse what is not one trial of a space."""
    if not isinstance(trial, Mapping):
        refuse(function, "trial", "values by name", describe(trial))
    for name, range_ in space.items():
        if name not in trial:
            refuse(function, "trial", name, "none")
        if range_["scale"] == "choice":
            continue
        HYPER_PARAMETERS[name][1](function, name, trial[name])
        low, high = range_["low"], range_["high"]
        if not low <= trial[name] <= high:
            expected = f"a number from {low:.6g} to {high:.6g}"
            refuse(function, name, expected, format(trial[name], ".6g"))


def one_trial(trials: Mapping[str, Any], row: int) -> dict[str, Any]:
    """Row of a table of trials, as plain numbers and words."""
    columns = {name: np.asarray(column) for name, column in trials.items()}
    return {name: column[row].item() for name, column in columns.items()}
