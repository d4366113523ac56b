"""Random parameters, their updates, and what pulls them to zero."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_domains import DOMAINS
from random_values import OPTIMIZERS, SIZES, matrix, optimizers, parameters_of

from lockstep.cases.contract import contract


@st.composite
def _penalty(draw: Any, name: str) -> Any:
    sizes = draw(st.lists(SIZES, min_size=2, max_size=4))
    parameters = draw(parameters_of(sizes))
    value = parameters if name == "parameters" else parameters["W1"]
    return {
        name: value,
        "l2_penalty": draw(DOMAINS["l2_penalty"]),
        "n_samples": float(draw(st.integers(1, 500))),
    }


@st.composite
def _update(draw: Any, optimizer: str) -> Any:
    """Draw matrices of one shape, then numbers, as the contract has them."""
    shape = draw(SIZES), draw(SIZES)
    arguments = contract()[optimizer]["arguments"]
    kinds = {entry["name"]: entry["kind"] for entry in arguments}
    matrices = [name for name, kind in kinds.items() if kind == "matrix"]
    found = _squares({name: draw(matrix(*shape)) for name in matrices})
    for name in [name for name in kinds if name not in found]:
        found[name] = float(draw(DOMAINS[name]))
    return found


@st.composite
def _updates(draw: Any, letters: str) -> Any:
    """Draw what all parameters are updated with."""
    sizes = draw(st.lists(SIZES, min_size=2, max_size=4))
    state = {}
    for letter in letters:
        state.update(draw(parameters_of(sizes, letter)))
    return {
        "parameters": draw(parameters_of(sizes)),
        "gradients": draw(parameters_of(sizes, "d")),
        "state": _squares(state),
        "learning_rate": float(draw(DOMAINS["learning_rate"])),
        "count": float(draw(DOMAINS["count"])),
    }


def _squares(state: dict[str, Any]) -> dict[str, Any]:
    """Averages of squares are never negative."""
    return {n: np.abs(a) if n[0] == "s" else a for n, a in state.items()}


@st.composite
def _by_optimizer(draw: Any, name: str) -> Any:
    optimizer = draw(optimizers())
    letters = {"rmsprop": "s", "adam": "vs", "gradient_descent": ""}
    kept = letters.get(optimizer["name"], "v")
    found = draw(_updates(kept))
    if name == "optimizer_state":
        return {"parameters": found["parameters"], "optimizer": optimizer}
    found = {**found, "optimizer": optimizer}
    order = [e["name"] for e in contract()[name]["arguments"]]
    return {entry: found[entry] for entry in order}


UPDATES: dict[str, Callable[[], Any]] = {
    "l2_loss": partial(_penalty, "parameters"),
    "l2_gradient": partial(_penalty, "W"),
    **{name: partial(_update, name) for name in OPTIMIZERS},
    "optimizer_state": partial(_by_optimizer, "optimizer_state"),
    "optimizer_update": partial(_by_optimizer, "optimizer_update"),
}
