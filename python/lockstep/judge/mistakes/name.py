"""Name the known mistakes that explain a wrong step, to the last bit of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from firstprinciples import optimizer_state
from firstprinciples.refusals import unchecked

from ...cases.load import TrainingCase
from ...traces.trace import Start, Trace
from .catalogue import MISTAKES
from .formulas import Formulas, Given
from .mistake import Mistake
from .step import compute

MOST = 3  # more candidates than these name nothing
SHOWS = 1e-6  # a share of a quantity that no rounding makes
ROOM = 4.0  # a mistake rounds in another order than the reference


def known_mistakes(
    case: TrainingCase,
    step: int,
    start: Start,
    actual: Trace,
    expected: Trace,
    bounds: Trace,
) -> list[Mistake]:
    """Find the mistakes that make of a start what the port made of it.

    Parameters
    ----------
    case : TrainingCase
    step : int
    start : Start
        What the step starts from, as a stack of one.
    actual, expected, bounds : dict of ndarray
        The port's step, the right one, and how far rounding may carry it;
        stacks of one.

    Returns
    -------
    list of Mistake
        Of each, all that the port shows of the step agrees, each quantity
        within its largest bound, which grows with the numbers.  None if there
        are too many.
    """
    shown = [name for name in expected if name in actual]
    wanted = {name: actual[name][0] for name in shown}
    due = {name: expected[name][0] for name in shown}
    limits = {name: _size(bounds[name]) for name in shown}
    given = Given(case, step, start)
    with unchecked():
        right = compute(Formulas(), given)
        if not _agrees(due, right, due, limits):
            return []  # a step that these formulas do not describe
        if _agrees(wanted, right, due, limits):
            return []  # too small a difference to tell mistakes apart
        found = [
            mistake
            for mistake in MISTAKES
            if _agrees(wanted, compute(mistake.formulas, given), due, limits)
        ]
    return found if len(found) <= MOST else []


def first_here(
    found: Iterable[Mistake], case: TrainingCase, step: int, names: Trace
) -> list[Mistake]:
    """Drop mistakes that step 0 would have shown, if a later one is first.

    Parameters
    ----------
    found : iterable of Mistake
        That explain the step.
    step : int
        The first that is wrong.
    names : dict of ndarray
        What the port shows, by name.
    """
    if step == 0:
        return list(found)
    state = optimizer_state(case.parameters, case.optimizer)
    stacks = (
        {name: value[None] for name, value in part.items()}
        for part in (case.parameters, state)
    )
    given = Given(case, 0, Start(*stacks))
    with unchecked():
        right = compute(Formulas(), given)
        seen = {name: right[name] for name in names if name in right}
        limits = {name: SHOWS * _size(value) for name, value in seen.items()}
        return [
            mistake
            for mistake in found
            if _agrees(seen, compute(mistake.formulas, given), seen, limits)
        ]


def _agrees(
    wanted: Mapping[str, np.ndarray],
    computed: Trace,
    right: Mapping[str, np.ndarray],
    limits: Mapping[str, float],
) -> bool:
    """Whether every quantity does: its largest error, within its bound."""
    for name, value in wanted.items():
        if name not in computed or value.shape != computed[name].shape:
            return False
        size = _size(np.nan_to_num(computed[name]))
        growth = max(1.0, size / (_size(right[name]) or 1.0))
        both = np.isnan(value) & np.isnan(computed[name])
        error = _size(np.where(both, 0.0, value - computed[name]))
        if not (error <= ROOM * growth * limits[name]):
            return False
    return True


def _size(values: np.ndarray) -> float:
    return float(np.abs(values).max(initial=0.0))
