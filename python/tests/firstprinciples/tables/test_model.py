"""A table as its owner has it: any type, rows, names, classes."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from helpers import refusal

from firstprinciples import (
    fit,
    fit_network,
    predict_probabilities,
    standardize_with,
)
from firstprinciples.own_tables import is_finite

QUICK = {"hidden": [5], "steps": 60, "learning_rate": 0.05}


def _samples(n_samples: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Three classes in two features of very different scale."""
    stream = np.random.RandomState(7)
    numbers = np.arange(n_samples) % 3
    X = stream.standard_normal((n_samples, 2)) + 3.0 * numbers[:, None]
    X[:, 1] = 1000.0 * X[:, 1] ** 2
    return np.round(X, 2), numbers


@pytest.mark.parametrize("wrong", [np.inf, -np.inf, np.nan])
def test_neither_infinity_nor_nan_is_finite(wrong: float) -> None:
    right = np.array([[1.0, -2.0]])
    assert is_finite(right, right)
    assert not is_finite(right, np.array([[1.0, wrong]]))


def test_a_model_is_what_the_course_s_functions_make() -> None:
    X, numbers = _samples()
    model = fit(X, numbers, **QUICK)
    parameters, losses, mean, scale = fit_network(
        X.T.copy(), numbers, 60, 0.05, hidden=np.array([5])
    )
    assert model.losses.tolist() == losses.tolist()
    assert all(
        np.array_equal(model.parameters[name], value)
        for name, value in parameters.items()
    )
    scaled = standardize_with(X.T.copy(), mean, scale)
    P = predict_probabilities(scaled, parameters, model.network)
    assert np.array_equal(model.predict_probabilities(X), P.T)
    assert (model.predict(X) == numbers).mean() > 0.9


@pytest.mark.parametrize(
    "make",
    [
        lambda X: X.tolist(),
        lambda X: np.asfortranarray(X),
        lambda X: pd.DataFrame(X),
        lambda X: pd.DataFrame(X).astype("Float64"),
        lambda X: X.astype(object),
    ],
)
def test_tables_of_any_type_train_the_same_network(make: Any) -> None:
    X, numbers = _samples()
    wanted, found = fit(X, numbers, **QUICK), fit(make(X), numbers, **QUICK)
    assert found.losses.tolist() == wanted.losses.tolist()
    assert np.array_equal(
        found.predict_probabilities(make(X)), wanted.predict_probabilities(X)
    )


@pytest.mark.parametrize("kind", ["float32", "int64", "uint8", "bool"])
def test_numbers_of_any_precision_are_welcome(kind: str) -> None:
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    wanted = fit(X.astype(float), [0, 1, 1, 0], **QUICK)
    assert fit(X.astype(kind), [0, 1, 1, 0], **QUICK).losses.tolist() == (
        wanted.losses.tolist()
    )


@pytest.mark.parametrize(
    ("classes", "make"),
    [
        (["setosa", "versicolor", "virginica"], list),
        ([-1, 5, 7], np.array),
        (["a", "b", "c"], pd.Series),
        (["a", "b", "c"], pd.Categorical),
        ([10.0, 20.0, 30.0], lambda labels: np.array(labels)[:, None]),
    ],
)
def test_predictions_are_the_user_s_own_classes(
    classes: list, make: Any
) -> None:
    X, numbers = _samples()
    labels = [classes[number] for number in numbers]
    model = fit(X, make(labels), **QUICK)
    by_number = fit(X, numbers, **QUICK).predict(X)
    assert model.classes.tolist() == classes
    assert model.predict(X).tolist() == [classes[n] for n in by_number]


def test_two_classes_have_a_probability_each() -> None:
    X, numbers = _samples()
    model = fit(X, numbers == 0, **QUICK)
    P = model.predict_probabilities(X)
    assert P.shape == (30, 2)
    assert model.predict(X).dtype == bool
    assert np.array_equal(model.predict(X), P[:, 1] > 0.5)
    scaled = standardize_with(X.T.copy(), model.mean, model.scale)
    second = predict_probabilities(scaled, model.parameters, model.network)[0]
    assert np.array_equal(P, np.column_stack([1 - second, second]))


def test_columns_are_found_by_name() -> None:
    X, numbers = _samples()
    frame = pd.DataFrame(X, columns=["near", "far"])
    model = fit(frame, numbers, **QUICK)
    other = frame[["far", "near"]].assign(unused=1)
    assert np.array_equal(model.predict(other), model.predict(frame))
    assert refusal(model.predict, frame[["far"]]) == (
        "predict: X: expected a column near, got none"
    )


def test_one_hidden_layer_of_100_units_is_usual() -> None:
    X, numbers = _samples()
    assert fit(X, numbers, steps=1).network.layer_sizes == (2, 100, 3)


def test_no_hidden_layer_is_logistic_regression() -> None:
    X, numbers = _samples()
    model = fit(X, numbers, hidden=(), steps=5)
    assert model.network.layer_sizes == (2, 3)
    assert "2-3" in repr(model)


