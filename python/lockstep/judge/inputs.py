"""Judge what one port reads of a training case."""

from __future__ import annotations

from dataclasses import replace

from ..bounds.training import no_error
from ..compare.compare import compare_values
from ..compare.divergence import Parted
from ..compare.findings import Divergence
from ..ports.port import Port, PortFailure
from .results import RunResult


def judge_inputs(port: Port) -> None:
    """Compare what a port reads of the open case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    every number of the network and the optimizer.

    Parameters
    ----------
    port : Port

    Raises
    ------
    Parted
        At the first number that differs.
    """
    try:
        expected, actual = port.echo()
    except PortFailure as failure:
        place = Divergence(0, "X", [], None, None, None, None)
        raise Parted(
            replace(place, operation="read_case"),
            f"the port cannot read the case: {failure}",
        ) from failure
    unused = RunResult("", "", "")
    try:
        compare_values(expected, actual, no_error(expected), unused)
    except Parted as parted:
        place = replace(parted.divergence, operation="read_case")
        raise Parted(place, f"input {parted}") from parted
