"""Random arguments for every operation of the contract that is compared.

Shapes come from the contract itself: "n_out x n_in" draws two sizes, and the
same word means the same size in all arguments of a call.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from random_plots import PLOTS
from random_values import (
    BETAS,
    HIDDEN,
    KEEP,
    NUMBERS,
    OPTIMIZERS,
    RATES,
    SCHEDULES,
    SEEDS,
    SIZES,
    WHOLE,
    labels_of,
    matrix,
    networks,
    optimizers,
    parameters_of,
)

from firstprinciples import (
    network_forward,
    new_network,
    one_hot,
    tuning_trials,
)
from lockstep.cases.contract import contract
from lockstep.cases.load import OperationCase, load_case


def random_case(operation: str, arguments: dict[str, Any]) -> OperationCase:
    """Make an operation case that has no file."""
    name = f"{operation}-random"
    return OperationCase(
        name, "operation", "", Path(name), name, {}, operation, arguments
    )


PURPOSES = st.sampled_from(["weights", "dropout1", "", "é", "batches"])
LAYERS = st.lists(SIZES, min_size=2, max_size=5).map(
    lambda sizes: np.array(sizes, dtype=np.float64)
)
# Arguments that mean more than their kind says, by name.
DOMAINS: dict[str, Any] = {
    "activation": st.sampled_from(HIDDEN),
    "reduction": st.sampled_from(["mean", "sum"]),
    "schedule": st.sampled_from(SCHEDULES),
    "purpose": PURPOSES,
    "method": st.sampled_from(["zeros", "random", "he", "xavier"]),
    "distribution": st.sampled_from(["normal", "uniform"]),
    "seed": SEEDS,
    "step": WHOLE,
    "epoch": st.integers(0, 500),
    "learning_rate": RATES,
    "decay_rate": st.sampled_from([0.5, 0.9999, 1.0, 1.1]),
    "decay_epochs": st.integers(1, 9),
    "beta1": BETAS,
    "beta2": BETAS,
    "epsilon": st.sampled_from([1e-8, 1e-3, 1e-12]),
    "keep_prob": KEEP,
    "l2_penalty": st.sampled_from([0.0, 0.1, 2.5]),
    "test_share": st.sampled_from([0.3, 0.5, 1 / 3, 0.25]),
    "corrected": st.booleans(),
    "layer_sizes": LAYERS,
    "layer": st.integers(1, 30),
    "count": st.integers(1, 5000),
    "n_values": st.integers(1, 50),
}


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


@st.composite
def _labels(draw: Any) -> Any:
    n_classes, n_samples = draw(SIZES), draw(st.integers(1, 12))
    labels = draw(labels_of(n_samples, n_classes))
    return {"labels": labels, "n_classes": float(n_classes)}


@st.composite
def _compared(draw: Any, n_classes: int | None = None) -> Any:
    known = draw(SIZES) if n_classes is None else n_classes
    n_samples = draw(st.integers(1, 12))
    labels = [draw(labels_of(n_samples, known)) for _ in range(2)]
    found = {"labels": labels[0], "predicted": labels[1]}
    return found if n_classes else {**found, "n_classes": float(known)}


@st.composite
def _confusions(draw: Any) -> Any:
    n_classes = draw(st.integers(2, 5))
    counts = st.integers(0, 9) | st.integers(0, 3000)
    found = draw(matrix(n_classes, n_classes, counts.map(float)))
    found[0, 0] += 1.0  # not all of them empty
    return {"counts": found}


@st.composite
def _scored(draw: Any) -> Any:
    n_samples = draw(st.integers(2, 12))
    labels = draw(labels_of(n_samples, 2))
    labels[:2] = [0.0, 1.0]
    scores = draw(arrays.arrays(np.float64, n_samples, elements=NUMBERS))
    return {"labels": labels, "scores": scores}


@st.composite
def _curve(draw: Any) -> Any:
    n_points = draw(st.integers(2, 10))
    share = arrays.arrays(np.float64, n_points, elements=st.floats(0, 1))
    return {"x": np.sort(draw(share)), "y": draw(share)}


@st.composite
def _counted(draw: Any, *names: str) -> Any:
    domains = {**DOMAINS, "n_samples": st.integers(1, 80)}
    domains["batch_size"] = st.integers(1, 90)
    domains["n_units"] = SIZES
    found = {name: draw(domains[name]) for name in names}
    return {name: float(value) for name, value in found.items()}


@st.composite
def _split(draw: Any) -> Any:
    return {
        "n_samples": float(draw(st.integers(5, 200))),
        "test_share": draw(DOMAINS["test_share"]),
        "seed": float(draw(SEEDS)),
    }


@st.composite
def _double_split(draw: Any) -> Any:
    found = draw(_split())
    share = draw(DOMAINS["test_share"])
    order = ("n_samples", "validation_share", "test_share", "seed")
    found = {**found, "test_share": 0.2, "validation_share": share}
    return {name: found[name] for name in order}


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
    rest = draw(_counted("n_samples", "seed", "step"))
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


@st.composite
def _spaces(draw: Any) -> dict[str, Any]:
    """Draw what a search may vary, on each kind of scale."""
    low, few = draw(st.sampled_from([1e-5, 0.01, 0.3])), draw(st.integers(0, 9))
    space = {
        "learning_rate": {"scale": "log", "low": low, "high": 3 * low},
        "beta1": {"scale": "log_one_minus", "low": 0.5, "high": 0.999},
        "n_hidden": {"scale": "integer", "low": 1 + few, "high": 2 + 2 * few},
        "keep_prob": {"scale": "linear", "low": 0.3, "high": 1.0},
        "optimizer": {"scale": "choice", "choices": ["momentum", "adam"]},
    }
    size = st.lists(st.sampled_from(sorted(space)), min_size=1, unique=True)
    return {name: space[name] for name in draw(size)}


@st.composite
def _trials(draw: Any) -> Any:
    return {
        "space": draw(_spaces()),
        "n_trials": float(draw(st.integers(1, 9))),
        "seed": float(draw(SEEDS)),
        "search_round": float(draw(st.integers(0, 5))),
    }


@st.composite
def _narrowed(draw: Any) -> Any:
    space = draw(_spaces())
    trials = tuning_trials(space, 1, draw(st.integers(0, 99)), 0)
    return {
        "space": space,
        "trial": {n: np.array(a[0]).item() for n, a in trials.items()},
        "factor": draw(st.sampled_from([1.0, 0.5, 0.25, 0.9])),
    }


@st.composite
def _search(draw: Any) -> Any:
    """A few steps of the shared case's network, from any seed."""
    case = load_case("random_search-coarse_to_fine")
    return {
        **case.arguments,
        "n_trials": float(draw(st.integers(1, 4))),
        "n_rounds": float(draw(st.integers(1, 2))),
        "steps": float(draw(st.integers(1, 4))),
        "batch_size": float(draw(st.integers(5, 50))),
        "seed": float(draw(SEEDS)),
    }


