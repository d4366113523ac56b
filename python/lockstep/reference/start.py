"""What the reference holds before a step."""

from __future__ import annotations

from ..cases.load import TrainingCase
from ..errors import InputError
from ..ports.defaults import TIME_LIMIT
from ..traces.chunks import start_after
from ..traces.trace import Trace
from .port import open_reference, train_in_chunks


def start_at(case: TrainingCase, step: int) -> tuple[Trace, Trace]:
    """Parameters and state of the reference before a step.

    Raises
    ------
    InputError
        If the case has no such step.
    """
    if not 0 <= step < case.steps:
        raise InputError(
            f"{case.id}: no step {step}; its steps are 0 to {case.steps - 1}"
        )
    start = None
    with open_reference(TIME_LIMIT) as port:
        port.open_case(case)
        for chunk in train_in_chunks(port, case, step):
            start = start_after(chunk.trace, case.parameters)
    if start is None:
        return dict(case.parameters), {}
    return start.parameters, start.state or {}
