"""Where the step stands in an array: last in R and Octave, first here."""

from __future__ import annotations

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
