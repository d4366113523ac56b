"""Who is wrong where a port and the reference part: the truth decides."""

from __future__ import annotations

import numpy as np

from ...bounds.training import one_sided
from ...compare.divergence import wrong_form
from ...compare.truth import compare_with_truth
from ...reference.run import ReferenceRun
from ...traces.trace import Start, Trace
from ...truth.known import Certified


def wrong_reference(
    known: Certified,
    expected: Trace,
    actual: Trace,
    bounds: Trace,
    first_step: int = 0,
) -> str:
    """Say what the reference has wrong and the port has not.

    Parameters
    ----------
    known : dict of Known
        Certified values.
    expected, actual : dict of ndarray
        The reference's and the port's, the step as the first axis.
    bounds : dict of ndarray
        How far each may be from the truth.
    first_step : int

    Returns
    -------
    str
        Nothing where the port is wrong, too, or where nothing is known.
    """
    shared = {
        name: value
        for name, value in known.items()
        if _fits(value.hi, actual.get(name))
        and _fits(value.hi, expected.get(name))
    }
    own = compare_with_truth(shared, actual, bounds, first_step)
    its = compare_with_truth(shared, expected, bounds, first_step)
    if its.divergence is None or own.divergence is not None:
        return ""
    return f"the reference is wrong, and not the port: {its.divergence.message}"


def wrong_step(
    reference: ReferenceRun,
    step: int,
    start: Start,
    actual: Trace,
    expected: Trace,
    bounds: Trace,
) -> str:
    """Say what the reference has wrong in a step, and the port has not.

    Parameters
    ----------
    reference : ReferenceRun
    step : int
    start : Start
        What the step starts from, as a stack of one.
    actual : dict of ndarray
        The port's step, as a stack of one.
    expected, bounds : dict of ndarray
        What the reference expects of it, and the bounds.
    """
    known = reference.truth_of_step(step, start)
    if not known:
        return ""
    fault = wrong_reference(known, expected, actual, one_sided(bounds), step)
    if fault:
        return fault
    expected, own = reference.computed(step, start)
    bounds = own.one_sided().at(np.zeros(1, int))
    return wrong_reference(known, expected, actual, bounds, step)


def wrong_shape(known: Certified, expected: Trace) -> str:
    """Say which of the reference's results has not the certified shape."""
    for name, value in known.items():
        fault = wrong_form(value.hi, expected.get(name))
        if fault is not None:
            return f"the reference is wrong: {name}: {fault[1]}"
    return ""


def _fits(wanted: np.ndarray, found: np.ndarray | None) -> bool:
    return found is not None and wanted.shape[1:] == found.shape[1:]
