"""Find the operation at which a step diverges.

The trace of a step holds its loss, gradients and parameters.  When one of
them diverges, the port computes the step once more, from the same start,
with every intermediate Z, A, dZ and dA, and these are compared in order of
computation.
"""

from __future__ import annotations

from dataclasses import replace

from ..cases.load import TrainingCase
from ..compare.compare import compare
from ..compare.findings import Comparison, Divergence
from ..ports.port import Port, PortFailure, PortUnavailable
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of
from ..traces.quantities import Quantity
from ..traces.trace import Start


def step_again(
    port: Port, reference: ReferenceRun, step: int, start: Start
) -> Comparison | None:
    """Compare one step with all its intermediates.

    Parameters
    ----------
    port : Port
    reference : ReferenceRun
    step : int
    start : Start
        What the step starts from, as a stack of one.

    Returns
    -------
    Comparison or None
        None if the port cannot compute the step again.
    """
    try:
        actual, _ = port.replay(step, start, True)
    except (PortFailure, PortUnavailable):
        return None
    expected, bounds = reference.intermediates(step, start)
    seen = compare(expected, actual, bounds, step)
    if seen.divergence is None:
        return seen
    place = named(seen.divergence, reference.case)
    return replace(seen, divergence=place)


def named(place: Divergence, case: TrainingCase) -> Divergence:
    """Name the operation that computes the quantity that diverges."""
    if place.expected is None:
        return place  # a wrong form has no operation
    operation = Quantity.parse(place.quantity).operation(case)
    return replace(place, operation=operation)


def first_failure(
    port: Port,
    first_step: int,
    starts: Start,
    quantity: str,
    failure: PortFailure,
) -> Comparison:
    """Find the step at which a port's own program raises an error.

    Each step is replayed from the given starts until one fails.
    """
    step = first_step
    for row in range(len(starts.parameters["W1"])):
        try:
            port.replay(first_step + row, row_of(starts, row), False)
        except PortFailure:
            step = first_step + row
            break
    message = f"{quantity} at step {step}: the port raised an error: {failure}"
    return Comparison(divergence=Divergence(step, quantity, message=message))
