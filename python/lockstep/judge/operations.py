"""Judge a port on operation cases: single functions on given arguments."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import numpy as np

from ..bounds.operations import operation_bounds, truth_bounds
from ..cases.contract import contract, result_names, undefined_results
from ..compare.compare import compare_values
from ..compare.findings import Comparison, Divergence
from ..compare.pictures import compare_pictures
from ..compare.truth import compare_with_truth
from ..ports.port import Port, Reply, Request
from ..traces.layout import like
from ..traces.trace import Trace
from ..truth.known import certified_operation
from .results import Outcome

# "plot_data: needs gnuplot; type: apt-get install gnuplot-nox": what all ports
# say where a program or a library is missing.
MACHINE_LACKS = re.compile(r"\w+: needs .+; type: .+")


def call_operations(port: Port, cases: list[Any], folder: Path) -> list[Reply]:
    """Ask a port for the results of a list of operation cases.

    Parameters
    ----------
    port : Port
    cases : list of Case
        Operation cases.
    folder : path
        Exists and is the port's own; its pictures are written there.

    Returns
    -------
    list of Reply
    """
    return port.call([operation_request(case, folder) for case in cases])


def operation_request(case: Any, folder: Path) -> Request:
    """Ask for an operation; pictures go to a folder."""
    arguments = tuple(
        str(folder / f"{case.id}-{value}")
        if isinstance(value, PurePath)
        else value
        for value in case.arguments.values()
    )
    returns = result_names(case.operation)
    return Request(case.operation, arguments, returns, case.id)


def judge_operations(
    port: Port, cases: list[Any], expected: list[Reply], folder: Path
) -> list[Outcome]:
    """Call all operations of a port at once and compare each.

    Parameters
    ----------
    port : Port
    cases : list of Case
        Operation cases.
    expected : list of Reply
        The reference's replies.
    folder : path
        For the port's pictures.

    Returns
    -------
    list of Outcome
    """
    replies = call_operations(port, cases, folder)
    return [
        _outcome(*of_one)
        for of_one in zip(cases, expected, replies, strict=True)
    ]


def _outcome(case: Any, wanted: Reply, reply: Reply) -> Outcome:
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


def _compared(case: Any, wanted: Reply, reply: Reply) -> Comparison:
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


def _against_truth(case: Any, actual: Trace, bounds: Trace) -> Comparison:
    """Hold an operation against its certified results."""
    known = certified_operation(case)
    values = {name: value.hi[0] for name, value in known.items()}
    allowed = truth_bounds(case.operation, bounds, values)
    return compare_with_truth(known, _stacked(actual), _stacked(allowed))


def _stacked(values: Trace) -> Trace:
    return {name: value[None] for name, value in values.items()}


def flat(results: dict[str, Any]) -> dict[str, np.ndarray]:
    """Name every array in nested results: cache.Z1, gradients.dW1."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in results.items():
        if isinstance(value, dict):
            nested = {f"{name}.{key}": v for key, v in value.items()}
            arrays.update(flat(nested))
        else:
            arrays[name] = _numbers(value)
    return arrays


def _numbers(value: Any) -> np.ndarray:
    """Turn a result into doubles; words into the bytes of their UTF-8."""
    words = [value] if isinstance(value, str) else value
    if len(np.shape(words)) == 1 and all(isinstance(w, str) for w in words):
        value = np.frombuffer("\n".join(words).encode(), np.uint8)
    return np.asarray(value, dtype=np.float64)
