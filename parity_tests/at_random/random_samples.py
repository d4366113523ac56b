"""Random samples: labels, scores, curves, splits and batches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from random_domains import DOMAINS
from random_values import NUMBERS, SEEDS, SIZES, labels_of, matrix


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
def counted(draw: Any, *names: str) -> Any:
    """Draw whole numbers and others, by the names of arguments."""
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


SAMPLES: dict[str, Callable[[], Any]] = {
    "one_hot": _labels,
    "accuracy": partial(_compared, 4),
    "confusion_matrix": _compared,
    "class_statistics": _confusions,
    "overall_statistics": _confusions,
    "roc_curve": _scored,
    "precision_recall_curve": _scored,
    "area_under_curve": _curve,
    "batch_count": partial(counted, "n_samples", "batch_size"),
    "batch_samples": partial(
        counted, "n_samples", "batch_size", "seed", "step"
    ),
    "dropout_mask": partial(
        counted, "n_units", "n_samples", "keep_prob", "seed", "layer", "step"
    ),
    "train_test_split": _split,
    "train_validation_test_split": _double_split,
}
