"""Trials of a random search and narrowed ranges, by their written formulas.

Only numbers are certified; a choice among words is left out.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

import numpy as np

from ...cases.arguments import Arguments
from ...errors.libraries import flint
from ..arithmetic.arithmetic import Arithmetic, Number, Results, Undecided
from .stream_operations import uniforms


def trials(name: str, given: Arguments, a: Arithmetic) -> Results:
    """A column of drawn values for each range that holds numbers."""
    columns = {}
    for entry, described in given["space"].items():
        address = given["seed"], f"tuning_{entry}", given["search_round"]
        drawn = uniforms(*address, given["n_trials"])
        if _has_numbers(described):
            values = [_drawn(described, share) for share in drawn]
            columns[entry] = np.array(values, dtype=object)
    return {"trials": columns}


def narrowed(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Ends of each range, a factor as wide about a trial's value."""
    space = {}
    for entry, described in given["space"].items():
        if described["scale"] != "choice":
            middle = given["trial"][entry]
            space[entry] = _about(described, middle, given["factor"])
        elif _has_numbers(described):
            choices = [_ball(choice) for choice in described["choices"]]
            space[entry] = {"choices": np.array(choices, dtype=object)}
    return {"space": space}


def _has_numbers(described: Arguments) -> bool:
    return not any(isinstance(c, str) for c in described.get("choices", ()))


def _drawn(described: Arguments, share: float) -> Number:
    """Value at a share of the way through a range."""
    exact = Fraction(share)
    if described["scale"] == "choice":
        choices = described["choices"]
        return _ball(choices[floor(exact * len(choices))])
    low, high = described["low"], described["high"]
    if described["scale"] == "integer":
        return _ball(low + floor(exact * (high - low + 1)))
    first, last = (_place(described["scale"], end) for end in (low, high))
    return _value(described["scale"], first + _ball(share) * (last - first))


def _about(described: Arguments, middle: float, factor: float) -> Results:
    """New ends, which never leave the old ones."""
    scale = described["scale"]
    if scale == "integer":
        width = Fraction(described["high"]) - Fraction(described["low"])
        half = max(Fraction(factor) * width / 2, Fraction(1))
        ends = _ball(ceil(middle - half)), _ball(floor(middle + half))
    else:
        first, last, place = (
            _place(scale, v)
            for v in (described["low"], described["high"], middle)
        )
        reach = _ball(factor) * (last - first) / 2
        ends = _value(scale, place - reach), _value(scale, place + reach)
    low, high = _ball(described["low"]), _ball(described["high"])
    return {"low": _larger(low, ends[0]), "high": -_larger(-high, -ends[1])}


def _larger(one: Number, other: Number) -> Number:
    if one >= other:
        return one
    if other >= one:
        return other
    raise Undecided("an end of a range is not proved")


def _place(scale: str, value: float) -> Number:
    """Where a value lies on its scale."""
    if scale == "log":
        return _ball(value).log()
    return -(1 - _ball(value)).log() if "one" in scale else _ball(value)


def _value(scale: str, place: Number) -> Number:
    if scale == "log":
        return place.exp()
    return -(-place).expm1() if "one" in scale else place


def _ball(value: float) -> Number:
    return flint().arb(value)
