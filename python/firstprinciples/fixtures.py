"""Read shared fixtures exactly: CSV, .npy, weights and cases.

Every number is read correctly rounded, so that Python, R and Octave start
from the same bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .arguments import checked
from .calls import check_value, record
from .case_fields import IDX_FILES, case_fields
from .idx import read_images
from .initializers import initialize_parameters
from .network import Network, new_network
from .optimizers import Optimizer, new_optimizer
from .refusals import Matrix, refuse
from .tables import check_file, first_line, refuse_first_bad_field

NO_TABLE = np.array([[]])  # each line of a table has a field


@record("case")
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
    batch_size: int


@checked
def read_matrix(file: str | Path) -> Matrix:
    """Read a matrix of numbers from a CSV file.

    The first line is taken as a header if none of its fields is a number.
    A byte-order mark and line ends of Windows are accepted.

    Source: RFC 4180, without quotes.
    """
    return _read_table("read_matrix", file)


def _read_table(function: str, file: Any) -> Matrix:
    path = check_file(function, file)
    first = first_line(function, path)
    with path.open(encoding="utf-8-sig", errors="replace") as stream:
        lines = stream.read().removesuffix("\n").split("\n")[first.is_header :]
    has_rows = any(map(str.strip, lines))
    matrix = _parsed(lines) if has_rows else NO_TABLE
    is_table = matrix.shape == (len(lines), first.n_fields)
    if not (is_table and np.isfinite(matrix).all()):
        refuse_first_bad_field(function, path, first)
    return matrix


def _parsed(lines: list[str]) -> Matrix:
    """Numbers of lines, rounded correctly; none if one is not a number."""
    try:
        return np.loadtxt(lines, delimiter=",", comments=None, ndmin=2)
    except ValueError:
        return NO_TABLE


@checked
def read_npy(file: str | Path) -> np.ndarray:
    """Read an array of doubles from a .npy file.

    Source: NumPy's documentation, "NPY format", versions 1.0 to 3.0.
    """
    try:
        with open(file, "rb") as stream:
            array = np.lib.format.read_array(stream, allow_pickle=False)
    except (OSError, ValueError, EOFError, MemoryError):
        refuse("read_npy", str(file), "a .npy file", "none that can be read")
    if array.dtype != np.float64:
        refuse("read_npy", str(file), "doubles", array.dtype.str)
    return array


@checked
def read_data(file: str | Path) -> tuple[Matrix, np.ndarray]:
    """Read samples and labels from a CSV file.

    Source: RFC 4180, without quotes.
    """
    return _read_samples("read_data", file)


def _read_samples(function: str, file: Any) -> tuple[Matrix, np.ndarray]:
    table = _read_table(function, file)
    if table.shape[1] < 2:
        refuse(function, str(file), "features and a label", "one column")
    return np.ascontiguousarray(table[:, :-1].T), table[:, -1].copy()


@checked
def read_weights(
    folder: str | Path, layer_sizes: Sequence[int]
) -> dict[str, Matrix]:
    """Read initial weights and biases, W1.csv, b1.csv, W2.csv, ...

    Source: RFC 4180, without quotes.
    """
    return _read_parameters("read_weights", folder, layer_sizes)


def _read_parameters(
    function: str, folder: str | Path, layer_sizes: Sequence[int]
) -> dict[str, Matrix]:
    parameters = {}
    for layer in range(1, len(layer_sizes)):
        n_in, n_out = int(layer_sizes[layer - 1]), int(layer_sizes[layer])
        for name, n_columns in ((f"W{layer}", n_in), (f"b{layer}", 1)):
            file = Path(folder) / f"{name}.csv"
            W = _read_table(function, file)
            shape = f"{n_out} x {n_columns}"
            item = {"name": str(file), "kind": "matrix", "shape": shape}
            check_value(function, item, W)
            parameters[name] = W
    return parameters


@checked
def read_case(file: str | Path) -> Case:
    """Read a training case and everything that it names.

    May be left out: id (the file's name without its ending), seed (0),
    batch_size (all samples) and whatever `new_network` and `new_optimizer`
    have a default for.  Weights are a folder, or a method and a distribution
    of `initialize_parameters`.  Data are a CSV file, or the images and the
    labels of IDX files, plain or with .gz.

    Source: RFC 8259 for JSON.
    """
    path = check_file("read_case", file)
    fields = case_fields(path)
    network = new_network(**fields["network"])
    X, labels = _read_fitting(path.parent, fields["data"], network)
    batch_size: Any = fields.get("batch_size", X.shape[1])
    return Case(
        id=fields["id"],
        X=X,
        labels=labels,
        parameters=_initial_parameters(path.parent, fields, network),
        network=network,
        optimizer=new_optimizer(**fields["optimizer"]),
        steps=int(fields["steps"]),
        seed=int(fields["seed"]),
        batch_size=int(batch_size),
    )


def _initial_parameters(
    folder: Path, fields: dict[str, Any], network: Network
) -> dict[str, Matrix]:
    """Read a case's weights, or draw them from the random stream."""
    weights, sizes = fields["weights"], network.layer_sizes
    if isinstance(weights, dict):
        return initialize_parameters(sizes, **weights, seed=fields["seed"])
    return _read_parameters("read_case", folder / weights, sizes)


def _read_fitting(
    folder: Path, data: str | dict[str, str], network: Network
) -> tuple[Matrix, np.ndarray]:
    """Read data that fits a network."""
    if isinstance(data, dict):
        files = [_plain_or_gzip(folder / data[name]) for name in IDX_FILES]
        X, labels = read_images("read_case", *files)
    else:
        files = [folder / data]
        X, labels = _read_samples("read_case", files[0])
    n_features = network.layer_sizes[0]
    if X.shape[0] != n_features:
        expected = f"{n_features} features and a label"
        got = f"{X.shape[0]} features"
        refuse("read_case", str(files[0]), expected, got)
    n_classes = network.n_classes
    wrong = np.flatnonzero(~np.isin(labels, np.arange(n_classes)))
    if wrong.size:
        place = f"{files[-1]}, sample {wrong[0] + 1}"
        expected = f"a whole label from 0 to {n_classes - 1}"
        refuse("read_case", place, expected, format(labels[wrong[0]], ".6g"))
    return X, labels


def _plain_or_gzip(path: Path) -> Path:
    """Find a file by its name, or by its name with .gz."""
    for file in (path, path.with_name(f"{path.name}.gz")):
        if file.is_file():
            return file
    refuse("read_case", str(path), "a file, plain or with .gz", "none")
