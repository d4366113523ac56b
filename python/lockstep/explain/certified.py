"""Certified values to hold a step or an operation against, if there are."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from ..ports import Start

ABSENT = (
    "no certified values: type pip install --editable '.[certify]' to have them"
)


def certified_step(
    case: Any, step: int, start: Start
) -> tuple[dict[str, Any], str]:
    """Certify every quantity of one step, from exact doubles.

    Parameters
    ----------
    case : TrainingCase
    step : int
    start : Start
        Before the update.

    Returns
    -------
    truths : dict
        By quantity: the nearest doubles, and what they leave.
    said : str
        How they were certified, or why there are none.
    """
    try:
        single = importlib.import_module("lockstep.certify.single_step")
    except ImportError:
        return {}, ABSENT
    found = single.certify_step(case, step, *start)
    if found.reason:
        return {}, f"no certified values: {found.reason}"
    said = f"certified in ball arithmetic with {found.precision} bits"
    return _truths(found.values), said


def certified_operation(case: Any) -> tuple[dict[str, Any], str]:
    """Certify the results of an operation case; see `certified_step`."""
    try:
        operations = importlib.import_module("lockstep.certify.operations")
    except ImportError:
        return {}, ABSENT
    found = operations.certify_operation(case)
    if found.reason:
        return {}, f"no certified values: {found.reason}"
    said = f"certified with {found.precision} bits"
    return _truths(found.results), said


def _truths(values: dict[str, Any]) -> dict[str, Any]:
    expected = importlib.import_module("lockstep.certify.expected")
    pairs = {name: expected.truth(texts) for name, texts in values.items()}
    return {name: tuple(map(np.asarray, pair)) for name, pair in pairs.items()}
