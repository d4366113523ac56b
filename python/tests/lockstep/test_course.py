"""The training cases cover the course, and what hides faults."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pytest

import firstprinciples
from firstprinciples.optimizers import STATE
from lockstep.cases.find import list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.cases.schema import check_fields
from lockstep.files.paths import fixtures_root


@cache
def fields() -> dict[str, dict]:
    """Fields of every training case, by id."""
    return {
        header.id: json.loads(header.path.read_text())
        for header in list_cases()
        if header.kind == "training"
    }


@cache
def loaded() -> list[TrainingCase]:
    """Every training case that can be read here."""
    headers = [h for h in list_cases() if h.kind == "training"]
    return [load_case(h.path) for h in headers if not h.missing]


def hidden_layers(case: TrainingCase) -> int:
    return len(case.network.activations) - 1


def test_every_system_has_a_case() -> None:
    schema = fixtures_root() / "schema" / "case.schema.json"
    training = json.loads(schema.read_text())["$defs"]["training_case"]
    systems = training["properties"]["system"]["enum"]
    assert len(set(systems)) == len(systems)
    assert set(systems) == {case["system"] for case in fields().values()}


# data, layer sizes, and what else the course names
ROWS = [
    ("gate-and", [2, 1], {"activations": ["step"]}),
    ("gate-or", [2, 1], {"activations": ["step"]}),
    ("gate-not", [1, 1], {"activations": ["step"]}),
    ("gate-xor", [2, 1], {"activations": ["step"]}),
    ("gate-and", [2, 1], {"activations": ["sigmoid"]}),
    ("gate-or", [2, 1], {"activations": ["sigmoid"]}),
    ("gate-not", [1, 1], {"activations": ["sigmoid"]}),
    ("gate-xor", [2, 2, 1], {"activations": ["tanh", "sigmoid"]}),
    (
        "breast_cancer-scaled",
        [30, 1],
        {"learning_rate": 0.75, "full_steps": 4000},
    ),
    ("blobs", [2, 4, 1], {"learning_rate": 1.0, "full_steps": 10000}),
    ("blobs", [2, 9, 1], {"learning_rate": 0.3, "full_steps": 10000}),
    ("blobs", [2, 12, 1], {"learning_rate": 0.6, "full_steps": 10000}),
    ("disc", [2, 4, 1], {"learning_rate": 0.1, "full_steps": 10000}),
    ("disc", [2, 4, 1], {"learning_rate": 3.0, "full_steps": 10000}),
    ("disc", [2, 12, 1], {"learning_rate": 0.3, "full_steps": 10000}),
    ("blobs", [2, 9, 9, 1], {"activations": ["relu", "relu", "sigmoid"]}),
    ("lemniscate", [2, 9, 9, 1], {"activations": ["tanh", "tanh", "sigmoid"]}),
    (
        "blobs",
        [2, 9, 9, 1],
        {"activations": ["sigmoid", "sigmoid", "sigmoid"]},
    ),
    ("lemniscate", [2, 7, 4, 1], {"activations": ["relu", "relu", "sigmoid"]}),
    ("digits-binary", [64, 15, 9, 7, 1], {"reduction": "mean"}),
    ("spiral", [2, 100, 3], {"learning_rate": 0.5, "steps": 10000}),
    ("spiral", [2, 100, 3], {"learning_rate": 0.6, "full_steps": 10000}),
    ("spiral-shuffled", [2, 9, 3, 3], {"reduction": "sum"}),
    ("spiral-shuffled", [2, 15, 6, 3], {"batch_size": 64}),
    ("train-images-idx3-ubyte", [784, 15, 9, 10], {"batch_size": 512}),
    ("circles", [2, 7, 1], {"method": "random"}),
    ("circles", [2, 7, 1], {"method": "he"}),
    ("circles", [2, 7, 1], {"method": "xavier"}),
    ("circles", [2, 11, 1], {"l2_penalty": 0.2}),
    ("circles", [2, 11, 1], {"keep_prob": 0.8}),
    ("spiral-shuffled", [2, 100, 3], {"l2_penalty": 0.1, "keep_prob": 0.8}),
    ("spiral-shuffled", [2, 15, 6, 3], {"l2_penalty": 0.1, "keep_prob": 0.5}),
    ("digits", [64, 15, 9, 10], {"decay_rate": 0.9999, "batch_size": 512}),
    ("digits", [64, 15, 9, 10], {"name": "momentum", "beta1": 0.9}),
    ("digits", [64, 15, 9, 10], {"name": "rmsprop", "beta2": 0.7}),
    ("digits", [64, 15, 9, 10], {"name": "rmsprop", "beta2": 0.9}),
    ("digits", [64, 15, 9, 10], {"name": "adam", "beta1": 0.9, "beta2": 0.9}),
    ("digits", [64, 15, 9, 10], {"name": "adam", "beta2": 0.999}),
    ("circles", [2, 4, 1], {"system": "gradient check"}),
    ("spiral-shuffled", [2, 3, 3], {"system": "gradient check"}),
]


def flat(case: dict) -> dict:
    """All settings of a case on one level, and its data by their name."""
    data = case["data"]
    file = data["images"] if isinstance(data, dict) else data
    weights = case["weights"]
    drawn = weights if isinstance(weights, dict) else {}
    name = file.rpartition("/")[2].removesuffix(".csv")
    settings = {**case["network"], **case["optimizer"], **drawn}
    return {**case, **settings, "data": name}


@pytest.mark.parametrize(("data", "sizes", "settings"), ROWS)
def test_each_row_of_the_course_has_its_case(
    data: str, sizes: list[int], settings: dict
) -> None:
    wanted = {"data": data, "layer_sizes": sizes, **settings}
    found = [
        name
        for name, case in fields().items()
        if all(flat(case).get(k) == value for k, value in wanted.items())
    ]
    assert found


def test_originals_are_longer_than_what_the_suite_runs() -> None:
    for case in fields().values():
        assert case.get("full_steps", case["steps"] + 1) > case["steps"]


def test_classes_are_2_3_5_and_10_and_all_are_present() -> None:
    softmax = [c for c in loaded() if c.network.activations[-1] == "softmax"]
    n_classes = {case.network.layer_sizes[-1] for case in softmax}
    assert n_classes == {2, 3, 5, 10}
    for case in softmax:
        present = np.unique(case.labels).size
        assert present == case.network.layer_sizes[-1]


def test_the_last_hidden_layer_is_as_wide_as_the_output_and_not() -> None:
    square = {
        case.network.layer_sizes[-2] == case.network.layer_sizes[-1]
        for case in loaded()
        if case.network.layer_sizes[-1] > 1
    }
    assert square == {True, False}


def test_depths_and_hidden_activations() -> None:
    assert {hidden_layers(case) for case in loaded()} == {0, 1, 2, 3, 4}
    hidden = {name for c in loaded() for name in c.network.activations[:-1]}
    assert hidden == {"relu", "tanh", "sigmoid"}


def test_batches_are_partial_and_larger_than_the_data() -> None:
    n_and_size = [(c.X.shape[1], c.batch_size) for c in loaded()]
    assert any(size < n and n % size for n, size in n_and_size)
    assert any(size > n for n, size in n_and_size)


def test_dropout_is_written_as_1_and_stands_beside_a_penalty() -> None:
    networks = [case["network"] for case in fields().values()]
    assert any(network.get("keep_prob") == 1 for network in networks)
    assert any(
        network.get("keep_prob", 1) < 1 and network.get("l2_penalty", 0) > 0
        for network in networks
    )


def test_every_optimizer_makes_three_steps() -> None:
    names = {c.optimizer.name for c in loaded() if c.steps >= 3}
    assert names == set(STATE)


def first_step(name: str) -> firstprinciples.Step:
    case = firstprinciples.read_case(load_case(name).path)
    Y = firstprinciples.network_targets(case.labels, case.network)
    state = firstprinciples.optimizer_state(case.parameters, case.optimizer)
    return firstprinciples.train_step(case, Y, case.parameters, state, 0)


def test_scores_go_beyond_709() -> None:
    cache = first_step("breast_cancer_raw-30x2_softmax-gd").cache
    assert np.abs(cache["Z1"]).max() > 709


def test_gradients_begin_at_a_millionth() -> None:
    gradients = first_step("spiral_shuffled-2x5x4x3_sigmoid-adam").gradients
    assert 1e-7 < np.abs(gradients["dW1"]).max() < 4e-6


def test_samples_of_zeros_and_of_full_53_bits() -> None:
    assert any((case.X == 0).all(axis=0).any() for case in loaded())
    short = [np.array_equal(c.X, np.round(c.X)) for c in loaded()]
    assert any(short)
    mantissas = np.frexp(load_case("spiral-2x100x3_relu-gd").X)[0] * 2.0**52
    assert (mantissas != np.round(mantissas)).any()


def test_every_case_fits_the_schema() -> None:
    for header in list_cases():
        check_fields(header.path, json.loads(header.path.read_text()), "case")
