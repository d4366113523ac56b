"""Random networks, and what is asked of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st
from random_samples import counted
from random_values import (
    KEEP,
    SEEDS,
    SIZES,
    labels_of,
    matrix,
    networks,
    optimizers,
    parameters_of,
)

from firstprinciples import network_forward, new_network, one_hot


@st.composite
def _network(draw: Any, *names: str) -> Any:
    """Draw what operations of a network take, in the order asked for."""
    network = draw(networks(keep_prob=st.just(1.0)))
    sizes, n_samples = network["layer_sizes"], draw(st.integers(1, 8))
    n_classes = max(2, sizes[-1])
    if network["activations"][-1] == "softmax":
        n_classes = sizes[-1]
    labels = draw(labels_of(n_samples, n_classes))
    found = {
        "network": network,
        "labels": labels,
        "X": draw(matrix(sizes[0], n_samples)),
        "parameters": draw(parameters_of(sizes)),
    }
    if "Y" in names:
        binary = network["activations"][-1] == "sigmoid"
        found["Y"] = labels[None] if binary else one_hot(labels, n_classes)
        found["cache"] = network_forward(
            found["X"], found["parameters"], new_network(**network)
        )[1]
    return {name: found[name] for name in names}


@st.composite
def _masks(draw: Any) -> Any:
    network = draw(networks())
    rest = draw(counted("n_samples", "seed", "step"))
    return {"network": network, **rest}


@st.composite
def _train(draw: Any) -> Any:
    """Few steps at a small rate: nothing is amplified."""
    found = draw(_network("X", "labels", "parameters", "network"))
    found = {**found, "X": found["X"] / 800.0}
    small = {n: a / 800.0 for n, a in found["parameters"].items()}
    optimizer = {**draw(optimizers(st.just(0.01))), "name": "momentum"}
    return {
        **found,
        "parameters": small,
        "optimizer": optimizer,
        "steps": float(draw(st.integers(1, 3))),
        "batch_size": float(draw(st.integers(1, 9))),
        "seed": float(draw(SEEDS)),
    }


@st.composite
def _fitted(draw: Any) -> Any:
    """Few steps at a small rate, from samples that are no near constants."""
    n_classes = draw(st.integers(2, 4))
    n_samples = draw(st.integers(n_classes, 9))
    classes = np.arange(float(n_samples)) % n_classes
    whole = st.integers(-50, 50).map(float)
    return {
        "X": draw(matrix(draw(SIZES), n_samples, whole)),
        "labels": np.array(draw(st.permutations(classes.tolist()))),
        "steps": float(draw(st.integers(1, 3))),
        "learning_rate": 0.01,
        "optimizer": "momentum",
        "hidden": np.array(draw(st.lists(SIZES, min_size=1, max_size=2))) * 1.0,
        "hidden_activation": draw(st.sampled_from(["tanh", "sigmoid"])),
        "initialization": draw(st.sampled_from(["zeros", "he", "xavier"])),
        "batch_size": float(draw(st.integers(1, 9))),
        "l2_penalty": draw(st.sampled_from([0.0, 0.1])),
        "keep_prob": draw(KEEP),
        "seed": float(draw(SEEDS)),
    }


@st.composite
def _checked(draw: Any) -> Any:
    """Draw a network without kinks, whose slopes are what they seem."""
    found = draw(_network("X", "labels", "parameters", "network"))
    hidden = len(found["network"]["activations"]) - 1
    smooth = ["tanh"] * hidden + found["network"]["activations"][hidden:]
    return {
        **found,
        "X": found["X"] / 800.0,
        "parameters": {n: a / 800.0 for n, a in found["parameters"].items()},
        "network": {**found["network"], "activations": smooth},
    }


@st.composite
def _differences(draw: Any) -> Any:
    sizes = draw(st.lists(SIZES, min_size=2, max_size=4))
    return {
        "numerical": draw(parameters_of(sizes, "d")),
        "analytical": draw(parameters_of(sizes, "d")),
    }


NETWORKS: dict[str, Callable[[], Any]] = {
    "network_targets": partial(_network, "labels", "network"),
    "network_masks": _masks,
    "network_forward": partial(_network, "X", "parameters", "network"),
    "network_loss": partial(_network, "Y", "parameters", "cache", "network"),
    "network_backward": partial(
        _network, "Y", "parameters", "cache", "network"
    ),
    "predict_probabilities": partial(_network, "X", "parameters", "network"),
    "predict_labels": partial(_network, "X", "parameters", "network"),
    "train": _train,
    "fit_network": _fitted,
    "gradient_check": _checked,
    "numerical_gradients": _checked,
    "gradient_difference": _differences,
}
