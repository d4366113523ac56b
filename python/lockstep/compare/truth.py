"""The only place where a port meets certified values.

As in `compare`, a value passes only if error <= tolerance is true.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ..bounds.rounding import UNIT_ROUNDOFF
from ..bounds.training import scale
from ..traces.trace import Trace
from .compare import ratio
from .divergence import Numbers, Wrong, describe, first_of
from .findings import Comparison, TruthDistance

if TYPE_CHECKING:
    from ..truth.known import Certified, Known


def compare_with_truth(
    known: Certified, actual: Trace, bounds: Trace, first_step: int = 0
) -> Comparison:
    """Measure how far steps are from certified values, and judge them.

    Parameters
    ----------
    known : dict of Known
        Certified values of the quantities at some steps of the chunk.
    actual : dict of ndarray
        What a port gave, the step as the first axis.
    bounds : dict of ndarray
        The largest error allowed for each element.
    first_step : int
        Number of the chunk's first step.

    Returns
    -------
    Comparison
        Distances from the truth, and the first place that is too far.
    """
    wrong: dict[Wrong, Numbers] = {}
    truth = {}
    for name, value in known.items():
        rows = value.steps - first_step
        got, error = actual[name][rows], errors_of(value, actual[name][rows])
        size = np.nan_to_num(np.abs(value.hi), posinf=0.0)
        bound = bounds[name][rows] + UNIT_ROUNDOFF * size
        truth[name] = _truth_distance(value, error)
        right = (error <= bound).reshape(len(rows), -1).all(axis=1)
        if not right.all():
            row = int(np.argmin(right))
            numbers = Numbers(value.hi[row], got[row], error[row], bound[row])
            wrong[Wrong(name, int(value.steps[row]), "")] = numbers
    divergence = None
    if wrong:
        first, _ = first_of(list(wrong))
        place = describe(first, first.row, wrong[first], "certified")
        # Those before it are right: the first of all that are wrong is told.
        before = list(known)[: list(known).index(first.name)]
        agreed = [n for n in before if first.row in known[n].steps]
        divergence = replace(place, agreed=agreed)
    return Comparison(truth=truth, divergence=divergence)


def errors_of(value: Known, got: np.ndarray) -> np.ndarray:
    """Errors against sums of two doubles.

    Equal infinities agree.  A NaN in the truth says that nothing is known,
    and then nothing is an error; or that the result is undefined, and then
    only NaN is right.
    """
    with np.errstate(invalid="ignore"):
        error = np.abs((got - value.hi) - value.lo)
    settled = (got == value.hi) & np.isinf(got)
    unknown = np.isnan(value.hi)
    if value.may_be_undefined:
        unknown = unknown & np.isnan(got)
    return np.where(settled | unknown, 0.0, error)


def relative_errors(value: Known, got: np.ndarray) -> np.ndarray:
    """Largest error over largest magnitude at each known step."""
    return ratio(scale(errors_of(value, got)), scale(np.nan_to_num(value.hi)))


def _truth_distance(value: Known, error: np.ndarray) -> TruthDistance:
    """The worst of all known steps of a quantity."""
    gaps = np.isnan(value.hi)
    if value.may_be_undefined:
        gaps = np.zeros_like(gaps)
    n_steps = int((~gaps).reshape(len(gaps), -1).any(axis=1).sum())
    unknown, size = int(gaps.sum()), np.abs(np.nan_to_num(value.hi))
    if not error.any():
        return TruthDistance(17.0, 0.0, int(value.steps[0]), n_steps, unknown)
    relative = ratio(scale(error), scale(size))
    row = int(np.argmax(relative))
    spacing = np.where(size == 0, 0.0, np.spacing(size))
    return TruthDistance(
        correct_digits(float(relative[row])),
        float(ratio(error, spacing).max()),
        int(value.steps[row]),
        n_steps,
        unknown,
        correct_digits(float(ratio(error, size).max())),
    )


def correct_digits(relative: float) -> float:
    """Log relative error: between 0 and 17 decimal digits are right."""
    if not relative < 1.0:  # NaN, too
        return 0.0
    return round(min(17.0, -math.log10(relative)), 2) if relative else 17.0
