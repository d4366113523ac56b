"""Refuse bad input in one clear line that begins with the function's name.

The same checks, with the same messages, stand in the R and the Octave
package.  A training loop validates its input once and then runs the
equations inside `unchecked`: NaN and Inf that training itself makes must
reach the trace, and a check at each step would only cost time.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .refusals import (
    Matrix as Matrix,
)
from .refusals import (
    checks_enabled as checks_enabled,
)
from .refusals import (
    describe,
    is_array,
    is_number,
    refuse,
    shape_text,
)
from .refusals import unchecked as unchecked

# R and Octave count the entries of an array with less than 32 bits.
LIMIT = 2**31


def check_matrix(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite matrix of doubles, at least 1 x 1."""
    if not checks_enabled():
        return
    if not is_array(value) or value.ndim != 2:
        refuse(function, name, "a matrix", describe(value))
    _check_type(function, name, value)
    if value.size == 0:
        refuse(function, name, "at least 1 x 1", shape_text(value.shape))
    if not np.isfinite(value).all():
        refuse(function, name, "finite values", "NaN or Inf")


def check_shape(
    function: str, name: str, value: Any, n_rows: int, n_columns: int
) -> None:
    """Refuse a matrix that is not `n_rows` x `n_columns`."""
    if not checks_enabled():
        return
    check_matrix(function, name, value)
    shape = n_rows, n_columns
    if value.shape != shape:
        refuse(function, name, shape_text(shape), shape_text(value.shape))


def check_doubles(function: str, name: str, value: Any, *shape: int) -> None:
    """Refuse what is not an array of doubles of a shape; NaN may be in it."""
    if not checks_enabled():
        return
    if not is_array(value):
        refuse(function, name, "an array", describe(value))
    _check_type(function, name, value)
    if value.shape != shape:
        refuse(function, name, shape_text(shape), shape_text(value.shape))


def check_values(function: str, name: str, values: Any) -> None:
    """Refuse what is not a vector of finite doubles, at least one."""
    if not checks_enabled():
        return
    check_numbers(function, name, values)
    _check_type(function, name, values)


def check_numbers(function: str, name: str, values: Any) -> None:
    """Refuse what is not a vector of finite numbers, at least one."""
    if not checks_enabled():
        return
    is_vector = is_array(values) and values.ndim == 1
    if not is_vector or values.dtype.kind == "c":
        refuse(function, name, "a vector", describe(values))
    if values.size == 0:
        refuse(function, name, "at least 1 value", "0")
    if not np.isfinite(values).all():
        refuse(function, name, "finite values", "NaN or Inf")


def check_labels(
    function: str, name: str, labels: Any, n_classes: float = math.inf
) -> None:
    """Refuse labels that are not whole numbers in 0..n_classes - 1."""
    if not checks_enabled():
        return
    if not is_array(labels) or labels.ndim != 1 or labels.dtype.kind == "c":
        refuse(function, name, "a vector of labels", describe(labels))
    if labels.size == 0:
        refuse(function, name, "at least 1 label", "0")
    is_whole = labels == np.trunc(labels)
    limit = min(n_classes, LIMIT)
    wrong = labels[~(is_whole & (labels >= 0) & (labels < limit))]
    if wrong.size:
        expected = "whole numbers of at least 0"
        if LIMIT <= wrong[0] < math.inf:
            expected = "whole numbers below 2^31"
        if n_classes < math.inf:
            expected = f"whole numbers from 0 to {n_classes - 1:.6g}"
        refuse(function, name, expected, format(wrong[0], ".6g"))


def check_n_labels(
    function: str, name: str, labels: np.ndarray, n_labels: int
) -> None:
    """Refuse a vector of labels that is not as long as another."""
    if not checks_enabled():
        return
    if labels.size != n_labels:
        refuse(function, name, f"{n_labels} labels", f"{labels.size}")


def check_entries(
    function: str, name: str, entries: Any, needed: Iterable[str]
) -> None:
    """Refuse what is not a dict or lacks one of the entries `needed`."""
    if not checks_enabled():
        return
    if not isinstance(entries, Mapping):
        refuse(function, name, "named matrices", describe(entries))
    for entry in needed:
        if entry not in entries:
            refuse(function, name, entry, "none")


