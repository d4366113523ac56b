"""Read shared fixtures exactly: CSV, .npy, weights and cases.

Every number is read correctly rounded, so that Python, R and Octave start
from the same bits.
"""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from .checks import Matrix, check_count, check_labels, check_shape, refuse
from .network import Network, new_network
from .optimizers import Optimizer, new_optimizer


@dataclass(frozen=True)
class Case:
    """A training case with its arrays loaded; see `read_case`."""

    id: str
    X: Matrix
    labels: np.ndarray
    parameters: dict[str, Matrix]
    network: Network
    optimizer: Optimizer
    steps: int
    seed: int


def read_matrix(file: str | Path) -> Matrix:
    """Read a matrix of numbers from a CSV file.

    The first line is taken as a header if none of its fields is a number.

    Parameters
    ----------
    file : path

    Returns
    -------
    ndarray, shape (n_rows, n_columns)

    Raises
    ------
    ValueError
        If the file is missing, empty or ragged, or holds anything but
        finite numbers; the message names the line and the field.
    """
    path = Path(file)
    n_skipped = int(_has_header(path))
    try:
        table = pd.read_csv(
            path,
            header=None,
            skiprows=n_skipped,
            dtype=np.float64,
            float_precision="round_trip",  # the only exact one
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            skip_blank_lines=False,
        )
        matrix = np.ascontiguousarray(table.to_numpy())
        readable = bool(np.isfinite(matrix).all())
    except (ValueError, IndexError):
        readable = False
    if not readable:
        _refuse_first_bad_field(path, n_skipped)
    return matrix


def read_npy(file: str | Path) -> np.ndarray:
    """Read an array of doubles from a .npy file.

    Parameters
    ----------
    file : path

    Returns
    -------
    ndarray

    Raises
    ------
    ValueError
        If the file is missing or is not a .npy file of doubles.
    """
    try:
        array = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        refuse("read_npy", str(file), "a .npy file", "none that can be read")
    if array.dtype != np.float64:
        refuse("read_npy", str(file), "doubles", str(array.dtype))
    return array


def read_data(file: str | Path) -> tuple[Matrix, np.ndarray]:
    """Read samples and labels from a CSV file.

    Parameters
    ----------
    file : path
        One sample a row, the label in the last column.

    Returns
    -------
    X : ndarray, shape (n_features, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    """
    table = read_matrix(file)
    if table.shape[1] < 2:
        refuse("read_data", str(file), "features and a label", "one column")
    return np.ascontiguousarray(table[:, :-1].T), table[:, -1].copy()


def read_weights(
    folder: str | Path, layer_sizes: tuple[int, ...]
) -> dict[str, Matrix]:
    """Read initial weights and biases, W1.csv, b1.csv, W2.csv, ...

    Parameters
    ----------
    folder : path
    layer_sizes : sequence of int

    Returns
    -------
    dict of ndarray
        W_l of n_l x n_{l-1} and b_l of n_l x 1.
    """
    parameters = {}
    for layer in range(1, len(layer_sizes)):
        n_in, n_out = layer_sizes[layer - 1], layer_sizes[layer]
        for name, n_columns in ((f"W{layer}", n_in), (f"b{layer}", 1)):
            file = Path(folder) / f"{name}.csv"
            parameters[name] = read_matrix(file)
            check_shape(
                "read_weights", str(file), parameters[name], n_out, n_columns
            )
    return parameters


def read_case(file: str | Path) -> Case:
    """Read a training case and everything that it names.

    Parameters
    ----------
    file : path
        A case in JSON; paths in it are relative to its folder.

    Returns
    -------
    Case
    """
    path = Path(file)
    fields = _read_json(path)
    network = new_network(**fields["network"])
    X, labels = read_data(path.parent / fields["data"])
    n_features = network.layer_sizes[0]
    check_shape("read_case", fields["data"], X, n_features, X.shape[1])
    n_classes = max(2, network.layer_sizes[-1])
    check_labels("read_case", fields["data"], labels, n_classes)
    check_count("read_case", "steps", fields["steps"])
    return Case(
        id=fields["id"],
        X=X,
        labels=labels,
        parameters=read_weights(
            path.parent / fields["weights"], network.layer_sizes
        ),
        network=network,
        optimizer=new_optimizer(**fields["optimizer"]),
        steps=int(fields["steps"]),
        seed=int(fields["seed"]),
    )


def _has_header(path: Path) -> bool:
    """Whether no field of the first line is a number."""
    if not path.is_file():
        refuse("read_matrix", str(path), "a file", "none")
    with path.open(encoding="utf-8", errors="replace") as stream:
        first_line = stream.readline()
    if not first_line.strip():
        refuse("read_matrix", str(path), "rows of numbers", "an empty file")
    return all(_number(field) is None for field in first_line.split(","))


def _number(field: str) -> float | None:
    """Read a decimal number; None if the field is not one."""
    try:
        return float(field)
    except ValueError:
        return None


def _refuse_first_bad_field(path: Path, n_skipped: int) -> NoReturn:
    """Say which line and field cannot be used."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    n_fields = len(lines[0].split(","))
    for number, line in enumerate(lines[n_skipped:], start=n_skipped + 1):
        fields = line.split(",")
        place = f"{path}, line {number}"
        if len(fields) != n_fields:
            refuse("read_matrix", place, f"{n_fields} fields", f"{len(fields)}")
        for column, field in enumerate(fields, start=1):
            value = _number(field)
            if value is None or not math.isfinite(value):
                place = f"{place}, field {column}"
                refuse("read_matrix", place, "a finite number", field.strip())
    refuse("read_matrix", str(path), "rows of numbers", "a header only")


def _read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object."""
    try:
        fields = json.loads(path.read_text("utf-8"))
    except OSError:
        refuse("read_case", str(path), "a file", "none")
    except ValueError as error:
        refuse("read_case", str(path), "JSON", f"text that is not: {error}")
    if not isinstance(fields, dict):
        refuse("read_case", str(path), "a JSON object", "another value")
    return fields
