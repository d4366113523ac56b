"""Random numbers, matrices and networks for Hypothesis to draw."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from lockstep.cases.contract import contract

SPECIAL = (
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    1e-6,
    -1e-6,
    2.0**-53,
    40.0,
    800.0,
    -800.0,
)
NUMBERS = st.one_of(st.floats(-10, 10), st.sampled_from(SPECIAL))
SIZES = st.integers(1, 6)
SEEDS = st.one_of(st.integers(0, 9), st.integers(0, 2**53 - 1))
WHOLE = st.one_of(st.integers(0, 20), st.integers(0, 2**40))
RATES = st.sampled_from([1e-6, 0.01, 0.1, 0.3, 1.0, 17.0]) | st.floats(1e-3, 2)
BETAS = st.sampled_from([0.0, 0.5, 0.9, 0.999]) | st.floats(0, 0.9999)
KEEP = st.sampled_from([1.0, 0.8, 0.5, 0.01]) | st.floats(0.05, 1)
HIDDEN = ("relu", "tanh", "sigmoid")
OPTIMIZERS = contract()["new_optimizer"]["arguments"][0]["choices"]
SCHEDULES = ("constant", "exponential", "step", "inverse_time")


def matrix(rows: int, columns: int, numbers: Any = NUMBERS) -> Any:
    """Matrices of a shape; many of their entries are equal."""
    return arrays.arrays(np.float64, (rows, columns), elements=numbers)


@st.composite
def networks(draw: Any, keep_prob: Any = KEEP, l2_penalty: Any = None) -> Any:
    """Draw a network of one to four layers."""
    depth = draw(st.integers(1, 4))
    n_outputs = draw(st.integers(1, 5))
    binary = n_outputs == 1 and draw(st.booleans())
    hidden = [draw(st.sampled_from(HIDDEN)) for _ in range(depth - 1)]
    loss = "binary" if binary else "categorical"
    sizes = [draw(SIZES) for _ in range(depth)]
    penalties = st.sampled_from([0.0, 0.1, 2.5])
    return {
        "layer_sizes": [*sizes, n_outputs],
        "activations": [*hidden, "sigmoid" if binary else "softmax"],
        "loss": f"{loss}_cross_entropy",
        "reduction": draw(st.sampled_from(["mean", "sum"])),
        "l2_penalty": draw(penalties if l2_penalty is None else l2_penalty),
        "keep_prob": draw(keep_prob),
    }


@st.composite
def parameters_of(draw: Any, sizes: list[int], prefix: str = "") -> Any:
    """Draw a matrix for each weight and bias: W1, b1, W2, ..."""
    found = {}
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        found[f"{prefix}W{layer}"] = draw(matrix(n_out, n_in))
        found[f"{prefix}b{layer}"] = draw(matrix(n_out, 1))
    return found


def labels_of(n_samples: int, n_classes: int) -> Any:
    """Labels; some classes may be missing."""
    label = st.integers(0, n_classes - 1).map(float)
    return arrays.arrays(np.float64, n_samples, elements=label)


@st.composite
def optimizers(draw: Any, rates: Any = RATES) -> Any:
    """Draw an optimizer with a schedule."""
    return {
        "name": draw(st.sampled_from(OPTIMIZERS)),
        "learning_rate": draw(rates),
        "beta1": draw(BETAS),
        "beta2": draw(BETAS),
        "epsilon": draw(st.sampled_from([1e-8, 1e-3, 1e-12])),
        "schedule": draw(st.sampled_from(SCHEDULES)),
        "decay_rate": draw(st.sampled_from([0.5, 0.9999, 1.0, 1.1])),
        "decay_epochs": draw(st.integers(1, 3)),
    }
