"""Read shared fixtures exactly: CSV, .npy, weights and cases.

Every number is read correctly rounded, so that Python, R and Octave start
from the same bits.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .case_fields import IDX_FILES, case_fields
from .checks import Matrix, check_path, check_shape, check_sizes, refuse
from .idx import read_images
from .initializers import initialize_parameters
from .kinds import record
from .network import Network, new_network
from .optimizers import Optimizer, new_optimizer
from .tables import check_file, first_line, refuse_first_bad_field

# From 3.1 on pandas reads every number exactly; before, it has to be told.
_PANDAS = tuple(int(part) for part in pd.__version__.split(".")[:2])
EXACT: dict[str, Any] = (
    {"float_precision": "round_trip"} if _PANDAS < (3, 1) else {}
)


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


def read_matrix(file: str | Path) -> Matrix:
    """Read a matrix of numbers from a CSV file.

    The first line is taken as a header if none of its fields is a number.
    A byte-order mark and line ends of Windows are accepted.

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

    References
    ----------
    RFC 4180, without quotes.
    """
    return _read_table("read_matrix", file)


def _read_table(function: str, file: Any) -> Matrix:
    path = check_file(function, file)
    first = first_line(function, path)
    try:
        table = pd.read_csv(
            path,
            header=None,
            skiprows=int(first.is_header),
            dtype=np.float64,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            skip_blank_lines=False,
            **EXACT,
        )
        matrix = np.ascontiguousarray(table.to_numpy())
        is_table = matrix.shape[1] == first.n_fields
        readable = is_table and bool(np.isfinite(matrix).all())
    except (ValueError, IndexError):
        readable = False
    if not readable:
        refuse_first_bad_field(function, path, first)
    return matrix


def read_npy(file: str | Path) -> np.ndarray:
    """Read an array of doubles from a .npy file.

    Parameters
    ----------
    file : path

    Returns
    -------
    ndarray, of the file's shape

    Raises
    ------
    ValueError
        If the file is missing or is not a .npy file of doubles.

    References
    ----------
    NumPy's documentation, "NPY format", versions 1.0 to 3.0.
    """
    check_path("read_npy", "file", file)
    try:
        with open(file, "rb") as stream:
            array = np.lib.format.read_array(stream, allow_pickle=False)
    except (OSError, ValueError, EOFError, MemoryError):
        refuse("read_npy", str(file), "a .npy file", "none that can be read")
    if array.dtype != np.float64:
        refuse("read_npy", str(file), "doubles", array.dtype.str)
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

    Raises
    ------
    ValueError
        As from `read_matrix`, or if the file has one column only.

    References
    ----------
    RFC 4180, without quotes.
    """
    return _read_samples("read_data", file)


def _read_samples(function: str, file: Any) -> tuple[Matrix, np.ndarray]:
    table = _read_table(function, file)
    if table.shape[1] < 2:
        refuse(function, str(file), "features and a label", "one column")
    return np.ascontiguousarray(table[:, :-1].T), table[:, -1].copy()


def read_weights(
    folder: str | Path, layer_sizes: Sequence[int]
) -> dict[str, Matrix]:
    """Read initial weights and biases, W1.csv, b1.csv, W2.csv, ...

    Parameters
    ----------
    folder : path
        That the files are in.
    layer_sizes : sequence of int
        Number of features, then the units of each layer.

    Returns
    -------
    dict of ndarray
        W_l of n_l x n_{l-1} and b_l of n_l x 1.

    Raises
    ------
    ValueError
        As from `read_matrix`, if a file's shape is not the layer's, or if
        `layer_sizes` are not at least 2 whole numbers of at least 1.

    References
    ----------
    RFC 4180, without quotes.
    """
    check_path("read_weights", "folder", folder)
    check_sizes("read_weights", "layer_sizes", layer_sizes)
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
            check_shape(function, str(file), W, n_out, n_columns)
            parameters[name] = W
    return parameters


def read_case(file: str | Path) -> Case:
    """Read a training case and everything that it names.

    Parameters
    ----------
    file : path
        A case in JSON.  Paths in it are absolute or relative to its folder.
        May be left out: id (the file's name without its ending), seed (0),
        batch_size (all samples) and whatever `new_network` and
        `new_optimizer` have a default for.  Weights are a folder, or a
        method and a distribution of `initialize_parameters`.  Data are a CSV
        file, or the images and the labels of IDX files, plain or with .gz.

    Returns
    -------
    Case
        Its fields are id, X (n_features x n_samples), labels (n_samples),
        parameters (the initial weights and biases), network, optimizer,
        steps, seed and batch_size.

    Raises
    ------
    ValueError
        If a file or a field is missing or unknown, if the files do not fit
        the network, or if a label is not one of its classes.

    References
    ----------
    RFC 8259 for JSON.
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
