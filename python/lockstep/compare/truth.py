"""The only place where a port meets certified values.

As in `compare`, a value passes only if error <= tolerance is true.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..bounds.rounding import UNIT_ROUNDOFF
from ..bounds.training import scale
from ..judge.results import RunResult
from ..traces.trace import Trace
from .divergence import wrong_element
from .findings import TruthDistance

if TYPE_CHECKING:
    from ..truth.known import Certified, Known


def compare_with_truth(
    known: Certified,
    actual: Trace,
    bounds: Trace,
    judged: Mapping[str, np.ndarray] | None,
    first_step: int,
    result: RunResult,
) -> None:
    """Measure how far steps are from certified values, and judge them.

    Parameters
    ----------
    known : dict of Known
        Certified values of the quantities at some steps of the chunk.
    actual : dict of ndarray
        What a port gave, the step as the first axis.
    bounds : dict of ndarray
        The largest error allowed for each element.
    judged : mapping of ndarray or None
        As for `compare_steps`.
    first_step : int
        Number of the chunk's first step.
    result : RunResult
        Receives the distances.

    Raises
    ------
    Parted
        At the first quantity of which an element is too far.
    """
    for name, value in known.items():
        rows = value.steps - first_step
        got = actual[name][rows]
        size = np.nan_to_num(np.abs(value.hi), posinf=0.0)
        bound = bounds[name][rows] + UNIT_ROUNDOFF * size
        error = _distance(value, got)
        _add_truth(result, name, value, error)
        right = error <= bound
        if not value.may_be_undefined:
            right |= np.isnan(value.hi)
        if judged is not None:
            within = np.reshape(judged[name][rows], (-1, *[1] * (got.ndim - 1)))
            right |= ~within & np.isfinite(got)
        if not right.all():
            row = int(np.argmin(right.reshape(len(rows), -1).all(axis=1)))
            numbers = (value.hi[row], got[row], error[row], bound[row])
            step = int(value.steps[row])
            raise wrong_element(
                name, step, right[row], numbers, word="certified"
            )


def _distance(value: Known, got: np.ndarray) -> np.ndarray:
    """Errors against sums of two doubles; equal infinities and NaN agree."""
    with np.errstate(invalid="ignore"):
        error = np.abs((got - value.hi) - value.lo)
    alike = (got == value.hi) & np.isinf(got)
    alike |= np.isnan(got) & np.isnan(value.hi)
    return np.where(alike, 0.0, error)


def _add_truth(
    result: RunResult, name: str, value: Known, error: np.ndarray
) -> None:
    """Fold the distances of a quantity into the worst seen so far."""
    worst = result.truth.setdefault(name, TruthDistance())
    worst.steps += len(value.steps)
    if not value.may_be_undefined:
        worst.unknown += int(np.isnan(value.hi).sum())
        error = np.where(np.isnan(value.hi), 0.0, error)
    if not error.any():
        return
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        relative = scale(error) / scale(np.nan_to_num(value.hi))
        ulps = error / np.spacing(np.abs(value.hi))
    if result.recorder is not None:
        result.recorder.record_truth(name, value.steps, relative)
    row = int(np.argmax(relative))
    digits = correct_digits(float(relative[row]))
    if digits < worst.digits:
        worst.digits, worst.step = digits, int(value.steps[row])
    worst.ulp = max(worst.ulp, float(np.nanmax(ulps, initial=0.0)))


def correct_digits(relative: float) -> float:
    """Log relative error: between 0 and 17 decimal digits are right."""
    if not relative < 1.0:  # NaN, too
        return 0.0
    return round(min(17.0, -math.log10(relative)), 2) if relative else 17.0
