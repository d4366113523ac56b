"""What an element of a quantity was computed from."""

from __future__ import annotations

import numpy as np

from firstprinciples import network_targets, read_case, step_batch

from ..bounds.training import step_rates
from ..cases.load import TrainingCase
from ..traces.quantities import (
    Quantity,
    Role,
    gradient_of,
    state_names,
)
from ..traces.trace import Start, Trace


def element_inputs(
    quantity: str,
    index: list[int],
    case: TrainingCase,
    step: int,
    start: Start,
    actual: Trace,
) -> dict[str, object]:
    """Rows, columns and numbers that make one element.

    Parameters
    ----------
    quantity : str
    index : list of int
        Row and column, from 0.
    case : TrainingCase
    step : int
    start : Start
        Before the update, as stacks of one step.
    actual : dict of ndarray
        What the port computed.

    Returns
    -------
    dict
        Lists of numbers, or single ones, by a name that says which part of
        which quantity they are.
    """
    values = {**actual, **_given(case, step, start)}
    parsed = Quantity.parse(quantity)
    if parsed.kind.role is Role.LOSS:
        last = len(case.network.activations)
        return _parts(values, {f"Z{last}": ":,:"}, [])
    if parsed.is_updated:
        return _of_update(parsed, index, case, step, start, values)
    return _parts(values, _wanted(parsed.symbol, parsed.layer, case), index)


def _given(case: TrainingCase, step: int, start: Start) -> Trace:
    """Samples, targets and what the step starts from."""
    own = read_case(case.path)
    targets = network_targets(own.labels, own.network)
    X, Y = step_batch(own, targets, step)
    before = {n: p[0] for n, p in start.parameters.items()}
    return {"A0": X, "Y": Y, **before}


def _wanted(kind: str, layer: int, case: TrainingCase) -> dict[str, str]:
    """Which part of which quantity: i and j are the element's own indices."""
    last = len(case.network.activations)
    dropped = case.network.keep_prob < 1 and layer < last
    output = "G" if dropped else "A"
    inner = ":,j" if case.network.activations[layer - 1] == "softmax" else "i,j"
    before, after = layer - 1, layer + 1
    parts = {
        "Z": {f"W{layer}": "i,:", f"A{before}": ":,j", f"b{layer}": "i,0"},
        "G": {f"Z{layer}": "i,j"},
        "M": {},
        "A": {f"Z{layer}": inner},
        "dA": {f"W{after}": ":,i", f"dZ{after}": ":,j"},
        "dG": {f"dA{layer}": "i,j", f"M{layer}": "i,j"},
        "dW": {f"dZ{layer}": "i,:", f"A{before}": "j,:"},
        "db": {f"dZ{layer}": "i,:"},
    }
    if kind == "A" and dropped:
        return {f"G{layer}": "i,j", f"M{layer}": "i,j"}
    if kind == "dW" and case.network.l2_penalty:
        return {**parts["dW"], f"W{layer}": "i,j"}
    if kind != "dZ":
        return parts[kind]
    if layer == last:
        return {f"A{layer}": "i,j", "Y": "i,j"}
    gradient = f"d{output}{layer}" if dropped else f"dA{layer}"
    return {gradient: "i,j", f"Z{layer}": "i,j", f"{output}{layer}": "i,j"}


def _of_update(
    quantity: Quantity,
    index: list[int],
    case: TrainingCase,
    step: int,
    start: Start,
    values: Trace,
) -> dict[str, object]:
    """An update is element by element: parameter, gradient, state, rate."""
    name, before = quantity.parameter, start.state or {}
    state = {n: before[n][0] for n in state_names(before, name)}
    wanted = dict.fromkeys((name, gradient_of(name), *state), "i,j")
    rates = step_rates(case, [step])
    return {
        **_parts({**values, **state}, wanted, index),
        "learning_rate": float(rates.rate.item()),
        "count": int(rates.number.item()),
    }


def _parts(
    values: Trace, wanted: dict[str, str], index: list[int]
) -> dict[str, object]:
    """Take parts out of quantities, and name them: W1[3,:]."""
    found: dict[str, object] = {}
    for name, pattern in wanted.items():
        if name not in values:
            continue
        letters = dict(zip("ij", map(str, index), strict=False))
        place = [letters.get(letter, letter) for letter in pattern.split(",")]
        part = tuple(slice(None) if p == ":" else int(p) for p in place)
        value = np.asarray(values[name])[part]
        found[f"{name}[{','.join(place)}]"] = value.tolist()
    return found
