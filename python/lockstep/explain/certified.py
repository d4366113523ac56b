"""Certified values to hold a step or an operation against, if there are."""

from __future__ import annotations

from collections.abc import Callable

from ..cases.load import OperationCase, TrainingCase
from ..errors import InputError
from ..errors.libraries import flint
from ..files.strict_json import JsonObject
from ..traces.trace import Start
from ..truth.formulas.operations import (
    OperationCertificate,
    certify_operation,
)
from ..truth.proofs.single_step import StepCertificate, certify_step
from ..truth.stored import Truth, truth

Truths = dict[str, Truth]
UNKNOWN = "no certified values: balls do not know this operation"


def certified_step(
    case: TrainingCase, step: int, start: Start
) -> tuple[Truths, str]:
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
    return _certified(lambda: certify_step(case, step, *start))


def certified_operation(case: OperationCase) -> tuple[Truths, str]:
    """Certify the results of an operation case; see `certified_step`."""
    return _certified(lambda: certify_operation(case))


def _certified(
    certify: Callable[[], StepCertificate | OperationCertificate],
) -> tuple[Truths, str]:
    try:
        flint()
        found = certify()
    except InputError as error:
        return {}, f"no certified values: {error}"
    except KeyError:
        return {}, UNKNOWN
    if found.reason:
        return {}, f"no certified values: {found.reason}"
    said = f"certified in ball arithmetic with {found.precision} bits"
    return _truths(found.values), said


def _truths(values: JsonObject) -> Truths:
    """Read certified text; nested results by names such as cache.Z1."""
    truths = {}
    for name, texts in values.items():
        if isinstance(texts, dict):
            nested = {f"{name}.{key}": text for key, text in texts.items()}
            truths.update(_truths(nested))
        else:
            truths[name] = truth(texts)
    return truths
