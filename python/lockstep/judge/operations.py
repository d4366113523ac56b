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
from ..compare.divergence import Parted
from ..compare.findings import Divergence
from ..compare.pictures import compare_pictures
from ..compare.truth import compare_with_truth
from ..ports.port import Port, Reply, Request
from ..traces.layout import like
from ..traces.trace import Trace
from ..truth.known import certified_operation
from .commands import explain_command
from .results import RunResult

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
    port: Port,
    cases: list[Any],
    expected: list[Reply],
    results: list[RunResult],
    folder: Path,
) -> None:
    """Call all operations of a port at once and compare each.

    Parameters
    ----------
    port : Port
    cases : list of Case
        Operation cases.
    expected : list of Reply
        The reference's replies.
    results : list of RunResult
        Receive the verdicts.
    folder : path
        For the port's pictures.
    """
    replies = call_operations(port, cases, folder)
    for case, wanted, reply, result in zip(
        cases, expected, replies, results, strict=True
    ):
        try:
            _judge_one(case, wanted, reply, result)
        except Parted as parted:
            place = replace(parted.divergence, operation=case.operation)
            result.diverge(place, str(parted))
            result.explain = explain_command(case, result.port)


def _judge_one(
    case: Any, wanted: Reply, reply: Reply, result: RunResult
) -> None:
    if wanted.error:
        result.fail(f"the reference refuses this case: {wanted.error}")
        return
    if reply.lack:
        result.fail(reply.lack)
        return
    name = next(iter(wanted.results))
    result.seconds = reply.seconds
    if MACHINE_LACKS.fullmatch(reply.error):
        result.fail(reply.error)
        return
    if reply.error:
        divergence = Divergence(0, name, [], None, None, None, None)
        raise Parted(divergence, f"the port raised an error: {reply.error}")
    entry = contract()[case.operation]
    result.steps = 1
    if entry["comparison"] == "picture":
        compare_pictures(wanted.results, reply.results, result)
        return
    expected = flat(wanted.results)
    bounds = operation_bounds(case, expected, entry["comparison"])
    undefined = undefined_results(case.operation)
    compare_values(expected, flat(reply.results), bounds, result, undefined)
    _judge_truth(case, flat(reply.results), bounds, result)


def _judge_truth(
    case: Any, actual: Trace, bounds: Trace, result: RunResult
) -> None:
    """Hold an operation against its certified results."""
    known = certified_operation(case)
    values = {name: value.hi[0] for name, value in known.items()}
    allowed = truth_bounds(case.operation, bounds, values)
    found = {n: a[None] for n, a in like(values, actual).items()}
    compare_with_truth(
        known, found, {n: a[None] for n, a in allowed.items()}, None, 0, result
    )


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
