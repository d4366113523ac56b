"""Judge what one port reads of a training case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..bounds.training import no_error
from ..compare.compare import compare_values
from ..compare.divergence import Parted
from ..compare.findings import Divergence
from ..ports.port import Request, RunningPort
from ..traces.trace import Trace
from .results import RunResult


def judge_inputs(session: RunningPort, case: Any) -> None:
    """Compare what a port reads of a case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    the learning rate.

    Parameters
    ----------
    session : RunningPort
    case : TrainingCase

    Raises
    ------
    Parted
        At the first number that differs.
    """
    file = (str(case.path),)
    request = Request("read_case", file, ("training_case",))
    reply = session.call("call", [request])[0]
    if reply.error:
        place = Divergence(0, "X", [], None, None, None, None)
        raise Parted(
            replace(place, operation="read_case"),
            f"the port cannot read the case: {reply.error}",
        )
    expected = _inputs(case.X, case.labels, case.parameters, case.optimizer)
    found = reply.results["training_case"]
    names = ("X", "labels", "parameters", "optimizer")
    actual = _inputs(*(_field(found, name) for name in names))
    unused = RunResult("", "", "")
    try:
        compare_values(expected, actual, no_error(expected), unused)
    except Parted as parted:
        place = replace(parted.divergence, operation="read_case")
        raise Parted(place, f"input {parted}") from parted


def _inputs(X: Any, labels: Any, parameters: Any, optimizer: Any) -> Trace:
    rate = _field(optimizer, "learning_rate")
    inputs = {"X": X, "labels": labels, **parameters, "learning_rate": rate}
    return {name: np.asarray(value, float) for name, value in inputs.items()}


def _field(record: Any, name: str) -> Any:
    return record[name] if isinstance(record, dict) else getattr(record, name)
