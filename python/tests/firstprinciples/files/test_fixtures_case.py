import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from helpers import assert_same_bits, assert_same_entries, refusal

from firstprinciples import (
    Case,
    initialize_parameters,
    new_network,
    new_optimizer,
    read_case,
)

MISSING = object()
FIELDS = {
    "data": "data/points.csv",
    "network": {
        "layer_sizes": [2, 3],
        "activations": ["softmax"],
        "loss": "categorical_cross_entropy",
    },
    "weights": "weights",
    "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
    "steps": 4,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files that FIELDS names."""
    (tmp_path / "data").mkdir()
    (tmp_path / "weights").mkdir()
    (tmp_path / "data" / "points.csv").write_text("1,2,0\n3,4,2\n5,6,1\n")
    (tmp_path / "weights" / "W1.csv").write_text("1,2\n3,4\n5,6\n")
    (tmp_path / "weights" / "b1.csv").write_text("7\n8\n9\n")
    return tmp_path


def _write(folder: Path, path: str = "", value: Any = None) -> Path:
    """Write FIELDS with the field at a dotted path changed or left out."""
    fields = json.loads(json.dumps(FIELDS))
    if path:
        *parents, name = path.split(".")
        place = fields
        for parent in parents:
            place = place[parent]
        if value is MISSING:
            del place[name]
        else:
            place[name] = value
    file = folder / "small.json"
    file.write_text(json.dumps(fields))
    return file


def test_a_case_is_read_with_all_that_it_names(folder: Path) -> None:
    case = read_case(_write(folder))
    assert isinstance(case, Case)
    assert_same_bits(case.X, [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]])
    assert_same_bits(case.labels, [0.0, 2.0, 1.0])
    assert_same_bits(case.parameters["W1"], [[1.0, 2.0], [3, 4], [5, 6]])
    assert_same_bits(case.parameters["b1"], [[7.0], [8.0], [9.0]])
    assert case.optimizer == new_optimizer("gradient_descent", 0.1)
    assert case.steps == 4


def test_fields_left_out_have_defaults(folder: Path) -> None:
    case = read_case(str(_write(folder)))
    assert (case.id, case.seed) == ("small", 0)
    assert case.network == new_network(
        (2, 3), ("softmax",), "categorical_cross_entropy", "mean"
    )


def test_fields_that_are_given_are_kept(folder: Path) -> None:
    assert read_case(_write(folder, "id", "mine")).id == "mine"
    assert read_case(_write(folder, "seed", 7)).seed == 7
    found = read_case(_write(folder, "network.reduction", "sum"))
    assert found.network.reduction == "sum"


def test_regularization_and_batches_are_read(folder: Path) -> None:
    found = read_case(_write(folder, "network.l2_penalty", 0.1))
    assert (found.network.l2_penalty, found.network.keep_prob) == (0.1, 1.0)
    found = read_case(_write(folder, "network.keep_prob", 0.7))
    assert (found.network.l2_penalty, found.network.keep_prob) == (0.0, 0.7)
    assert read_case(_write(folder, "batch_size", 2)).batch_size == 2
    assert read_case(_write(folder, "batch_size", 1000)).batch_size == 1000
    assert read_case(_write(folder)).batch_size == 3  # all samples


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("beta1", 0.8),
        ("beta2", 0.95),
        ("epsilon", 1e-3),
        ("schedule", "step"),
        ("decay_rate", 0.9999),
        ("decay_epochs", 3),
    ],
)
def test_settings_of_an_optimizer_are_read(
    folder: Path, name: str, value: Any
) -> None:
    settings = {"name": "adam", "learning_rate": 0.1, name: value}
    case = read_case(_write(folder, "optimizer", settings))
    assert case.optimizer == new_optimizer(**settings)
    assert getattr(case.optimizer, name) == value


@pytest.mark.parametrize("method", ["zeros", "random", "he", "xavier"])
@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_weights_may_be_drawn(
    folder: Path, method: str, distribution: str
) -> None:
    weights = {"method": method, "distribution": distribution}
    file = _write(folder, "weights", weights)
    file.write_text(json.dumps({**json.loads(file.read_text()), "seed": 7}))
    expected = initialize_parameters((2, 3), method, distribution, 7)
    assert_same_entries(read_case(file).parameters, expected)


def test_drawn_weights_differ_by_seed(folder: Path) -> None:
    weights = {"method": "he", "distribution": "normal"}
    unseeded = read_case(_write(folder, "weights", weights))
    expected = initialize_parameters((2, 3), "he", "normal", 0)
    assert_same_entries(unseeded.parameters, expected)
    other = initialize_parameters((2, 3), "he", "normal", 7)
    assert (unseeded.parameters["W1"] != other["W1"]).all()


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"method": "glorot", "distribution": "normal"},
         "read_case: method: expected one of zeros, random, he, "
         "xavier, got glorot"),
        ({"method": "he", "distribution": "cauchy"},
         "read_case: distribution: expected one of normal, "
         "uniform, got cauchy"),
        ({"method": "he"}, "read_case: {file}: expected a field "
         "distribution, got none"),
        ({"distribution": "normal"}, "read_case: {file}: expected a field "
         "method, got none"),
        ({"method": "he", "distribution": "normal", "scale": 2},
         "read_case: {file}: expected fields among method, distribution, "
         "got scale"),
    ],
)  # fmt: skip
def test_weights_that_cannot_be_drawn_are_refused(
    folder: Path, weights: dict[str, Any], message: str
) -> None:
    file = _write(folder, "weights", weights)
    assert refusal(read_case, file) == message.format(file=file)


@pytest.mark.parametrize(
    "name", ["$schema", "title", "source", "system", "note"]
)
def test_a_case_may_describe_itself(folder: Path, name: str) -> None:
    assert read_case(_write(folder, name, "any text")).id == "small"


def _binary(folder: Path) -> Path:
    """A case of two layers with one sigmoid output."""
    weights = folder / "weights"
    (weights / "W2.csv").write_text("1,0,-1\n")
    (weights / "b2.csv").write_text("0.5\n")
    network = {
        "layer_sizes": [2, 3, 1],
        "activations": ["tanh", "sigmoid"],
        "loss": "binary_cross_entropy",
    }
    return _write(folder, "network", network)


def test_one_sigmoid_output_tells_two_classes(folder: Path) -> None:
    file = folder / "data" / "points.csv"
    file.write_text("1,2,0\n3,4,1\n")
    case = read_case(_binary(folder))
    assert_same_bits(case.labels, [0.0, 1.0])
    assert list(case.parameters) == ["W1", "b1", "W2", "b2"]
    file.write_text("1,2,0\n3,4,2\n")
    assert refusal(read_case, _binary(folder)) == (
        f"read_case: {file}, sample 2: expected a whole label from 0 to 1, "
        "got 2"
    )


def test_a_case_cannot_be_changed(folder: Path) -> None:
    case = read_case(_write(folder))
    with pytest.raises(dataclasses.FrozenInstanceError):
        case.steps = 5  # type: ignore[misc]


@pytest.mark.parametrize("rate", [0.1, 1 / 3, 5e-324, 1e23, 0.9999, 1e-7])
def test_hyper_parameters_are_read_exactly(folder: Path, rate: float) -> None:
    case = read_case(_write(folder, "optimizer.learning_rate", rate))
    assert case.optimizer.learning_rate.hex() == rate.hex()


def test_paths_may_be_absolute(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "elsewhere.csv"
    data.write_text("0,0,1\n")
    case = read_case(_write(folder, "data", str(data)))
    assert_same_bits(case.labels, [1.0])


@pytest.mark.parametrize("name", list(FIELDS))
def test_a_missing_field_is_refused(folder: Path, name: str) -> None:
    file = _write(folder, name, MISSING)
    assert refusal(read_case, file) == (
        f"read_case: {file}: expected a field {name}, got none"
    )


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("steps", 0, "read_case: steps: expected a whole number of at least "
         "1, got 0"),
        ("steps", 2.5, "read_case: steps: expected a whole number of at "
         "least 1, got 2.5"),
        ("batch_size", 0, "read_case: batch_size: expected a whole number of "
         "at least 1, got 0"),
        ("batch_size", 2.5, "read_case: batch_size: expected a whole number "
         "of at least 1, got 2.5"),
        ("batch_size", "all", "read_case: batch_size: expected a whole "
         "number of at least 1, got all"),
        ("optimizer.beta1", 1, "read_case: beta1: expected a number of "
         "at least 0 and below 1, got 1"),
        ("optimizer.schedule", "cosine", "read_case: schedule: expected "
         "one of constant, exponential, step, inverse_time, got cosine"),
        ("network.l2_penalty", -1, "read_case: l2_penalty: expected a "
         "finite number of at least 0, got -1"),
        ("network.keep_prob", 0, "read_case: keep_prob: expected a number "
         "above 0 and at most 1, got 0"),
        ("optimizer.learning_rate", -1, "read_case: learning_rate: "
         "expected a finite number above 0, got -1"),
        ("optimizer.name", "sgd", "read_case: name: expected one of "
         "gradient_descent, momentum, classical_momentum, rmsprop, adam, got "
         "sgd"),
        ("network.activations", ["relu"], "read_case: activations: "
         "expected one of sigmoid, softmax, step, got relu"),
        ("network.activations", "softmax", "read_case: activations: "
         "expected a list of words, got softmax"),
        ("network.layer_sizes", 3, "read_case: layer_sizes: expected a "
         "list of whole numbers, got 3"),
        ("network.loss", "mse", "read_case: loss: expected one of "
         "categorical_cross_entropy, binary_cross_entropy, perceptron_loss, "
         "got mse"),
    ],
)  # fmt: skip
def test_a_bad_field_is_refused(
    folder: Path, path: str, value: object, message: str
) -> None:
    assert refusal(read_case, _write(folder, path, value)) == message


@pytest.mark.parametrize("path", ["step", "network.bias", "optimizer.rate"])
def test_an_unknown_field_is_refused(folder: Path, path: str) -> None:
    file = _write(folder, path, 1)
    found = refusal(read_case, file)
    assert found.startswith(f"read_case: {file}: expected fields among ")
    assert found.endswith(f", got {path.split('.')[-1]}")


def test_an_unknown_field_is_refused_with_the_known_ones(folder: Path) -> None:
    file = _write(folder, "network.bias", 1)
    assert refusal(read_case, file) == (
        f"read_case: {file}: expected fields among layer_sizes, activations, "
        "loss, reduction, l2_penalty, keep_prob, got bias"
    )


def test_an_unknown_field_of_an_optimizer_is_refused(folder: Path) -> None:
    file = _write(folder, "optimizer.momentum", 0.9)
    assert refusal(read_case, file) == (
        f"read_case: {file}: expected fields among name, learning_rate, "
        "beta1, beta2, epsilon, schedule, decay_rate, decay_epochs, got "
        "momentum"
    )


def test_a_case_of_another_kind_is_refused(folder: Path) -> None:
    assert read_case(_write(folder, "kind", "training")).steps == 4
    file = _write(folder, "kind", "operation")
    assert refusal(read_case, file) == (
        f"read_case: {file}: expected a training case, got operation"
    )


@pytest.mark.parametrize("path", ["network", "optimizer"])
@pytest.mark.parametrize("value", [None, 5, "text", ["network"]])
def test_what_is_no_object_is_refused(
    folder: Path, path: str, value: object
) -> None:
    file = _write(folder, path, value)
    message = f"read_case: {file}: expected a JSON object, got another value"
    assert refusal(read_case, file) == message
    file.write_text(json.dumps(value))
    assert refusal(read_case, file) == message


@pytest.mark.parametrize("text", [b"", b"{", b'{"steps": 1,}', b"\xff\xfe"])
def test_what_is_not_json_is_refused(folder: Path, text: bytes) -> None:
    file = folder / "small.json"
    file.write_bytes(text)
    start = f"read_case: {file}: expected JSON, got text that is not: "
    assert refusal(read_case, file).startswith(start)


@pytest.mark.parametrize("label", ["3", "-1", "1.5"])
def test_a_label_beyond_the_classes_is_refused(
    folder: Path, label: str
) -> None:
    file = folder / "data" / "points.csv"
    file.write_text(f"x,y,label\n1,2,0\n3,4,{label}\n")
    assert refusal(read_case, _write(folder)) == (
        f"read_case: {file}, sample 2: expected a whole label from 0 to 2, "
        f"got {label}"
    )


def test_data_that_do_not_fit_are_refused(folder: Path) -> None:
    file = folder / "data" / "points.csv"
    file.write_text("1,2,3,0\n")
    assert refusal(read_case, _write(folder)) == (
        f"read_case: {file}: expected 2 features and a label, got 3 features"
    )


def test_weights_that_do_not_fit_are_refused(folder: Path) -> None:
    file = folder / "weights" / "W1.csv"
    file.write_text("1,2,3\n4,5,6\n")
    assert refusal(read_case, _write(folder)) == (
        f"read_case: {file}: expected 3 x 2, got 2 x 3"
    )


@pytest.mark.parametrize("path", ["data", "weights"])
def test_missing_files_are_refused(folder: Path, path: str) -> None:
    file = folder / "none" / "" if path == "data" else folder / "none/W1.csv"
    assert refusal(read_case, _write(folder, path, "none")) == (
        f"read_case: {file}: expected a file, got none"
    )
    missing = folder / "no.json"
    assert refusal(read_case, missing) == (
        f"read_case: {missing}: expected a file, got none"
    )
