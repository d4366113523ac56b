"""An operation case that cannot be used is refused, with its argument."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from own_case import (
    OPERATION,
    changed,
    refusal,
    written,
)

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
    "gap in the arguments": (
        {
            "operation": "fit_network",
            "arguments": {"X": [[0, 1]], "labels": [0, 1], "learning_rate": 1},
        },
        "argument 'steps' is missing before 'learning_rate'",
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
