"""Where a run goes wrong, and what that means: a bug, or rounding.

The trace of a step holds its loss, gradients and parameters.  When one of
them diverges, the port computes the step once more, from the same start,
with every intermediate Z, A, dZ and dA, and these are compared in order of
computation.  What certificate and match together say becomes words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..cases.load import TrainingCase
from ..compare.compare import compare
from ..compare.findings import Comparison, Divergence
from ..errors import PortFailure, PortUnavailable
from ..mistakes.hints import hints
from ..mistakes.name import known_mistakes
from ..ports.port import Port
from ..reference.growth import Growth, fitted
from ..reference.residuals import Systematic
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of
from ..traces.quantities import Quantity
from ..traces.trace import Start, Trace
from .results import Outcome

FAR = 0.1  # at such a distance the runs have nothing in common any more
EXPLAINED, UNEXPLAINED = "explained", "unexplained"
SYSTEMATIC = "systematic"  # found from the residuals, however small


@dataclass(frozen=True)
class Drift:
    """How a free run, each step of which is right, leaves the reference's.

    Attributes
    ----------
    step : int
        The first at which it does.
    kind : {"explained", "unexplained"}
        Whether rounding can have carried it so far.
    reason : str
        What shows it, in words.
    growth : Growth or None
        Of the distance, until the runs are far apart.
    """

    step: int
    kind: str
    reason: str
    growth: Growth | None

    @property
    def note(self) -> str:
        """The drift in a sentence."""
        verb = "explains" if self.kind == EXPLAINED else "does not explain"
        return (
            f"every step follows from the port's own step before it; from "
            f"step {self.step} on the run drifts from the reference's own, "
            f"and rounding {verb} it: {self.reason}"
        )

    @property
    def diagnosis(self) -> str:
        """What it means."""
        if self.growth is None:
            return ""
        if self.kind == EXPLAINED:
            return f"rounding, which the problem amplifies: {self.growth}"
        return f"no step is wrong by more than it may round: {self.growth}"


def drift_of(
    match: Comparison,
    horizon: int | None,
    declared: int | None,
    distances: Sequence[np.ndarray],
) -> Drift | None:
    """Say from which step on a free run drifts, if it does.

    Parameters
    ----------
    match : Comparison
        With the reference's own run, as far as rounding lets them compare.
    horizon : int or None
        The first step at which rounding alone may have moved a run too far
        to be compared.
    declared : int or None
        That step, if the case itself declares it.
    distances : sequence of ndarray
        From the reference's own run, chunk after chunk.
    """
    place = match.divergence
    growth = fitted(distances, _last_near(distances))
    if place is not None and (horizon is None or place.step < horizon):
        return Drift(place.step, UNEXPLAINED, place.message, growth)
    if horizon is None or growth is None:
        return None  # a run that has no distance does not drift
    reason = "rounding alone may move a run too far to be compared"
    if horizon == declared:
        reason += ", as the case declares"
    return Drift(horizon, EXPLAINED, reason, growth)


def drifting(
    outcome: Outcome,
    drift: Drift | None,
    unexplained: Divergence | None,
    finding: Systematic | None,
) -> Outcome:
    """Add to a run, each step of which is right, how it drifts.

    Parameters
    ----------
    outcome : Outcome
    drift : Drift or None
    unexplained : Divergence or None
        The first place that rounding does not explain.
    finding : Systematic or None
        What all updates of the run have in common.
    """
    if drift is not None:
        outcome = replace(
            outcome,
            note=drift.note,
            matched_steps=drift.step,
            drift=drift.kind,
            growth=drift.growth,
            diagnosis=drift.diagnosis,
            unexplained=unexplained,
        )
    if finding is None:
        return outcome
    note = "; ".join(filter(None, [finding.note, outcome.note]))
    place = Divergence(finding.step, finding.quantity, message=finding.note)
    return replace(
        outcome,
        note=note,
        drift=SYSTEMATIC,
        diagnosis=finding.diagnosis,
        unexplained=place,
    )


def _last_near(distances: Sequence[np.ndarray]) -> int:
    """The last step before the runs have nothing in common any more."""
    levels = np.concatenate(distances)
    far = ~(levels < FAR)
    return int(np.argmax(far)) if far.any() else len(levels) - 1


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
    by = f": {place.operation} computes it" if place.operation else ""
    return f"a bug at {place.quantity}{by}"


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
    quantity = Quantity.parse(place.quantity)
    operation = quantity.operation(case.network, case.optimizer)
    return replace(place, operation=operation)


def with_causes(
    place: Divergence, case: TrainingCase, start: Start, *step: Trace
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
    """
    found = known_mistakes(case, place.step, start, *step)
    if found:
        return replace(place, causes=[mistake.cause for mistake in found])
    actual, expected, _ = step
    told = hints(case, start, actual, expected, place.quantity)
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
