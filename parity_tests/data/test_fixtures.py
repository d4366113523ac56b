"""Every language reads every fixture bit for bit as Python does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import firstprinciples
from lockstep.cases.find import list_cases
from lockstep.files.paths import fixtures_root
from lockstep.ports.doctor import same_bits
from lockstep.ports.port import Port, Request

ROOT = fixtures_root()
CSV_FILES = [
    str(file.relative_to(ROOT))
    for folder in ("data", "weights")
    for file in sorted((ROOT / folder).rglob("*.csv"))
]
CASES = [
    case.path.name
    for case in list_cases()
    if case.kind == "training" and not case.missing
]
# Decimals that simple readers get wrong in the last place.
HARD = [
    0.1,
    1 / 3,
    2.2250738585072014e-308,
    5e-324,
    1.7976931348623157e308,
    9007199254740993e-16,
    0.30000000000000004,
    1e22,
    1e23,
    8.41e21,
    123456789012345680.0,
    6.02214076e23,
    0.75e-3,
    0.9999,
    1e-7,
]


def read(port: Port, operation: str, file: Path, result: str) -> Any:
    """Let a port read a file."""
    request = Request(operation, (str(file),), (result,))
    reply = port.call([request])[0]
    assert not reply.error, reply.error
    return reply.results[result]


def _independent(file: Path) -> np.ndarray:
    """Python's own float() is correctly rounded."""
    lines = file.read_text().splitlines()
    rows = [line.split(",") for line in lines]
    start = 1 if rows[0][0].isidentifier() else 0
    return np.array([[float(field) for field in row] for row in rows[start:]])


@pytest.mark.parametrize("name", CSV_FILES)
def test_csv_is_read_exactly(port: Port, name: str) -> None:
    matrix = read(port, "read_matrix", ROOT / name, "matrix")
    assert same_bits(_independent(ROOT / name), matrix)


@pytest.mark.parametrize("name", CSV_FILES)
def test_npy_holds_the_same_bits_as_the_csv(port: Port, name: str) -> None:
    file = (ROOT / name).with_suffix(".npy")
    assert same_bits(
        _independent(ROOT / name), read(port, "read_npy", file, "array")
    )


def _weights(folder: Path, fields: dict) -> dict[str, np.ndarray]:
    """A case's initial weights: from its files, or drawn by the reference."""
    weights, sizes = fields["weights"], fields["network"]["layer_sizes"]
    if isinstance(weights, dict):
        return firstprinciples.initialize_parameters(
            sizes, weights["method"], weights["distribution"], fields["seed"]
        )
    layers = range(1, len(sizes))
    names = [f"{letter}{layer}" for layer in layers for letter in "Wb"]
    return {n: _independent(folder / weights / f"{n}.csv") for n in names}


@pytest.mark.parametrize("name", CASES)
def test_case_is_read_exactly(port: Port, name: str) -> None:
    file = ROOT / "cases" / name
    fields = json.loads(file.read_text())
    case = read(port, "read_case", file, "training_case")
    table = _independent(file.parent / fields["data"])
    assert same_bits(np.ascontiguousarray(table[:, :-1].T), case["X"])
    assert np.array_equal(np.ravel(case["labels"]), table[:, -1])
    expected = _weights(file.parent, fields)
    assert list(case["parameters"]) == list(expected)
    for parameter, value in case["parameters"].items():
        assert same_bits(expected[parameter], value)
    rate = float(np.ravel(case["optimizer"]["learning_rate"])[0])
    assert rate.hex() == float(fields["optimizer"]["learning_rate"]).hex()
    assert float(np.ravel(case["steps"])[0]) == fields["steps"]


@pytest.mark.parametrize("form", ["%.17g", "%r"])
def test_hard_decimals_are_read_exactly(
    port: Port, tmp_path: Path, form: str
) -> None:
    stream = np.random.RandomState(3)
    hard = np.array(HARD + list(stream.randn(20_000)))
    values = np.concatenate([hard, -hard]).reshape(-1, 5)
    file = tmp_path / "hard.csv"
    rows = [",".join(form % float(v) for v in row) for row in values]
    file.write_text("\n".join(rows) + "\n")
    assert same_bits(values, read(port, "read_matrix", file, "matrix"))


@pytest.mark.parametrize("rate", HARD, ids=repr)
def test_hyper_parameters_are_read_exactly(
    port: Port, tmp_path: Path, rate: float
) -> None:
    source = ROOT / "cases" / "spiral-2x100x3_relu-gd.json"
    fields = json.loads(source.read_text())
    fields["data"] = str(ROOT / "data" / "spiral.csv")
    fields["weights"] = str(ROOT / "weights" / "spiral-2x100x3")
    fields["optimizer"]["learning_rate"] = rate
    fields["title"] = 'a "title": 0.1, [1e-3], {"x": 2} \\ and so on'
    file = tmp_path / "case.json"
    file.write_text(json.dumps(fields))
    case = read(port, "read_case", file, "training_case")
    found = float(np.ravel(case["optimizer"]["learning_rate"])[0])
    assert found.hex() == rate.hex()
