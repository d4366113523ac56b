"""Ask whether every step of a free run follows from the step before it.

A free run drifts from the reference's, so its numbers cannot be compared
far from the start.  But each of its steps can be replayed by the reference
from the port's own parameters and state, and must agree like any replay.
"""

from __future__ import annotations

from .chunks import start_after, starts_of
from .compare import Parted, compare_steps
from .ports import Session, Start
from .reference import ReferenceRun
from .results import RunResult


def retrace(
    session: Session, reference: ReferenceRun, last_step: int
) -> Parted | None:
    """Let a port train again, and replay each of its own steps.

    Parameters
    ----------
    session : Session
        The port; its case is open.
    reference : ReferenceRun
    last_step : int
        The last step to look at.

    Returns
    -------
    Parted or None
        The first step that does not follow from the port's own step before
        it; None if all do.

    Raises
    ------
    PortFailure, PortUnavailable
        If the port does not train a second time.
    """
    start = Start(reference.case.parameters, None)
    for first_step, n_steps in reference.ranges:
        n_steps = min(n_steps, last_step + 1 - first_step)
        if n_steps < 1:
            return None
        given = start if first_step else None
        trace, _ = session.call("train", first_step, n_steps, given)
        starts = starts_of(trace, start)
        expected, bounds = reference.replayed(first_step, starts, trace)
        unused = RunResult("", "", "")
        try:
            compare_steps(expected, trace, bounds, None, first_step, unused)
        except Parted as parted:
            return parted
        start = start_after(trace, start.parameters)
    return None
