"""Judge a port on operation cases: single functions on given arguments."""

from __future__ import annotations

import re
from dataclasses import replace

from ..bounds.operations import operation_bounds, truth_bounds
from ..cases.contract import contract, undefined_results
from ..cases.load import OperationCase
from ..compare.compare import compare_values
from ..compare.findings import Comparison, Divergence
from ..compare.pictures import compare_pictures
from ..compare.truth import compare_with_truth
from ..ports.calls import flat
from ..ports.port import Reply
from ..traces.layout import like
from ..traces.trace import Trace
from ..truth.known import certified_operation
from .results import Outcome

# "plot_data: needs gnuplot; type: apt-get install gnuplot-nox": what all ports
# say where a program or a library is missing.
MACHINE_LACKS = re.compile(r"\w+: needs .+; type: .+")


def compare_operations(
    cases: list[OperationCase], expected: list[Reply], replies: list[Reply]
) -> list[Outcome]:
    """Compare a port's replies with those of the reference.

    Parameters
    ----------
    cases : list of OperationCase
    expected, replies : list of Reply
        The reference's and the port's; the port is asked first, while no
        answer exists.

    Returns
    -------
    list of Outcome
    """
    return [
        _outcome(*of_one)
        for of_one in zip(cases, expected, replies, strict=True)
    ]


def _outcome(case: OperationCase, wanted: Reply, reply: Reply) -> Outcome:
    """What was found of one operation."""
    if wanted.error:
        return Outcome(
            failure=f"the reference refuses this case: {wanted.error}"
        )
    if reply.lack:
        return Outcome(seconds=reply.seconds, failure=reply.lack)
    if MACHINE_LACKS.fullmatch(reply.error):
        return Outcome(seconds=reply.seconds, failure=reply.error)
    seen = _compared(case, wanted, reply)
    if seen.divergence is not None:
        place = replace(seen.divergence, operation=case.operation)
        seen = replace(seen, divergence=place)
    return Outcome(seen, 1, reply.seconds)


def _compared(case: OperationCase, wanted: Reply, reply: Reply) -> Comparison:
    """Compare a reply with the reference's and with certified values."""
    if reply.error:
        message = f"the port raised an error: {reply.error}"
        name = next(iter(wanted.results))
        return Comparison(divergence=Divergence(0, name, message=message))
    comparison = contract()[case.operation]["comparison"]
    if comparison == "picture":
        return compare_pictures(wanted.results, reply.results)
    expected = flat(wanted.results)
    actual = like(expected, flat(reply.results), reply.unknown_forms)
    bounds = operation_bounds(case, expected, comparison)
    undefined = undefined_results(case.operation)
    seen = compare_values(expected, actual, bounds, undefined)
    return seen + _against_truth(case, actual, bounds) if seen.agrees else seen


def _against_truth(
    case: OperationCase, actual: Trace, bounds: Trace
) -> Comparison:
    """Hold an operation against its certified results."""
    known = certified_operation(case)
    values = {name: value.hi[0] for name, value in known.items()}
    allowed = truth_bounds(case.operation, bounds, values)
    return compare_with_truth(known, _stacked(actual), _stacked(allowed))


def _stacked(values: Trace) -> Trace:
    return {name: value[None] for name, value in values.items()}
