"""Where the step stands in an array: last in R and Octave, first here."""

from __future__ import annotations

from enum import Enum

import numpy as np

from .trace import Trace


def step_last(trace: Trace) -> Trace:
    """Move the step of every quantity from the first to the last axis."""
    return {name: np.moveaxis(a, 0, -1) for name, a in trace.items()}


def step_first(trace: Trace, n_steps: int) -> Trace:
    """Move the step of every quantity from the last to the first axis.

    R and Octave keep the loss as a vector, and Octave drops a last axis of
    length one.  Nothing else is put right here: a wrong shape stays wrong
    and is found by the comparison.
    """
    return {name: _first(a, name, n_steps) for name, a in trace.items()}


def _first(array: np.ndarray, name: str, n_steps: int) -> np.ndarray:
    if name == "loss":
        return array.ravel()
    if n_steps == 1 and array.ndim == 2:
        return array[None, :, :]
    return np.ascontiguousarray(np.moveaxis(array, -1, 0))


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
