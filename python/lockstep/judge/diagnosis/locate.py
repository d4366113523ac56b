"""Where a run goes wrong, and what that means: a bug, or rounding.

The trace of a step holds its loss, gradients and parameters.  When one of
them diverges, the port computes the step once more, from the same start,
with every intermediate Z, A, dZ and dA, and these are compared in order of
computation.  What certificate and match together say becomes words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ...cases.load import TrainingCase
from ...compare.compare import compare
from ...compare.findings import Comparison, Divergence
from ...errors import PortFailure, PortUnavailable
from ...ports.port import Port
from ...reference.run import ReferenceRun
from ...traces.chunks import Beside, row_of
from ...traces.quantities import Quantity
from ...traces.trace import Start, Trace


def of_inputs(place: Divergence) -> str:
    """What a wrong input means."""
    return f"a bug: read_case gives another {place.quantity} than the file"


def of_replay(place: Divergence) -> str:
    """What it means that a replayed step diverges."""
    return (
        f"{_bug(place)}, and nothing has accumulated: replay starts step "
        f"{place.step} from the reference's own parameters"
    )


def of_free_run(place: Divergence, again: Comparison | None) -> str:
    """What it means that a step does not follow from the one before it.

    Parameters
    ----------
    place : Divergence
    again : Comparison or None
        The same step, computed by the port once more from the same start
        and with all its intermediates; None if it could not be.
    """
    if place.expected is None:
        return ""  # a wrong form or an error: the message says it all
    if again is not None and again.agrees:
        return (
            "a bug in the training loop: computed once more from the port's "
            f"own parameters before it, step {place.step} is right, but the "
            "loop's own does not follow from them"
        )
    first = place
    if again is not None and again.divergence is not None:
        first = again.divergence
    return (
        f"{_bug(first)}, and nothing has accumulated: step {place.step} "
        "starts from the port's own parameters"
    )


def _bug(place: Divergence) -> str:
    by = f": {computes(place.operation)}" if place.operation else ""
    return f"a bug at {place.quantity}{by}"


def computes(operation: str) -> str:
    """Say that an operation, or two of them, computes a quantity."""
    verb = "compute" if " and " in operation else "computes"
    return f"{operation} {verb} it"


class Again(NamedTuple):
    """One step once more, with all its intermediates, as stacks of one."""

    seen: Comparison
    actual: Trace
    expected: Trace


def step_again(
    port: Port, reference: ReferenceRun, step: int, start: Start
) -> Again | None:
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
    Again or None
        None if the port cannot compute the step again.
    """
    try:
        actual, _ = port.replay(step, start, True)
    except (PortFailure, PortUnavailable):
        return None
    expected, bounds = reference.intermediates(step, start)
    seen = compare(expected, actual, bounds, step)
    if seen.divergence is not None:
        place = named(seen.divergence, reference.case)
        seen = replace(seen, divergence=place)
    return Again(seen, actual, expected)


def named(place: Divergence, case: TrainingCase) -> Divergence:
    """Name the operation that computes the quantity that diverges."""
    if place.expected is None:
        return place  # a wrong form has no operation
    quantity = Quantity.parse(place.quantity)
    operation = quantity.operation(case.network, case.optimizer)
    return replace(place, operation=operation)


def with_causes(
    place: Divergence,
    case: TrainingCase,
    start: Start,
    *step: Trace,
    beside: Beside,
    again: Again | None = None,
) -> Divergence:
    """Add the known mistakes that explain a step, or what its numbers say.

    Parameters
    ----------
    place : Divergence
    case : TrainingCase
    start : Start
        What the step starts from, as a stack of one.
    *step : dict of ndarray
        The port's, what was due, and its bounds.
    beside : Beside
    again : Again, optional
        The same step with its intermediates, one of which may be the place.
    """
    # A run that is equal needs no catalogue of mistakes.
    from ..mistakes.name import first_here, known_mistakes

    found = known_mistakes(case, place.step, start, *step)
    found = first_here(found, case, place.step, step[0])
    if found:
        return replace(place, causes=[mistake.cause for mistake in found])
    actual, expected, _ = step
    if again is not None:
        actual, expected = again.actual | actual, again.expected | expected
    return with_hints(place, case, start, actual, expected, beside)


def with_hints(
    place: Divergence,
    case: TrainingCase,
    start: Start,
    actual: Trace,
    expected: Trace,
    beside: Beside,
) -> Divergence:
    """Add what the numbers of a step say, as for `with_causes`."""
    from ..mistakes.hints import hints  # a run that is equal needs none

    told = hints(case, start, actual, expected, place.quantity, beside)
    return replace(place, hints=told)


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
