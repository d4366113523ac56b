"""Random arguments for the functions that draw pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from random_values import labels_of, matrix, networks, parameters_of

from lockstep.cases.load import load_case

FILE = {"file": PurePath("picture.png")}
EIGHTHS = st.integers(-80, 80).map(lambda n: n / 8)  # many of them are equal
LOSSES = st.floats(1e-6, 90) | st.sampled_from([0.0, 0.5, 1.0])
NAMES = st.sampled_from(["rate 0.1", "adam", "its average", "é", "W_1 ^2"])
SHARES = st.floats(0, 1, allow_subnormal=False)
SPACE: dict[str, dict[str, Any]] = {
    "keep_prob": {"scale": "linear", "low": 0.1, "high": 1.0},
    "learning_rate": {"scale": "log", "low": 1e-5, "high": 1.0},
    "beta1": {"scale": "log_one_minus", "low": 0.5, "high": 0.999},
    "optimizer": {"scale": "choice", "choices": ["adam", "momentum"]},
}


@st.composite
def _data(draw: Any) -> Any:
    n_samples = draw(st.integers(1, 12))
    return {
        "X": draw(matrix(2, n_samples, EIGHTHS)),
        "labels": draw(labels_of(n_samples, 9)),
        **FILE,
    }


@st.composite
def _losses(draw: Any) -> Any:
    losses = draw(
        matrix(draw(st.integers(1, 30)), draw(st.integers(1, 4)), LOSSES)
    )
    n_curves = losses.shape[1]
    names = draw(st.lists(NAMES, min_size=n_curves, max_size=n_curves))
    return {"losses": losses, "names": names, **FILE}


@st.composite
def _boundary(draw: Any) -> Any:
    """Draw a network of two features; many points lie on its borders."""
    network = draw(networks(keep_prob=st.just(1.0)))
    sizes = [2, *network["layer_sizes"][1:]]
    n_classes = sizes[-1]
    if network["activations"][-1] != "softmax":
        n_classes = 2
    n_samples = draw(st.integers(1, 8))
    return {
        "X": draw(matrix(2, n_samples, EIGHTHS)),
        "labels": draw(labels_of(n_samples, n_classes)),
        "parameters": draw(parameters_of(sizes)),
        "network": {**network, "layer_sizes": sizes},
        **FILE,
    }


@st.composite
def _counts(draw: Any) -> Any:
    n_classes = draw(st.integers(1, 5))
    counts = (st.integers(0, 9) | st.integers(0, 3000)).map(float)
    return {"counts": draw(matrix(n_classes, n_classes, counts)), **FILE}


@st.composite
def _curve(draw: Any, *names: str) -> Any:
    n_rates = draw(st.integers(1, 9))
    rates = arrays.arrays(np.float64, n_rates, elements=SHARES)
    return {**{name: draw(rates) for name in names}, **FILE}


@st.composite
def _trials(draw: Any) -> Any:
    """Draw a search of the shared case's network, of one hyper-parameter."""
    n_trials = draw(st.integers(1, 9))
    name = draw(st.sampled_from(sorted(SPACE)))
    choices = SPACE[name].get("choices")
    values = st.sampled_from(choices) if choices else st.floats(0.55, 0.95)
    listed = draw(st.lists(values, min_size=n_trials, max_size=n_trials))
    scores = draw(arrays.arrays(np.float64, n_trials, elements=LOSSES))
    known = load_case("plot_trials-ordinary").arguments["search"]
    best = int(scores.argmin())
    search = {
        **known,
        "trials": {name: np.array(listed)},
        "rounds": draw(labels_of(n_trials, 3)),
        "scores": scores,
        "winner": {name: listed[best]},
        "score": float(scores[best]),
    }
    space = {name: SPACE[name]}
    return {"search": search, "space": space, "name": name, **FILE}


PLOTS: dict[str, Callable[[], Any]] = {
    "plot_data": _data,
    "plot_losses": _losses,
    "plot_decision_boundary": _boundary,
    "plot_softmax_surface": lambda: st.just(FILE),
    "plot_confusion_matrix": _counts,
    "plot_roc": lambda: _curve("false_positive_rates", "true_positive_rates"),
    "plot_precision_recall": lambda: _curve("recall", "precision"),
    "plot_trials": _trials,
}
