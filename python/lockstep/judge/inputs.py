"""Judge what one port reads of a training case."""

from __future__ import annotations

from dataclasses import replace

from ..compare.compare import compare_bits
from ..compare.findings import Comparison, Divergence
from ..ports.port import Port, PortFailure


def judge_inputs(port: Port) -> Comparison:
    """Compare what a port reads of the open case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    every number of the network and the optimizer.

    Raises
    ------
    PortUnavailable
        If the port crashed or hung.
    """
    try:
        expected, actual = port.echo()
    except PortFailure as failure:
        message = f"the port cannot read the case: {failure}"
        return Comparison(
            divergence=Divergence(
                0, "X", operation="read_case", message=message
            )
        )
    seen = compare_bits(expected, actual)
    if seen.divergence is None:
        return seen
    place = replace(
        seen.divergence,
        operation="read_case",
        message=f"input {seen.divergence.message}",
    )
    return replace(seen, divergence=place)
