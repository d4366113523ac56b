"""How the distance between two runs grows from step to step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..traces.trace import Trace
from .envelope import distance


@dataclass(frozen=True)
class Growth:
    """The running maximum of a distance, and how fast it rises.

    Attributes
    ----------
    first_step, last_step : int
        The first step with a distance above 0, and the last one looked at.
    first, last : float
        The distance there: the largest of all quantities, each relative to
        its own largest magnitude.
    factor : float or None
        Factor a step, fitted by least squares to the logarithm; None if
        there are not two steps to fit.
    """

    first_step: int
    last_step: int
    first: float
    last: float
    factor: float | None

    def __str__(self) -> str:
        said = (
            f"the distance grew from {self.first:.1e} at step "
            f"{self.first_step} to {self.last:.1e} at step {self.last_step}"
        )
        if self.factor is None:
            return said
        return f"{said}, by a factor of {self.factor:.3g} a step (fitted)"


def largest_distance(expected: Trace, actual: Trace) -> np.ndarray:
    """Distance of two traces at each step: that of the farthest quantity.

    Parameters
    ----------
    expected, actual : dict of ndarray
        The step as the first axis; what has another shape is left out.

    Returns
    -------
    ndarray, shape (n_steps,)
    """
    known = {
        name: value
        for name, value in expected.items()
        if name in actual and actual[name].shape == value.shape
    }
    rows = [np.zeros(len(next(iter(expected.values()))))]
    with np.errstate(invalid="ignore"):
        rows += distance(known, actual).values()
    return np.max(rows, axis=0)


def fitted(distances: Sequence[np.ndarray], last_step: int) -> Growth | None:
    """Fit the growth of a distance up to a step.

    Parameters
    ----------
    distances : sequence of ndarray
        From `largest_distance`, chunk after chunk from step 0.
    last_step : int

    Returns
    -------
    Growth or None
        None if there is no distance above 0, or one that is not finite.
    """
    levels = np.maximum.accumulate(np.concatenate(distances)[: last_step + 1])
    steps = np.flatnonzero(levels > 0)
    if not steps.size or not np.isfinite(levels).all():
        return None
    factor = None
    if steps.size > 1:
        slope = np.polyfit(steps, np.log(levels[steps]), 1)[0]
        factor = float(np.exp(slope))
    first, last = int(steps[0]), int(steps[-1])
    return Growth(
        first, last, float(levels[first]), float(levels[last]), factor
    )