def test_a_constant_column_is_named_and_harmless() -> None:
    X, numbers = _samples()
    frame = pd.DataFrame(X, columns=["near", "far"]).assign(same=0.1)
    with pytest.warns(UserWarning, match="^fit: X: column same is constant"):
        model = fit(frame, numbers, **QUICK)
    assert np.isfinite(model.predict_probabilities(frame.assign(same=9))).all()


def test_every_constant_column_is_named() -> None:
    X, numbers = _samples()
    frame = pd.DataFrame(X, columns=["near", "far"]).assign(one=1.0, two=2.0)
    with pytest.warns(UserWarning, match="is constant") as told:
        fit(frame, numbers, **QUICK)
    names = [str(warning.message).split()[3] for warning in told]
    assert names == ["one", "two"]


def test_a_thousand_steps_are_usual() -> None:
    X, numbers = _samples()
    found = fit_network(X.T.copy(), numbers)
    wanted = fit_network(X.T.copy(), numbers, 1000, 0.01, "adam")
    assert found[1].shape == (1000,)
    assert found[1].tolist() == wanted[1].tolist()


def _bad() -> dict[str, tuple[Any, Any, dict, str]]:
    X, numbers = _samples()
    hole = X.copy()
    hole[3, 1] = np.nan
    frame = pd.DataFrame(X, columns=["near", "far"])
    words = frame.assign(species="setosa")
    table = "a table of numbers, samples in rows"
    gap = frame.astype("Float64")
    gap.loc[2, "far"] = pd.NA
    odd = [0.5, *numbers[1:].tolist()]
    holed = [None, *map(str, numbers[1:])]
    return {
        "missing": (
            hole,
            numbers,
            {},
            "X[3, 1]: expected a finite number, got nan",
        ),
        "NA": (
            gap,
            numbers,
            {},
            "X[2, far]: expected a finite number, got NAType",
        ),
        "words": (
            words,
            numbers,
            {},
            "X[0, species]: expected a finite number, got setosa",
        ),
        "vector": (
            X[:, 0],
            numbers,
            {},
            f"X: expected {table}, got 30 numbers",
        ),
        "one class": (
            X,
            0 * numbers,
            {},
            "labels: expected at least 2 classes, got 1 class, 0",
        ),
        "lengths": (
            X,
            numbers[:-1],
            {},
            "labels: expected 30 labels, one a row of X, got 29",
        ),
        "columns": (
            X.T,
            numbers,
            {},
            "X: expected 30 rows, one a label, got "
            "2 x 30: samples stand in rows here, pass X.T",
        ),
        "no label": (
            X,
            holed,
            {},
            "labels[0]: expected a class, got a missing value",
        ),
        "no second label": (
            X,
            [str(numbers[0]), None, *map(str, numbers[2:])],
            {},
            "labels[1]: expected a class, got a missing value",
        ),
        "two columns of labels": (
            X,
            np.column_stack([numbers, numbers]),
            {},
            "labels: expected a class for each sample, got 30 x 2 numbers",
        ),
        "regression": (
            X,
            odd,
            {},
            "labels[0]: expected a class: a whole "
            "number, a word or a flag, got 0.5",
        ),
        "misspelt": (
            X,
            numbers,
            {"step": 3},
            "options: expected steps, "
            "learning_rate, optimizer, hidden, hidden_activation, "
            "initialization, batch_size, l2_penalty, keep_prob, seed, "
            "got step",
        ),
        "steps": (
            X,
            numbers,
            {"steps": 0},
            "steps: expected a whole number of at least 1, got 0",
        ),
        "width": (
            X,
            numbers,
            {"hidden": [3, 0]},
            "hidden: expected a whole number of at least 1, got 0",
        ),
        "rate": (
            X,
            numbers,
            {"learning_rate": 1e308},
            "learning_rate: "
            "expected one at which training stays finite, got 1e+308",
        ),
        "huge": (
            1e200 * X,
            numbers,
            {},
            "X: expected numbers whose squares are finite, got larger ones",
        ),
    }


@pytest.mark.parametrize("fault", list(_bad()))
def test_a_bad_table_is_refused_in_one_line(fault: str) -> None:
    X, labels, options, message = _bad()[fault]
    given = {"hidden": [5], "steps": 20, **options}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert refusal(lambda: fit(X, labels, **given)) == f"fit: {message}"


def test_samples_in_columns_are_told_at_the_prediction() -> None:
    X, numbers = _samples()
    model = fit(X, numbers, **QUICK)
    assert refusal(model.predict, X.T) == (
        "predict: X: expected 2 columns, got 2 x 30: samples stand in rows "
        "here, pass X.T"
    )
    assert refusal(model.predict, X[:, :1]) == (
        "predict: X: expected 2 columns, got 30 x 1"
    )
