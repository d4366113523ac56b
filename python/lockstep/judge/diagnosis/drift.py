"""How a free run, each step of which is right, leaves the reference's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...compare.findings import Comparison, Divergence
from ...reference.growth import Growth, fitted
from ...reference.residuals import Systematic
from ..results import Outcome

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
