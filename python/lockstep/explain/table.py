"""What `lockstep explain` finds, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import numpy as np

from ..cases.schema import unknown
from ..errors import InputError
from ..files.strict_json import JsonObject
from ..traces.distance import WorstElement, worst_element
from ..traces.trace import Trace
from ..truth.stored import Truth

BEYOND, WITHIN, MISSING = "beyond", "within", "missing"


@dataclass(frozen=True)
class Row:
    """One quantity of a step, or one result of an operation.

    Attributes
    ----------
    quantity, operation : str
        And the function that computes it.
    shape : list of int
    verdict : {"within", "beyond", "missing"}
        "missing" stands for a wrong shape, too.
    worst : WorstElement or None
        None if there is nothing to compare.
    certified_ulp, reference_certified_ulp : float or None
        Distance of the port's and of the reference's worst element from the
        certified value, in ULP; None where no value is certified.
    """

    quantity: str
    operation: str
    shape: list[int]
    verdict: str
    worst: WorstElement | None
    certified_ulp: float | None = None
    reference_certified_ulp: float | None = None


@dataclass(frozen=True)
class Explanation:
    """A step or an operation of one port, quantity by quantity.

    Attributes
    ----------
    case, port : str
    step : int or None
        None for an operation.
    rows : list of Row
        In order of computation.
    first_beyond : str or None
        The first quantity beyond its bound.
    focus : str
        The quantity whose worst element is shown with its inputs.
    inputs : dict of list
        What the port computed the element from, by name.
    snippets : dict of str
        Programs that compute the element again, by language.
    certified : str
        Where certified values come from, or why there are none.
    note : str
        What the table does not show, of a step with wrong gradients.
    """

    case: str
    port: str
    step: int | None
    rows: list[Row]
    first_beyond: str | None
    focus: str
    inputs: JsonObject = field(default_factory=dict)
    snippets: dict[str, str] = field(default_factory=dict)
    certified: str = ""
    note: str = ""

    def row(self, quantity: str) -> Row:
        """The row of a quantity."""
        return next(row for row in self.rows if row.quantity == quantity)

    def to_dict(self) -> JsonObject:
        """Everything, ready for JSON."""
        return asdict(self)


def make_row(
    quantity: str,
    operation: str,
    expected: np.ndarray,
    actual: np.ndarray | None,
    bound: np.ndarray,
    truth: Truth | None = None,
) -> Row:
    """Compare one quantity.

    Parameters
    ----------
    quantity, operation : str
    expected, bound : ndarray
    actual : ndarray or None
        None if the port did not deliver it.
    truth : pair of ndarray, optional
        Certified values: the nearest doubles, and what these leave.
    """
    shape = list(expected.shape)
    if actual is None or actual.shape != expected.shape:
        return Row(quantity, operation, shape, MISSING, None)
    if not expected.size:
        return Row(quantity, operation, shape, WITHIN, None)
    worst = worst_element(expected, actual, bound)
    verdict = WITHIN if worst.is_within else BEYOND
    certified: list[float | None] = [None, None]
    if truth is not None:
        parts = (np.reshape(part, expected.shape) for part in truth)
        certified = _distances(worst, Truth(*parts))
    return Row(quantity, operation, shape, verdict, worst, *certified)


def _distances(worst: WorstElement, truth: Truth) -> list[float | None]:
    """ULP between the worst element of port and reference, and the truth."""
    near, rest = (float(part[tuple(worst.index)]) for part in truth)
    spacing = float(np.spacing(abs(near)))
    return [
        abs((value - near) - rest) / spacing
        for value in (worst.actual, worst.expected)
    ]


def choose(rows: list[Row], quantity: str | None) -> tuple[str | None, str]:
    """The first quantity beyond its bound, and the one to look at."""
    names = [row.quantity for row in rows]
    if quantity is not None and quantity not in names:
        raise InputError(unknown("quantity", quantity, names))
    beyond = [row.quantity for row in rows if row.verdict != WITHIN]
    first = beyond[0] if beyond else None
    if quantity or first:
        return first, quantity or first or ""
    compared = [row for row in rows if row.worst is not None]
    return None, max(compared, key=_share).quantity


def _share(row: Row) -> float:
    worst = row.worst
    return worst.error / worst.bound if worst and worst.error else 0.0


def unstacked(trace: Trace) -> Trace:
    """Quantities of a trace of one step, without the axis of the step."""
    return {name: value[0] for name, value in trace.items() if len(value)}
