"""Forms of a result that a language may be unable to express."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from .trace import Trace

if TYPE_CHECKING:
    import numpy as np


class Form(Enum):
    """A form of a result that a language may be unable to express."""

    NUMBERS = "a number is a vector of one"
    VECTORS = "a vector is a matrix of one row or one column"
    LAST_AXIS = "a last axis of length one is dropped"


Forms = frozenset[Form]


def like(expected: Trace, actual: Trace, unknown: Forms) -> Trace:
    """Give results the form that their language cannot express.

    Parameters
    ----------
    expected, actual : dict of ndarray
    unknown : frozenset of Form
        To the language; every other form stays as it came.
    """
    return {
        name: _like(expected[name], value, unknown)
        if name in expected
        else value
        for name, value in actual.items()
    }


def _like(
    expected: np.ndarray, actual: np.ndarray, unknown: Forms
) -> np.ndarray:
    if expected.ndim == 0 and actual.size == 1 and Form.NUMBERS in unknown:
        return actual.reshape(())
    if expected.ndim == 1 and actual.ndim == 2 and Form.VECTORS in unknown:
        is_line = 1 in actual.shape or actual.size == 0
        return actual.ravel() if is_line else actual
    if expected.ndim == 3 and actual.ndim == 2 and Form.LAST_AXIS in unknown:
        return actual[:, :, None]
    return actual
