"""A case that cannot be used is refused, in one line that says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_case import (
    FIELDS,
    changed,
    refusal,
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
    "unknown key of two lines": (
        {"network__re\nducton": "sum"},
        "network: unknown key 're ducton'; did you mean 'reduction'?",
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
    "empty": (b" \n", ": the file is empty; expected a JSON object"),
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


def test_a_case_that_is_not_there_is_refused(folder: Path) -> None:
    assert refusal(folder / "no.json") == f"{folder}/no.json: no such file"
    assert refusal(folder) == f"{folder}: a folder; name the case file in it"
    message = "no case 'spiral-2x100x3_relu'; did you mean "
    assert refusal("spiral-2x100x3_relu").startswith(message)
    assert refusal("qqq") == "no case 'qqq' (`lockstep cases` lists all)"
