"""What cannot be used is refused, in one line that says how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_case import (
    FIELDS,
    OPERATION,
    changed,
    refusal,
    write_matrix,
    written,
)

FIELD_FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown key": (
        {"stepz": 3},
        "unknown key 'stepz'; did you mean 'steps'?",
    ),
    "unknown key in network": (
        {"network__reducton": "sum"},
        "network: unknown key 'reducton'; did you mean 'reduction'?",
    ),
    "unknown key in optimizer": (
        {"optimizer__momentum": 0.9},
        "optimizer: unknown key 'momentum' (known: name, learning_rate, "
        "beta1, beta2, epsilon, schedule, decay_rate, decay_epochs)",
    ),
    "unknown kind": (
        {"kind": "trainig"},
        "kind: unknown word 'trainig'; did you mean 'training'?",
    ),
    "unknown activation": (
        {"network__activations": ["rellu", "softmax"]},
        "network.activations[0]: unknown word 'rellu'; did you mean 'relu'? "
        "(known: relu, tanh, sigmoid, softmax, step)",
    ),
    "unknown loss": (
        {"network__loss": "cross_entropy"},
        "network.loss: unknown word 'cross_entropy'; did you mean "
        "'binary_cross_entropy'?",
    ),
    "unknown reduction": (
        {"network__reduction": "average"},
        "network.reduction: unknown word 'average' (known: mean, sum)",
    ),
    "unknown optimizer": (
        {"optimizer__name": "gradient_decent"},
        "optimizer.name: unknown word 'gradient_decent'; did you mean "
        "'gradient_descent'?",
    ),
    "negative rate": (
        {"optimizer__learning_rate": -0.5},
        "optimizer.learning_rate: expected a number above 0, got -0.5",
    ),
    "zero rate": (
        {"optimizer__learning_rate": 0},
        "optimizer.learning_rate: expected a number above 0, got 0",
    ),
    "text rate": (
        {"optimizer__learning_rate": "0.5"},
        'optimizer.learning_rate: expected a number above 0, got "0.5"',
    ),
    "true rate": (
        {"optimizer__learning_rate": True},
        "optimizer.learning_rate: expected a number above 0, got true",
    ),
    "no steps": (
        {"steps": 0},
        "steps: expected a whole number from 1 to 100000000, got 0",
    ),
    "negative steps": (
        {"steps": -3},
        "steps: expected a whole number from 1 to 100000000, got -3",
    ),
    "half a step": (
        {"steps": 10.5},
        "steps: expected a whole number from 1 to 100000000, got 10.5",
    ),
    "absurd steps": (
        {"steps": 10**9},
        "steps: expected a whole number from 1 to 100000000, got 1000000000",
    ),
    "true steps": (
        {"steps": True},
        "steps: expected a whole number from 1 to 100000000, got true",
    ),
    "negative seed": (
        {"seed": -1},
        "seed: expected a whole number from 0 to 4294967295, got -1",
    ),
    "path is a number": (
        {"data": 5},
        "data: expected a text or an object, {...} that is not empty, got 5",
    ),
    "path is empty": (
        {"weights": ""},
        "weights: expected a text or an object, {...} that is not empty, "
        'got ""',
    ),
    "unknown initialization": (
        {"weights": {"method": "xavir", "distribution": "normal"}},
        "weights.method: unknown word 'xavir'; did you mean 'xavier'?",
    ),
    "initialization without a distribution": (
        {"weights": {"method": "he"}},
        "weights: 'distribution' is missing: normal, or uniform",
    ),
    "no samples in a batch": (
        {"batch_size": 0},
        "batch_size: expected a whole number of at least 1, got 0",
    ),
    "keep nothing": (
        {"network__keep_prob": 0},
        "network.keep_prob: expected a number above 0",
    ),
    "negative penalty": (
        {"network__l2_penalty": -1},
        "network.l2_penalty: expected a number of at least 0, got -1",
    ),
    "unknown schedule": (
        {"optimizer__schedule": "exponental"},
        "optimizer.schedule: unknown word 'exponental'; did you mean "
        "'exponential'?",
    ),
    "network is a text": (
        {"network": "2-3-4"},
        'network: expected an object, {...}, got "2-3-4"',
    ),
    "one layer size": (
        {"network__layer_sizes": [2]},
        "network.layer_sizes: expected a list, [...] with at least 2 entries",
    ),
    "no units": (
        {"network__layer_sizes": [2, 0, 4]},
        "network.layer_sizes[1]: expected a whole number from 1 to 1000000",
    ),
    "activations missing": (
        {"network__activations": ["softmax"]},
        "read_case: activations: expected one a layer, got 1 for 2 layers",
    ),
    "softmax hidden": (
        {"network__activations": ["softmax", "softmax"]},
        "read_case: activations: expected one of relu, tanh, sigmoid",
    ),
    "relu output": (
        {"network__activations": ["relu", "relu"]},
        "read_case: activations: expected one of sigmoid, softmax, step",
    ),
    "loss of another output": (
        {"network__loss": "binary_cross_entropy"},
        "read_case: loss: expected one that fits softmax",
    ),
    "several step outputs": (
        {
            "network__activations": ["relu", "step"],
            "network__loss": "perceptron_loss",
        },
        "read_case: layer_sizes: expected 1 step output, got 4",
    ),
    "unknown system": (
        {"system": "one hiden layer"},
        "system: unknown word 'one hiden layer'; did you mean 'one hidden "
        "layer'?",
    ),
    "fewer full steps than steps": (
        {"full_steps": 19},
        "full_steps: expected at least steps, 20, got 19",
    ),
    "data of images only": (
        {"data": {"images": "images"}},
        "data: 'labels' is missing: IDX file of labels, in the same way.",
    ),
    "several sigmoid outputs": (
        {
            "network__activations": ["relu", "sigmoid"],
            "network__loss": "binary_cross_entropy",
        },
        "read_case: layer_sizes: expected 1 sigmoid output, got 4",
    ),
    "id that names no file": (
        {"id": "../own"},
        "id: expected a text of the form ",
    ),
}


@pytest.mark.parametrize("fault", FIELD_FAULTS)
def test_a_wrong_field_is_refused(folder: Path, fault: str) -> None:
    changes, expected = FIELD_FAULTS[fault]
    file = written(folder, changed(FIELDS, **changes))
    assert refusal(file).startswith(f"{file}: {expected}")


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("data", "CSV file of the samples"),
        ("network", "Layers, activations and loss."),
        ("weights", "Folder of the initial weights"),
        ("optimizer", "How parameters are updated"),
        ("steps", "Number of updates"),
    ],
)
def test_a_missing_field_is_explained(
    folder: Path, name: str, meaning: str
) -> None:
    fields = {key: value for key, value in FIELDS.items() if key != name}
    file = written(folder, fields)
    assert refusal(file).startswith(f"{file}: '{name}' is missing: {meaning}")


JSON_FAULTS: dict[str, tuple[bytes, str]] = {
    "trailing comma": (
        b'{"steps": 3,\n "seed": 0,}',
        ", line 2, column ",
    ),
    "cut off": (b'{"steps": 3', ", line 1, column 12: not JSON: Expecting"),
    "single quotes": (b"{'steps': 3}", ", line 1, column 2: not JSON: "),
    "empty": (b" \n", ": the file is empty; a case is a JSON object"),
    "a list": (b"[1, 2]", ": expected a JSON object, {...}"),
    "key twice": (
        b'{"steps": 3, "seed": 1, "steps": 4}',
        ": duplicate key 'steps'; keep one of them",
    ),
    "NaN": (b'{"steps": NaN}', ": NaN is no JSON; write a finite number"),
    "Infinity": (
        b'{"steps": -Infinity}',
        ": -Infinity is no JSON; write a finite number",
    ),
    "too large": (
        b'{"optimizer": {"learning_rate": 1e999}}',
        ": 1e999 is too large for a double",
    ),
    "too long": (b'{"steps": 1' + b"0" * 400 + b"}", ": 1000"),
    "binary": (bytes(range(128, 256)), ": byte 1 is not UTF-8 text"),
    "too deep": (b"[" * 100_000, ": "),
}


@pytest.mark.parametrize("fault", JSON_FAULTS)
def test_what_is_no_json_is_refused(tmp_path: Path, fault: str) -> None:
    content, expected = JSON_FAULTS[fault]
    file = tmp_path / "own.json"
    file.write_bytes(content)
    assert refusal(file).startswith(f"{file}{expected}")


DATA_FAULTS: dict[str, tuple[str, str]] = {
    "too few fields": (
        "x,y,label\n1,2,0\n1,2\n",
        "read_case: {data}, line 3: expected 3 fields, got 2",
    ),
    "too many fields": (
        "1,2,0\n1,2,3,0\n",
        "read_case: {data}, line 2: expected 3 fields, got 4",
    ),
    "header of another width": (
        "x,label\n1,2,0\n",
        "read_case: {data}, line 2: expected 2 fields, got 3",
    ),
    "blank line": (
        "1,2,0\n\n1,2,0\n",
        "read_case: {data}, line 2: expected 3 fields, got 1",
    ),
    "text": (
        "1,2,0\n1,two,0\n",
        "read_case: {data}, line 2, field 2: expected a finite number, got two",
    ),
    "nothing": (
        "1,2,0\n1,,0\n",
        "read_case: {data}, line 2, field 2: expected a finite number, "
        "got nothing",
    ),
    "NaN": (
        "x,y,label\n1,nan,0\n",
        "read_case: {data}, line 2, field 2: expected a finite number, got nan",
    ),
    "Inf": (
        "1,2,0\n1,-inf,0\n",
        "read_case: {data}, line 2, field 2: expected a finite number, "
        "got -inf",
    ),
    "beyond doubles": (
        "1,2,0\n1e999,2,0\n",
        "read_case: {data}, line 2, field 1: expected a finite number, "
        "got 1e999",
    ),
    "digit groups": (
        "1_000,2,0\n",
        "read_case: {data}, line 1, field 1: expected a finite number, "
        "got 1_000",
    ),
    "semicolons": (
        "x;y;label\n1;2;0\n",
        "read_case: {data}, line 2, field 1: expected a finite number, "
        "got 1;2;0",
    ),
    "empty": (
        "",
        "read_case: {data}: expected rows of numbers, got an empty file",
    ),
    "header only": (
        "x,y,label\n",
        "read_case: {data}: expected rows of numbers, got a header only",
    ),
    "one column": (
        "1\n2\n",
        "read_case: {data}: expected features and a label, got one column",
    ),
    "features": (
        "1,2,3,0\n",
        "read_case: {data}: expected 2 features and a label, got 3 features",
    ),
    "label too large": (
        "1,2,0\n1,2,4\n",
        "read_case: {data}, sample 2: expected a whole label from 0 to 3, "
        "got 4",
    ),
    "negative label": (
        "1,2,-1\n",
        "read_case: {data}, sample 1: expected a whole label from 0 to 3, "
        "got -1",
    ),
    "half a label": (
        "1,2,0.5\n",
        "read_case: {data}, sample 1: expected a whole label from 0 to 3, "
        "got 0.5",
    ),
}


@pytest.mark.parametrize("fault", DATA_FAULTS)
def test_bad_data_are_refused(folder: Path, fault: str) -> None:
    content, expected = DATA_FAULTS[fault]
    data = folder / "own.csv"
    data.write_text(content)
    file = written(folder, FIELDS)
    assert refusal(file) == f"{file}: {expected.format(data=data)}"


def test_binary_data_are_refused(folder: Path) -> None:
    (folder / "own.csv").write_bytes(bytes(range(256)) * 4)
    message = refusal(written(folder, FIELDS))
    assert "own.csv: expected text, got binary data" in message
    assert message.isprintable()


def test_a_label_of_two_classes_is_0_or_1(folder: Path) -> None:
    fields = changed(
        FIELDS,
        network__layer_sizes=[2, 3, 1],
        network__activations=["relu", "sigmoid"],
        network__loss="binary_cross_entropy",
    )
    message = refusal(written(folder, fields))
    assert message.endswith("expected a whole label from 0 to 1, got 3")


def _remove(folder: Path) -> None:
    (folder / "weights" / "b2.csv").unlink()


def _transpose(folder: Path) -> None:
    write_matrix(folder / "weights" / "W2.csv", np.ones((3, 4)))


def _flatten(folder: Path) -> None:
    write_matrix(folder / "weights" / "b1.csv", np.ones((1, 3)))


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_remove, "read_case: {weights}/b2.csv: expected a file, got none"),
        (
            _transpose,
            "read_case: {weights}/W2.csv: expected 4 x 3, got 3 x 4",
        ),
        (
            _flatten,
            "read_case: {weights}/b1.csv: expected 3 x 1, got 1 x 3",
        ),
    ],
)
def test_weights_that_do_not_fit_are_refused(
    folder: Path, spoil: Callable[[Path], None], expected: str
) -> None:
    spoil(folder)
    file = written(folder, FIELDS)
    expected = expected.format(weights=folder / "weights")
    assert refusal(file) == f"{file}: {expected}"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"data": "none.csv"}, "none.csv: expected a file, got none"),
        ({"data": "weights"}, "weights: expected a file, got a folder"),
        ({"data": "a\0b"}, "expected a file, got none"),
        ({"data": "x" * 300}, "File name too long"),
        ({"weights": "none"}, "W1.csv: expected a file, got none"),
        ({"weights": "own.csv"}, "W1.csv: expected a file, got none"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(
    folder: Path, changes: dict[str, Any], expected: str
) -> None:
    file = written(folder, changed(FIELDS, **changes))
    assert expected in refusal(file)


def test_a_case_that_is_not_there_is_refused(folder: Path) -> None:
    assert refusal(folder / "no.json") == f"{folder}/no.json: no such file"
    assert refusal(folder) == f"{folder}: a folder; name the case file in it"
    message = "no case 'spiral-2x100x3_relu'; did you mean "
    assert refusal("spiral-2x100x3_relu").startswith(message)
    assert refusal("qqq") == "no case 'qqq' (`lockstep cases` lists all)"


OPERATION_FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown operation": (
        {"operation": "onehot"},
        "unknown operation 'onehot'; did you mean 'one_hot'?",
    ),
    "operation that is not compared": (
        {"operation": "read_case"},
        "unknown operation 'read_case'",
    ),
    "unknown argument": (
        {"arguments__label": [0]},
        "unknown argument 'label'; did you mean 'labels'?",
    ),
    "missing argument": (
        {"arguments": {"labels": [0]}},
        "argument 'n_classes' is missing",
    ),
    "matrix for labels": (
        {"arguments__labels": [[0, 1]]},
        "arguments.labels: expected a list of labels",
    ),
    "text for a number": (
        {"arguments__n_classes": "3"},
        "arguments.n_classes: expected a number",
    ),
    "truth for a number": (
        {"arguments__n_classes": True},
        "arguments.n_classes: expected a number",
    ),
    "truth in a list": (
        {"arguments__labels": [0, True]},
        "arguments.labels: expected a list of labels",
    ),
    "matrix for a vector": (
        {
            "operation": "moving_average",
            "arguments": {"values": [[1.0]], "beta1": 0.9, "corrected": True},
        },
        "arguments.values: expected a list of numbers",
    ),
    "number for a flag": (
        {
            "operation": "moving_average",
            "arguments": {"values": [1.0], "beta1": 0.9, "corrected": 1},
        },
        "arguments.corrected: expected true or false",
    ),
    "ragged matrix": (
        {"operation": "relu", "arguments": {"Z": [[1, 2], [3]]}},
        "arguments.Z: expected a list of rows of equal length",
    ),
    "matrix within parameters": (
        {
            "operation": "l2_loss",
            "arguments": {"parameters": {"W1": [1]}},
        },
        "arguments.parameters.W1: expected a list of rows of equal length",
    ),
    "list for a network": (
        {
            "operation": "network_targets",
            "arguments": {"labels": [0], "network": []},
        },
        "arguments.network: expected an object, {...}",
    ),
}


@pytest.mark.parametrize("fault", OPERATION_FAULTS)
def test_a_wrong_operation_is_refused(tmp_path: Path, fault: str) -> None:
    changes, expected = OPERATION_FAULTS[fault]
    file = written(tmp_path, changed(OPERATION, **changes))
    assert refusal(file).startswith(f"{file}: {expected}")
