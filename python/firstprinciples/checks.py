"""Refuse bad input in one clear line that begins with the function's name.

The same checks, with the same messages, stand in the R and the Octave
package.  A training loop validates its input once and then runs the
equations inside `unchecked`: NaN and Inf that training itself makes must
reach the trace, and a check at each step would only cost time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

_enabled: ContextVar[bool] = ContextVar("checks_enabled", default=True)


@contextmanager
def unchecked() -> Iterator[None]:
    """Switch all checks of this package off inside a ``with`` block.

    NumPy's warnings of overflow and of NaN are off as well.
    """
    token = _enabled.set(False)
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        _enabled.reset(token)


def refuse(function: str, name: str, expected: str, got: str) -> NoReturn:
    """Raise the one error that this package raises for bad input."""
    raise ValueError(f"{function}: {name}: expected {expected}, got {got}")


def check_matrix(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite matrix of doubles, at least 1 x 1."""
    if not _enabled.get():
        return
    if not isinstance(value, np.ndarray) or value.ndim != 2:
        refuse(function, name, "a matrix", _kind(value))
    if value.dtype != np.float64:
        refuse(function, name, "doubles", str(value.dtype))
    if value.size == 0:
        rows, columns = value.shape
        refuse(function, name, "at least 1 x 1", f"{rows} x {columns}")
    if not np.isfinite(value).all():
        refuse(function, name, "finite values", "NaN or Inf")


def check_shape(
    function: str, name: str, value: Any, n_rows: int, n_columns: int
) -> None:
    """Refuse a matrix that is not `n_rows` x `n_columns`."""
    if not _enabled.get():
        return
    check_matrix(function, name, value)
    if value.shape != (n_rows, n_columns):
        rows, columns = value.shape
        refuse(function, name, f"{n_rows} x {n_columns}", f"{rows} x {columns}")


def check_doubles(function: str, name: str, value: Any, *shape: int) -> None:
    """Refuse what is not an array of doubles of a shape; NaN may be in it."""
    if not _enabled.get():
        return
    if not isinstance(value, np.ndarray):
        refuse(function, name, "an array", _kind(value))
    if value.dtype != np.float64:
        refuse(function, name, "doubles", str(value.dtype))
    if value.shape != shape:
        wanted, found = (" x ".join(map(str, s)) for s in (shape, value.shape))
        refuse(function, name, wanted, found)


def check_labels(
    function: str, name: str, labels: Any, n_classes: float = math.inf
) -> None:
    """Refuse labels that are not whole numbers in 0..n_classes - 1."""
    if not _enabled.get():
        return
    if not isinstance(labels, np.ndarray) or labels.ndim != 1:
        refuse(function, name, "a vector of labels", _kind(labels))
    if labels.dtype.kind not in "iuf":
        refuse(function, name, "a vector of labels", str(labels.dtype))
    if labels.size == 0:
        refuse(function, name, "at least 1 label", "0")
    is_whole = labels == np.trunc(labels)
    wrong = labels[~(is_whole & (labels >= 0) & (labels < n_classes))]
    if wrong.size:
        expected = "whole numbers of at least 0"
        if n_classes < math.inf:
            expected = f"whole numbers from 0 to {n_classes - 1:.6g}"
        refuse(function, name, expected, format(wrong[0], ".6g"))


def check_n_labels(
    function: str, name: str, labels: np.ndarray, n_labels: int
) -> None:
    """Refuse a vector of labels that is not as long as another."""
    if not _enabled.get():
        return
    if labels.size != n_labels:
        refuse(function, name, f"{n_labels} labels", f"{labels.size}")


def check_values(function: str, name: str, values: Any) -> None:
    """Refuse what is not a vector of finite doubles, at least one."""
    if not _enabled.get():
        return
    if not isinstance(values, np.ndarray) or values.ndim != 1:
        refuse(function, name, "a vector", _kind(values))
    if values.dtype != np.float64:
        refuse(function, name, "doubles", str(values.dtype))
    if values.size == 0:
        refuse(function, name, "at least 1 value", "0")
    if not np.isfinite(values).all():
        refuse(function, name, "finite values", "NaN or Inf")


def check_entries(
    function: str, name: str, entries: Any, needed: Iterable[str]
) -> None:
    """Refuse what is not a dict or lacks one of the entries `needed`."""
    if not _enabled.get():
        return
    if not isinstance(entries, Mapping):
        refuse(function, name, "a dict of matrices", _kind(entries))
    for entry in needed:
        if entry not in entries:
            refuse(function, name, entry, "none")


def check_list(function: str, name: str, value: Any, items: str) -> None:
    """Refuse what is not a list of items, such as a single word."""
    if not _enabled.get():
        return
    if isinstance(value, str) or not isinstance(value, (Sequence, np.ndarray)):
        refuse(function, name, f"a list of {items}", _kind(value))


def check_choice(
    function: str, name: str, value: Any, choices: Sequence[str]
) -> None:
    """Refuse a word that is not among `choices`, and say which exist."""
    if not _enabled.get():
        return
    if not isinstance(value, str) or value not in choices:
        refuse(function, name, f"one of {', '.join(choices)}", _kind(value))


def check_positive(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite number above zero."""
    if not _enabled.get():
        return
    if not (_is_number(value) and 0 < value < math.inf):
        refuse(function, name, "a finite number above 0", _kind(value))


def check_count(function: str, name: str, value: Any, least: int = 1) -> None:
    """Refuse what is not a whole number of at least `least`."""
    if not _enabled.get():
        return
    if not (_is_number(value) and least <= value < math.inf) or value % 1:
        expected = f"a whole number of at least {least}"
        refuse(function, name, expected, _kind(value))


def check_whole(function: str, name: str, value: Any) -> None:
    """Refuse what is not a whole number that each language counts exactly."""
    if not _enabled.get():
        return
    if not (_is_number(value) and 0 <= value < 2**53) or value % 1:
        expected = "a whole number from 0 to 2^53 - 1"
        refuse(function, name, expected, _kind(value))


def check_not_negative(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite number of at least zero."""
    if not _enabled.get():
        return
    if not (_is_number(value) and 0 <= value < math.inf):
        refuse(function, name, "a finite number of at least 0", _kind(value))


def check_keep_prob(function: str, name: str, value: Any) -> None:
    """Refuse what is not a probability above zero."""
    if not _enabled.get():
        return
    if not (_is_number(value) and 0 < value <= 1):
        refuse(function, name, "a number above 0 and at most 1", _kind(value))


def check_beta(function: str, name: str, value: Any) -> None:
    """Refuse what is not the weight of the past in an average."""
    if not _enabled.get():
        return
    if not (_is_number(value) and 0 <= value < 1):
        expected = "a number of at least 0 and below 1"
        refuse(function, name, expected, _kind(value))


def check_text(function: str, name: str, value: Any) -> None:
    """Refuse what is not text."""
    if not _enabled.get():
        return
    if not isinstance(value, str):
        refuse(function, name, "text", _kind(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.integer, np.floating)) and (
        not isinstance(value, bool)
    )


def _kind(value: Any) -> str:
    """Describe a refused value in a few words."""
    if isinstance(value, str):
        return value
    if _is_number(value):
        return format(float(value), ".6g")
    if isinstance(value, np.ndarray):
        return f"{value.ndim} dimensions"
    return type(value).__name__
