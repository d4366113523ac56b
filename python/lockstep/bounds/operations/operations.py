"""Bounds of single operations: equal bits, or what rounding alone can do.

Arguments are exact, so an operation is off by what it rounds itself; see
`operation_errors`.
"""

from __future__ import annotations

import numpy as np

from ...cases.load import OperationCase
from ...errors import InputError
from ...traces.trace import Trace
from ..rounding import SIDES, between
from ..training import no_error
from .functions import ERRORS

EQUAL_ROUNDINGS = 16.0  # of ports that agree in every bit; measured: 6
# Values on a log scale are exponentials of at most this.
EXPONENTS = {"tuning_trials": 745.0, "narrow_space": 745.0}


def operation_bounds(
    case: OperationCase, expected: Trace, comparison: str
) -> Trace:
    """Bounds on the error of each result of an operation case.

    Parameters
    ----------
    case : Case
        An operation case.
    expected : dict of ndarray
        The reference's results, flat.
    comparison : {"equal", "bounded"}
        From the contract.

    Returns
    -------
    dict of ndarray
    """
    if comparison == "equal":
        return no_error(expected)
    if case.operation not in ERRORS:
        raise InputError(
            f"{case.id}: {case.operation} has no bound; add it to ERRORS of "
            "python/lockstep/bounds/operations/functions.py"
        )
    errors = ERRORS[case.operation](case.arguments, expected)
    return {
        name: np.broadcast_to(between(errors[name]), a.shape)
        for name, a in expected.items()
    }


def truth_bounds(operation: str, bounds: Trace, certified: Trace) -> Trace:
    """Bounds on the distance of results from their certified values.

    Only one side errs: half of what is allowed between two ports.  Where
    ports must be equal to the last bit there is no such bound: an operation
    of that kind rounds a result at most `EQUAL_ROUNDINGS` times, and an
    exponential multiplies what its exponent was rounded by.

    Parameters
    ----------
    operation : str
    bounds : dict of ndarray
        From `operation_bounds`.
    certified : dict of ndarray
        Certified results, flat.

    Returns
    -------
    dict of ndarray
    """
    allowed = {}
    roundings = EQUAL_ROUNDINGS * EXPONENTS.get(operation, 1.0)
    one, none = between(np.array([roundings / SIDES, 0.0]))
    for name, value in certified.items():
        size = np.abs(value[np.isfinite(value)]).max(initial=0.0)
        few = one * size + none
        half = np.nan_to_num(bounds[name] / SIDES)
        allowed[name] = np.maximum(half, few)
    return allowed
