"""Judge a port on operation cases: single functions on given arguments."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from ..bounds.operations import operation_bounds, truth_bounds
from ..cases.contract import contract, picture_name, undefined_results
from ..cases.load import OperationCase
from ..compare.compare import compare_values
from ..compare.findings import Comparison, Divergence
from ..compare.pictures import compare_pictures
from ..compare.truth import compare_with_truth
from ..ports.calls import flat, words_of
from ..ports.port import Reply
from ..traces.forms import like
from ..traces.trace import Trace
from ..truth.known import certified_operation
from .diagnosis.blame import wrong_reference, wrong_shape
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
    seen, failure = _compared(case, wanted, reply)
    if seen.divergence is not None:
        place = _worded(seen.divergence, wanted, reply)
        place = replace(place, operation=case.operation)
        seen = replace(seen, divergence=place)
    return Outcome(seen, 1, reply.seconds, failure)


def _compared(
    case: OperationCase, wanted: Reply, reply: Reply
) -> tuple[Comparison, str]:
    """Compare a reply with the reference's and with certified values.

    Returns
    -------
    seen : Comparison
    failure : str
        What is wrong with the reference, where certified values show it.
    """
    if reply.error:
        message = f"the port raised an error: {reply.error}"
        name = next(iter(wanted.results))
        place = Divergence(0, name, message=message)
        return Comparison(divergence=place), ""
    comparison = contract()[case.operation]["comparison"]
    expected, known = flat(wanted.results), certified_operation(case)
    fault = wrong_shape(known, _stacked(expected))
    if fault:
        return Comparison(), fault
    actual = like(expected, flat(reply.results), reply.unknown_forms)
    bounds = operation_bounds(case, expected, comparison)
    undefined = undefined_results(case.operation)
    seen = compare_values(expected, actual, bounds, undefined)
    values = {name: value.hi[0] for name, value in known.items()}
    allowed = _stacked(truth_bounds(case.operation, bounds, values))
    if seen.agrees and wanted.picture:
        files = wanted.picture, reply.picture
        seen = seen + compare_pictures(picture_name(case.operation), *files)
    if seen.agrees:
        return seen + compare_with_truth(known, _stacked(actual), allowed), ""
    of_all = known, _stacked(expected), _stacked(actual), allowed
    fault = wrong_reference(*of_all)
    return (Comparison(), fault) if fault else (seen, "")


def _worded(place: Divergence, wanted: Reply, reply: Reply) -> Divergence:
    """Say of words which one differs; bytes were compared."""
    name = place.quantity
    both = [words_of(each.results, name) for each in (wanted, reply)]
    if not all(both):
        return place
    pairs = zip_longest(*both, fillvalue="nothing")
    expected, actual = next(pair for pair in pairs if pair[0] != pair[1])
    return Divergence(
        place.step,
        name,
        agreed=place.agreed,
        also_wrong=place.also_wrong,
        message=f"{name}: expected {expected!r}, got {actual!r}",
    )


def _stacked(values: Trace) -> Trace:
    return {name: value[None] for name, value in values.items()}
