"""Refuse bad input in one clear line that begins with the function's name.

The same messages stand in the R and the Octave package.  A training loop
checks its input once and then runs the equations inside `unchecked`: NaN and
Inf that training itself makes must reach the trace, and a check at each step
would only cost time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import is_dataclass
from typing import Any, NoReturn

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

_enabled: ContextVar[bool] = ContextVar("checks_enabled", default=True)
# Whether bad input is refused here; not so inside `unchecked`.
checks_enabled = _enabled.get

LONGEST_WORD = 60  # of a refused text in a message


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


def describe(value: Any) -> str:
    """Describe a refused value in a few words, the same in each language."""
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return _one_line(value)
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)).lower()
    if is_number(value):
        return format(float(value), ".6g")
    if isinstance(value, int):  # beyond all doubles
        return "inf" if value > 0 else "-inf"
    if _multiplies_otherwise(value):
        return f"np.{type(value).__name__}"
    if isinstance(value, np.ndarray) and value.ndim:
        items = {"b": "flags", "U": "words"}.get(value.dtype.kind, "numbers")
        return f"{shape_text(value.shape)} {items}"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, Mapping) or is_dataclass(value):
        return "named values"
    return type(value).__name__


def shape_text(shape: Iterable[int]) -> str:
    """Write sizes as in 2 x 3."""
    return " x ".join(map(str, shape))


def is_array(value: Any) -> bool:
    """Whether a value is an array of numbers that computes as arrays do."""
    return (
        isinstance(value, np.ndarray)
        and not _multiplies_otherwise(value)
        and value.dtype.kind in "iufc"
    )


def _multiplies_otherwise(value: Any) -> bool:
    """Whether products are not those of arrays, as of a masked array's."""
    return (
        isinstance(value, np.ndarray)
        and type(value).__mul__ is not np.ndarray.__mul__
    )


def is_number(value: Any) -> bool:
    """Whether a value is one real number that a double can hold."""
    if isinstance(value, (bool, np.bool_)):
        return False
    if not isinstance(value, (int, float, np.integer, np.floating)):
        return False
    try:
        float(value)
    except OverflowError:  # an int beyond all doubles
        return False
    return True


def _one_line(text: str) -> str:
    """Cut a text to what fits a message; show control characters as ?."""
    cut = text if len(text) <= LONGEST_WORD else text[:LONGEST_WORD] + "..."
    return "".join("?" if ord(c) < 32 or ord(c) == 127 else c for c in cut) or (
        "an empty text"
    )
