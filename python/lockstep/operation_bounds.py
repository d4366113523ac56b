"""Bounds of single operations: equal bits, or what rounding alone can do.

Arguments are exact, so an operation is off by what it rounds itself; see
`operation_errors`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .operation_errors import ERRORS
from .rounding import between
from .tolerances import Trace, no_error


def operation_bounds(case: Any, expected: Trace, comparison: str) -> Trace:
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
    errors = ERRORS[case.operation](case.arguments, expected)
    return {
        name: np.broadcast_to(between(errors[name]), a.shape)
        for name, a in expected.items()
    }