def check_no_others(
    function: str, name: str, entries: Iterable[str], known: Iterable[str]
) -> None:
    """Refuse entries that nothing would read, such as a misspelt one."""
    if not checks_enabled():
        return
    names = list(known)
    for entry in entries:
        if entry not in names:
            expected = ", ".join(names) or "no entry"
            refuse(function, name, expected, describe(entry))


def check_list(function: str, name: str, value: Any, items: str) -> None:
    """Refuse what is not a list of items, such as a single word."""
    if not checks_enabled():
        return
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    if not is_list and not (is_array(value) and value.ndim == 1):
        refuse(function, name, f"a list of {items}", describe(value))


def check_sizes(function: str, name: str, value: Any) -> None:
    """Refuse what is not the number of features and of units of layers."""
    if not checks_enabled():
        return
    check_list(function, name, value, "whole numbers")
    for size in value:
        check_count(function, name, size)
    if len(value) < 2:
        refuse(function, name, "at least 2 sizes", f"{len(value)}")


def check_room(function: str, name: str, *shape: float) -> None:
    """Refuse an array of more entries than each language can count."""
    if not checks_enabled():
        return
    n_entries = math.prod(float(size) for size in shape)
    if n_entries >= LIMIT:
        expected = "an array of less than 2^31 entries"
        refuse(function, name, expected, format(n_entries, ".6g"))


def check_choice(
    function: str, name: str, value: Any, choices: Sequence[str]
) -> None:
    """Refuse a word that is not among `choices`, and say which exist."""
    if not checks_enabled():
        return
    if not isinstance(value, str) or value not in choices:
        refuse(function, name, f"one of {', '.join(choices)}", describe(value))


def check_positive(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite number above zero."""
    if not checks_enabled():
        return
    if not (is_number(value) and 0 < value < math.inf):
        refuse(function, name, "a finite number above 0", describe(value))


def check_count(function: str, name: str, value: Any, least: int = 1) -> None:
    """Refuse what is not a whole number of at least `least`."""
    if not checks_enabled():
        return
    if not (is_number(value) and least <= value < math.inf) or value % 1:
        expected = f"a whole number of at least {least}"
        refuse(function, name, expected, describe(value))
    if value >= LIMIT:
        refuse(function, name, "a whole number below 2^31", describe(value))


def check_whole(function: str, name: str, value: Any) -> None:
    """Refuse what is not a whole number that each language counts exactly."""
    if not checks_enabled():
        return
    if not (is_number(value) and 0 <= value < 2**53) or value % 1:
        expected = "a whole number from 0 to 2^53 - 1"
        refuse(function, name, expected, describe(value))


def check_not_negative(function: str, name: str, value: Any) -> None:
    """Refuse what is not a finite number of at least zero."""
    if not checks_enabled():
        return
    if not (is_number(value) and 0 <= value < math.inf):
        refuse(function, name, "a finite number of at least 0", describe(value))


def check_keep_prob(function: str, name: str, value: Any) -> None:
    """Refuse what is not a probability above zero."""
    if not checks_enabled():
        return
    if not (is_number(value) and 0 < value <= 1):
        expected = "a number above 0 and at most 1"
        refuse(function, name, expected, describe(value))


def check_beta(function: str, name: str, value: Any) -> None:
    """Refuse what is not the weight of the past in an average."""
    if not checks_enabled():
        return
    if not (is_number(value) and 0 <= value < 1):
        expected = "a number of at least 0 and below 1"
        refuse(function, name, expected, describe(value))


def check_flag(function: str, name: str, value: Any) -> None:
    """Refuse what is neither true nor false."""
    if not checks_enabled():
        return
    if not isinstance(value, (bool, np.bool_)):
        refuse(function, name, "true or false", describe(value))


def check_text(function: str, name: str, value: Any) -> None:
    """Refuse what is not text."""
    if not checks_enabled():
        return
    if not isinstance(value, str):
        refuse(function, name, "text", describe(value))


def check_path(function: str, name: str, value: Any) -> None:
    """Refuse what does not name a file or a folder."""
    if not checks_enabled():
        return
    if not isinstance(value, (str, os.PathLike)) or value == "":
        refuse(function, name, "a path", describe(value))


def _check_type(function: str, name: str, value: np.ndarray) -> None:
    if value.dtype != np.float64:
        kinds = {"i": "integers", "u": "integers", "c": "complex numbers"}
        got = kinds.get(value.dtype.kind, "numbers of another precision")
        refuse(function, name, "doubles", got)
