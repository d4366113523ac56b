"""The data sets are what their formulas and their publishers say."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from helpers import U, assert_close, assert_same_bits
from sklearn.datasets import (
    load_breast_cancer,
    load_digits,
    load_iris,
    make_circles,
)

from firstprinciples import read_data
from lockstep.errors import InputError
from lockstep.files.paths import fixtures_root
from lockstep.fixtures import check

DATA = fixtures_root() / "data"
# Samples of each class, by name.
COUNTS = {
    "blobs": [222, 178],
    "disc": [316, 84],
    "blobs-five": [89, 89, 89, 89, 44],
    "lemniscate": [1670, 330],
    "circles": [150, 150],
    "breast_cancer": [212, 357],
    "breast_cancer-scaled": [212, 357],
    "digits-binary": [1615, 182],
    "iris": [50, 50, 50],
    "gate-and": [3, 1],
    "gate-or": [1, 3],
    "gate-not": [1, 1],
    "gate-xor": [2, 2],
    "digits": [178, 182, 177, 183, 181, 182, 181, 179, 174, 180],
}


def data(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Samples in rows, and labels."""
    X, labels = read_data(DATA / f"{name}.csv")
    return X.T.copy(), labels


@pytest.mark.parametrize("name", COUNTS)
def test_every_class_is_there(name: str) -> None:
    _, labels = data(name)
    assert np.bincount(labels.astype(int)).tolist() == COUNTS[name]


@pytest.mark.parametrize(
    "name", [name for name in COUNTS if not name.startswith(("gate-", "iris"))]
)
def test_rows_are_not_sorted_by_class(name: str) -> None:
    _, labels = data(name)
    assert np.abs(np.diff(labels)).sum() >= 50


@pytest.mark.parametrize("name", COUNTS)
def test_the_header_ends_with_the_label(name: str) -> None:
    columns = pd.read_csv(DATA / f"{name}.csv", nrows=0).columns
    assert columns[-1] == "label"
    assert columns.is_unique


def test_disc_is_labelled_by_the_distance_from_its_middle() -> None:
    X, labels = data("disc")
    expected = [math.hypot(x - 5, y - 5) <= math.sqrt(6) for x, y in X]
    assert labels.tolist() == expected


def test_lemniscate_is_labelled_by_the_product_of_two_distances() -> None:
    # Half-width 4: the foci lie 4 / sqrt(2) from the middle, and the product
    # of a point's distances from them is at most 8 inside.
    X, labels = data("lemniscate")
    focus = 4 / math.sqrt(2)
    expected = [
        math.hypot(x - 5 - focus, y - 5) * math.hypot(x - 5 + focus, y - 5) <= 8
        for x, y in X
    ]
    assert labels.tolist() == expected


@pytest.mark.parametrize("name", ["disc", "lemniscate"])
def test_uniform_points_fill_the_square(name: str) -> None:
    X, _ = data(name)
    assert X.min() >= 0
    assert X.max() < 10
    assert np.histogram2d(*X.T, bins=4, range=[[0, 10]] * 2)[0].min() > 10


def test_blobs_are_nine_clouds_of_the_published_width() -> None:
    X, labels = data("blobs")
    stream = np.random.RandomState(4)
    centres = stream.uniform(-10, 10, (9, 2))
    distances = np.linalg.norm(X[:, None] - centres, axis=2)
    # Clouds overlap: most points, not all, are nearest to a right centre.
    nearest = distances.argmin(axis=1)
    assert np.mean(nearest % 2 == labels) > 0.85
    right = np.where(np.arange(9) % 2 == labels[:, None], distances, np.inf)
    assert right.min(axis=1).max() < 5 * 1.3


def test_circles_are_those_of_scikit_learn() -> None:
    X, labels = data("circles")
    published, classes = make_circles(300, noise=0.05, random_state=1)
    # NumPy's sine and cosine err by a few units where the processor's own
    # kernels make them.
    assert_close(X, published, tolerance=16 * U)
    assert np.array_equal(labels, classes)


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("breast_cancer", load_breast_cancer),
        ("digits", load_digits),
        ("iris", load_iris),
    ],
)
def test_bundled_sets_are_copied_exactly(name: str, load) -> None:
    X, labels = data(name)
    bunch = load()
    assert_same_bits(X, np.ascontiguousarray(bunch.data))
    assert_same_bits(labels, bunch.target.astype(float))


def test_one_digit_stands_against_the_rest() -> None:
    X, labels = data("digits-binary")
    all_digits, digits = data("digits")
    assert_same_bits(X, all_digits)
    assert labels.tolist() == (digits == 5).tolist()


@pytest.mark.parametrize(
    ("gate", "answer"),
    [
        ("and", lambda x, y: x and y),
        ("or", lambda x, y: x or y),
        ("not", lambda x: not x),
        ("xor", lambda x, y: x != y),
    ],
)
def test_gates_are_their_truth_tables(
    gate: str, answer: Callable[..., bool]
) -> None:
    X, labels = data(f"gate-{gate}")
    assert len({tuple(row) for row in X}) == len(X) == 2 ** X.shape[1]
    assert labels.tolist() == [bool(answer(*row)) for row in X]


def test_scaled_breast_cancer_has_mean_0_and_variance_1() -> None:
    X, labels = data("breast_cancer-scaled")
    raw, raw_labels = data("breast_cancer")
    for column, raw_column in zip(X.T, raw.T, strict=True):
        n_samples = len(column)
        size = np.abs(raw_column).max() / raw_column.std()
        assert abs(math.fsum(column)) / n_samples < 4 * U * size
        variance = math.fsum(column * column) / n_samples
        assert_close(variance, 1.0, tolerance=8 * U * size)
    assert np.array_equal(labels, raw_labels)


def test_the_check_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in [n for n in sys.modules if n.split(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(InputError) as refused:
        check()
    assert str(refused.value) == (
        f"{fixtures_root() / 'generate'}: sklearn.datasets is not "
        "installed; type: pip install 'lockstep-parity[data]', or in a "
        "clone: make setup"
    )
