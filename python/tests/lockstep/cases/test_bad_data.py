"""Data and weights that cannot be used are refused, with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from own_case import (
    FIELDS,
    changed,
    refusal,
    write_matrix,
    written,
)

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
    "header and a blank line": (
        "label\n\n",
        "read_case: {data}, line 2, field 1: expected a finite number, "
        "got nothing",
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
        ({"data": "a\0b"}, "a text holds control characters"),
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
