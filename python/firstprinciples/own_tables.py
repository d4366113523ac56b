"""Read somebody's own table and labels: samples in rows, any usual type.

NumPy arrays, lists, and whatever has columns and `to_numpy`, such as data
frames of pandas and Polars; nothing but NumPy is imported.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from .refusals import Matrix, describe, refuse, shape_text

Names = tuple[str, ...]


def read_table(function: str, X: Any) -> tuple[Matrix, Names]:
    """Turn a table into doubles, a sample a row, and name its columns.

    A table without names has none.
    """
    names = tuple(map(str, X.columns)) if hasattr(X, "columns") else ()
    values = X.to_numpy() if hasattr(X, "to_numpy") else np.asarray(X)
    if values.ndim != 2 or values.dtype.kind not in "biufO":
        expected = "a table of numbers, samples in rows"
        refuse(function, "X", expected, describe(values))
    if values.size == 0:
        refuse(function, "X", "at least 1 x 1", shape_text(values.shape))
    if values.dtype.kind == "O":
        values = _numbers(function, values, names)
    table = values.astype(np.float64)
    strange = np.argwhere(~np.isfinite(table))
    if len(strange):
        row, column = strange[0]
        _refuse_entry(function, row, column, names, table[row, column])
    return table, names


def _numbers(function: str, values: np.ndarray, names: Names) -> Matrix:
    """Turn a table of objects into doubles, entry by entry."""
    table = np.empty(values.shape)
    for (row, column), value in np.ndenumerate(values):
        try:
            if isinstance(value, str):
                raise TypeError
            table[row, column] = float(value)
        except (TypeError, ValueError):  # pandas.NA, too
            _refuse_entry(function, row, column, names, value)
    return table


def _refuse_entry(
    function: str, row: int, column: int, names: Names, value: Any
) -> None:
    place = f"X[{row}, {names[column] if names else column}]"
    refuse(function, place, "a finite number", describe(value))


def in_order(
    function: str, table: Matrix, names: Names, wanted: Names, n_columns: int
) -> Matrix:
    """Put columns into the order of the training; refuse other columns."""
    if names and wanted:
        for name in wanted:
            if name not in names:
                refuse(function, "X", f"a column {name}", "none")
        return table[:, [names.index(name) for name in wanted]]
    if table.shape[1] != n_columns:
        got = shape_text(table.shape)
        if table.shape[0] == n_columns:
            got += ": samples stand in rows here, pass X.T"
        refuse(function, "X", f"{n_columns} columns", got)
    return table


def read_labels(
    function: str, labels: Any, table: Matrix
) -> tuple[np.ndarray, np.ndarray]:
    """Classes in ascending order, and the number of each sample's class."""
    values = np.asarray(labels)
    if 1 in values.shape[1:] and values.ndim == 2:
        values = values[:, 0]
    if values.ndim != 1 or values.dtype.kind not in "biufUSO":
        refuse(function, "labels", "a class for each sample", describe(values))
    for sample, label in enumerate(values.tolist()):
        _check_label(function, sample, label)
    _check_count(function, values, table)
    try:
        classes, numbers = np.unique(values, return_inverse=True)
    except TypeError:
        refuse(function, "labels", "classes of one type", _types(values))
    if classes.size < 2:
        got = f"1 class, {describe(values.tolist()[0])}"
        refuse(function, "labels", "at least 2 classes", got)
    return classes, numbers.astype(np.float64)


def _check_label(function: str, sample: int, label: Any) -> None:
    place = f"labels[{sample}]"
    is_missing = label is None or (label != label) is not False
    if is_missing:
        refuse(function, place, "a class", "a missing value")
    if isinstance(label, float) and not label.is_integer():
        expected = "a class: a whole number, a word or a flag"
        refuse(function, place, expected, describe(label))


def _check_count(function: str, labels: np.ndarray, table: Matrix) -> None:
    if labels.size == table.shape[0]:
        return
    if labels.size == table.shape[1]:
        got = f"{shape_text(table.shape)}: samples stand in rows here, pass X.T"
        refuse(function, "X", f"{labels.size} rows, one a label", got)
    expected = f"{table.shape[0]} labels, one a row of X"
    refuse(function, "labels", expected, f"{labels.size}")


def _types(values: np.ndarray) -> str:
    return " and ".join(sorted({type(v).__name__ for v in values.tolist()}))


def constant_columns(table: Matrix, names: Names) -> Sequence[str]:
    """Name the columns that hold one value only."""
    found = np.flatnonzero((table == table[0]).all(axis=0)).tolist()
    return [names[column] if names else str(column) for column in found]


def is_finite(*arrays: Matrix) -> bool:
    """Whether arrays hold finite numbers alone."""
    return all(math.isfinite(np.abs(array).max()) for array in arrays)