SPECIAL: dict[str, Callable[[], Any]] = {
    "one_hot": _labels,
    "accuracy": lambda: _compared(4),
    "confusion_matrix": _compared,
    "class_statistics": _confusions,
    "overall_statistics": _confusions,
    "roc_curve": _scored,
    "precision_recall_curve": _scored,
    "area_under_curve": _curve,
    "batch_count": lambda: _counted("n_samples", "batch_size"),
    "batch_samples": lambda: _counted(
        "n_samples", "batch_size", "seed", "step"
    ),
    "dropout_mask": lambda: _counted(
        "n_units", "n_samples", "keep_prob", "seed", "layer", "step"
    ),
    "train_test_split": _split,
    "train_validation_test_split": _double_split,
    "l2_loss": lambda: _penalty("parameters"),
    "l2_gradient": lambda: _penalty("W"),
    **{name: partial(_update, name) for name in OPTIMIZERS},
    "optimizer_state": lambda: _by_optimizer("optimizer_state"),
    "optimizer_update": lambda: _by_optimizer("optimizer_update"),
    "network_targets": lambda: _network("labels", "network"),
    "network_masks": _masks,
    "network_forward": lambda: _network("X", "parameters", "network"),
    "network_loss": lambda: _network("Y", "parameters", "cache", "network"),
    "network_backward": lambda: _network("Y", "parameters", "cache", "network"),
    "predict_probabilities": lambda: _network("X", "parameters", "network"),
    "predict_labels": lambda: _network("X", "parameters", "network"),
    "train": _train,
    "fit_network": _fitted,
    "gradient_check": _checked,
    "numerical_gradients": _checked,
    "gradient_difference": _differences,
    "tuning_trials": _trials,
    "narrow_space": _narrowed,
    "random_search": _search,
    **PLOTS,
}
