"""Ask whether every step of a free run follows from the step before it.

A free run drifts from the reference's, so its numbers cannot be compared
far from the start.  But each of its steps can be replayed by the reference
from the port's own parameters and state, and must agree like any replay.
"""

from __future__ import annotations

import numpy as np

from ..compare.compare import first_parting
from ..compare.divergence import Parted
from ..ports.bridge.session import Session
from ..reference.growth import Growth, fitted, largest_distance
from ..reference.run import ReferenceRun
from ..traces.chunks import start_after, starts_of
from ..traces.trace import Start, Trace

FAR = 0.1  # at such a distance the runs have nothing in common any more


def retrace(
    session: Session, reference: ReferenceRun
) -> tuple[Parted | None, Growth | None]:
    """Let a port train again, and replay each of its own steps.

    Parameters
    ----------
    session : Session
        The port; its case is open.
    reference : ReferenceRun

    Returns
    -------
    parted : Parted or None
        The first step that does not follow from the port's own step before
        it; None if all do.
    growth : Growth or None
        Of the distance to the reference's free run, until it is far.

    Raises
    ------
    PortFailure, PortUnavailable
        If the port does not train a second time.
    """
    start = Start(reference.case.parameters, None)
    distances: list[np.ndarray] = []
    for number, (first_step, n_steps) in enumerate(reference.ranges):
        given = start if first_step else None
        trace, _ = session.call("train", first_step, n_steps, given)
        parted = _first_wrong(reference, first_step, start, trace)
        if parted is not None:
            return parted, None
        chunk = reference.chunk(number)
        distances.append(largest_distance(chunk.trace, trace))
        if not distances[-1].max() < FAR:
            break
        start = start_after(trace, start.parameters)
    levels = np.concatenate(distances)
    far = ~(levels < FAR)
    last = int(np.argmax(far)) if far.any() else len(levels) - 1
    return None, fitted(distances, last)


def _first_wrong(
    reference: ReferenceRun, first_step: int, start: Start, trace: Trace
) -> Parted | None:
    """The first step of a chunk that does not follow from the one before."""
    starts = starts_of(trace, start)
    expected, bounds = reference.replayed(first_step, starts, trace)
    return first_parting(expected, trace, bounds, first_step)
