"""Find the operation at which a replayed step parts.

The trace of a step holds its loss, gradients and parameters.  When one of
them parts in replay, the step is computed once more with every
intermediate Z, A, dZ and dA, and compared in order of computation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..compare.compare import first_parting
from ..compare.divergence import Parted
from ..compare.findings import Divergence
from ..ports.port import Port, PortFailure, PortUnavailable
from ..reference.chunk import Chunk
from ..reference.run import ReferenceRun
from ..traces.chunks import row_of
from ..traces.quantities import Quantity


def locate(
    port: Port, reference: ReferenceRun, chunk: Chunk, parted: Parted
) -> Parted:
    """Look for an intermediate that parts before a quantity does.

    Parameters
    ----------
    port : Port
    reference : ReferenceRun
    chunk : Chunk
        The chunk that parts.
    parted : Parted
        Where its trace parts.

    Returns
    -------
    Parted
        At the first quantity in order of computation, or `parted` itself if
        no intermediate says more.
    """
    if parted.divergence.expected is None:
        return parted  # a wrong form has no operation
    step = parted.divergence.step
    start = row_of(chunk.starts, step - chunk.first_step)
    try:
        actual, _ = port.replay(step, start, True)
    except (PortFailure, PortUnavailable):
        return parted
    expected, bounds = reference.intermediates(step, start)
    return first_parting(expected, actual, bounds, step) or parted


def made_by(parted: Parted, case: Any) -> Parted:
    """Name the operation that computes the quantity that parts."""
    operation = Quantity.parse(parted.divergence.quantity).operation(case)
    place = replace(parted.divergence, operation=operation)
    return Parted(place, str(parted))


def locate_failure(port: Port, chunk: Chunk, failure: PortFailure) -> Parted:
    """Find the step at which a port's own program raises an error.

    Each step is replayed from the reference's parameters until one fails.
    """
    step = chunk.first_step
    for row in range(chunk.n_steps):
        start = row_of(chunk.starts, row)
        try:
            port.replay(chunk.first_step + row, start, False)
        except PortFailure:
            step = chunk.first_step + row
            break
    first = next(iter(chunk.trace))
    divergence = Divergence(step, first, [], None, None, None, None)
    return Parted(
        divergence,
        f"{first} at step {step}: the port raised an error: {failure}",
    )
