"""Ask whether every step of a free run follows from the step before it.

A free run drifts from the reference's, so its numbers cannot be compared
far from the start.  But each of its steps can be replayed by the reference
from the port's own parameters and state, and must agree like any replay.
"""

from __future__ import annotations

import numpy as np

from ..compare.compare import first_parting
from ..compare.divergence import Parted
from ..ports.port import Port
from ..ports.train import train_in_chunks
from ..reference.growth import Growth, fitted, largest_distance
from ..reference.run import ReferenceRun
from ..traces.chunks import starts_of
from ..traces.trace import Start, Trace

FAR = 0.1  # at such a distance the runs have nothing in common any more


def retrace(
    port: Port, reference: ReferenceRun
) -> tuple[Parted | None, Growth | None]:
    """Let a port train again, and replay each of its own steps.

    Parameters
    ----------
    port : Port
        Its case is open.
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
    distances: list[np.ndarray] = []
    trained = train_in_chunks(port, reference.case, reference.steps)
    for number, own in enumerate(trained):
        parted = _first_wrong(reference, own.first_step, own.start, own.trace)
        if parted is not None:
            return parted, None
        chunk = reference.chunk(number)
        distances.append(largest_distance(chunk.trace, own.trace))
        if not distances[-1].max() < FAR:
            break
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
