"""Random arguments for every operation of the contract that is compared.

Shapes come from the contract itself: "n_out x n_in" draws two sizes, and the
same word means the same size in all arguments of a call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from random_domains import DOMAINS
from random_networks import NETWORKS
from random_plots import PLOTS
from random_samples import SAMPLES
from random_searches import SEARCHES
from random_updates import UPDATES
from random_values import NUMBERS, SIZES, labels_of, matrix

from firstprinciples import one_hot
from lockstep.cases.contract import contract
from lockstep.cases.load import OperationCase

# Operations whose arguments depend on each other.
SPECIAL = {**SAMPLES, **UPDATES, **NETWORKS, **SEARCHES, **PLOTS}


def random_case(operation: str, arguments: dict[str, Any]) -> OperationCase:
    """Make an operation case that has no file."""
    name = f"{operation}-random"
    return OperationCase(
        name, "operation", "", Path(name), name, {}, operation, arguments
    )


@st.composite
def random_cases(draw: Any, operation: str) -> OperationCase:
    """Draw a call of an operation."""
    if operation in SPECIAL:
        return random_case(operation, draw(SPECIAL[operation]()))
    sizes: dict[str, int] = {}
    arguments = {}
    for entry in contract()[operation]["arguments"]:
        arguments[entry["name"]] = _argument(draw, entry, sizes)
    return random_case(operation, arguments)


def _argument(draw: Any, entry: dict[str, Any], sizes: dict[str, int]) -> Any:
    name, kind = entry["name"], entry["kind"]
    if name in DOMAINS:
        value = draw(DOMAINS[name])
        return float(value) if kind in ("number", "count") else value
    if "shape" not in entry:
        raise AssertionError(f"{name}: no values to draw; add it to DOMAINS")
    shape = [_size(draw, word, sizes) for word in entry["shape"].split(" x ")]
    if name == "Y":
        classes = draw(labels_of(shape[1], shape[0]))
        return one_hot(classes, shape[0])
    if name == "mask":
        return draw(matrix(*shape, numbers=st.sampled_from([0.0, 1.0])))
    if name == "scale":
        return draw(matrix(*shape, numbers=st.floats(1e-3, 10)))
    if kind == "matrix":
        return draw(matrix(*shape))
    return draw(arrays.arrays(np.float64, shape[0], elements=NUMBERS))


def _size(draw: Any, word: str, sizes: dict[str, int]) -> int:
    if word.isdigit():
        return int(word)
    if word not in sizes:
        sizes[word] = draw(SIZES)
    return sizes[word]
