"""Explain an operation case: call it, and compare every result."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

import numpy as np

from ..bounds.operations import operation_bounds
from ..cases.contract import (
    contract,
    index_results,
    result_names,
    undefined_results,
)
from ..cases.load import OperationCase
from ..errors import PortFailure, PortUnavailable
from ..files.strict_json import JsonValue
from ..languages.base import Call
from ..ports.calls import call_operations, flat, words_of
from ..ports.defaults import TIME_LIMIT
from ..ports.port import PortSpec, Reply
from ..ports.start import check_declares, open_port
from ..reference.port import REFERENCE
from ..traces.forms import like
from ..traces.trace import Trace
from .certified import certified_operation
from .snippets import call_snippet, languages_of
from .table import Explanation, choose, make_row


def explain_operation(
    case: OperationCase,
    spec: PortSpec,
    quantity: str | None = None,
    time_limit: float = TIME_LIMIT,
) -> Explanation:
    """Compare every result of an operation with the reference's.

    Parameters
    ----------
    case : OperationCase
    spec : PortSpec
        The port.
    quantity : str, optional
        The result whose worst element is shown.
    time_limit : float
        Seconds for each call of a port.

    Raises
    ------
    PortFailure, PortUnavailable
        If the port raises an error or cannot be run.
    """
    check_declares(spec, case)
    entry = contract()[case.operation]
    results = _called(case, REFERENCE, time_limit).results
    expected = flat(results)
    reply = _called(case, spec, time_limit)
    actual = like(expected, flat(reply.results), reply.unknown_forms)
    bounds = operation_bounds(case, expected, entry["comparison"])
    _agree_on_undefined(case.operation, expected, actual)
    truths, said = certified_operation(case)
    rows = [
        make_row(
            name,
            case.operation,
            value,
            actual.get(name),
            bounds[name],
            truths.get(name),
        )
        for name, value in expected.items()
    ]
    first, focus = choose(rows, quantity)
    explanation = Explanation(
        case.id, spec.name, None, rows, first, focus, certified=said
    )
    worst = explanation.row(focus).worst
    explanation.inputs.update(_listed(case.arguments))
    if worst is not None and not words_of(results, focus):
        returns = result_names(case.operation)
        call = Call(
            *(case.operation, case.arguments, returns, focus, worst.index),
            focus in index_results(case.operation),
        )
        explanation.snippets.update(
            {
                language: call_snippet(language, folder, call)
                for language, folder in languages_of(spec).items()
            }
        )
    return explanation


def _called(case: OperationCase, spec: PortSpec, time_limit: float) -> Reply:
    with (
        TemporaryDirectory(prefix="lockstep-") as folder,
        open_port(spec, time_limit) as port,
    ):
        (reply,) = call_operations(port, [case], Path(folder))
    if reply.lack:
        raise PortUnavailable(reply.lack, spec.name)
    if reply.error:
        raise PortFailure(reply.error)
    return reply


def _agree_on_undefined(operation: str, expected: Trace, actual: Trace) -> None:
    """Where the contract allows NaN, two NaN agree."""
    for name in undefined_results(operation):
        if name not in actual or name not in expected:
            continue
        if actual[name].shape == expected[name].shape:
            both = np.isnan(expected[name]) & np.isnan(actual[name])
            expected[name] = np.where(both, 0.0, expected[name])
            actual[name] = np.where(both, 0.0, actual[name])


def _listed(value: object) -> JsonValue:
    """Arrays as lists and paths as words, ready for JSON."""
    if isinstance(value, dict):
        return {name: _listed(item) for name, item in value.items()}
    if isinstance(value, PurePath):
        return str(value)
    return value.tolist() if isinstance(value, np.ndarray) else value
