"""Find the steps of which a comparison needs the full bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ..bounds.on_demand import OnDemand
from ..bounds.rounding import UNIT_ROUNDOFF
from ..traces.trace import Trace
from .compare import compare
from .divergence import wrong_form
from .truth import errors_of

if TYPE_CHECKING:
    from ..truth.known import Certified

# Steps of each quantity that are looked at first, then next, then all that
# may still be the worst: the first of them mostly rule out the others.
ROUNDS = (1, 4, 16, 64, None)


def settled(
    expected: Trace,
    actual: Trace,
    bounds: OnDemand,
    worst: Mapping[str, float] | None = None,
) -> Trace:
    """Bounds for `compare`, exact at every step that decides anything.

    Such are the steps with an error that the least bound does not allow
    and, of each quantity, those that may come nearest to their bound.  All
    others are within their bounds and not the worst: infinity stands there.

    Parameters
    ----------
    expected, actual : dict of ndarray
    bounds : OnDemand
    worst : mapping of float, optional
        Error over bound of each quantity, the largest of earlier steps.
        Without, nobody asks for the worst.
    """
    errors = _errors(expected, actual)
    least = bounds.least if any(e.any() for e in errors.values()) else {}
    most = {  # error over bound of each step, at most
        name: _shares(error, least[name] if error.any() else error)
        for name, error in errors.items()
    }
    doubtful = [np.flatnonzero(~(share <= 1)) for share in most.values()]
    rows = np.unique(np.concatenate([*doubtful, np.zeros(0, int)]))
    found = bounds.at(rows)
    if worst is not None:
        found = _worst_too(errors, most, bounds, rows, worst)
    return {
        name: found[name] if found else np.broadcast_to(np.inf, wanted.shape)
        for name, wanted in expected.items()
    }


def agree(expected: Trace, actual: Trace, bounds: OnDemand) -> bool:
    """Whether all numbers are within their bounds."""
    needed = settled(expected, actual, bounds)
    return compare(expected, actual, needed).agrees


def _errors(expected: Trace, actual: Trace) -> Trace:
    """Errors of what can be compared."""
    errors = {}
    for name, wanted in expected.items():
        got = actual.get(name)
        fault = wrong_form(wanted, got)
        if got is None or (fault is not None and fault[0] == 0):
            continue
        n_steps = min(len(wanted), len(got))
        with np.errstate(invalid="ignore", over="ignore"):
            errors[name] = np.abs(got[:n_steps] - wanted[:n_steps])
    return errors


def _shares(error: np.ndarray, bound: np.ndarray) -> np.ndarray:
    """Error over bound, the largest of each step; infinite if unknown."""
    share = np.zeros(error.shape)
    with np.errstate(all="ignore"):
        np.divide(error, bound[: len(error)], out=share, where=error != 0)
    largest = share.reshape(len(error), -1).max(axis=1, initial=0.0)
    return np.where(largest >= 0, largest, np.inf)


def _worst_too(
    errors: Trace,
    most: Trace,
    bounds: OnDemand,
    rows: np.ndarray,
    worst: Mapping[str, float],
) -> Trace:
    """Ask on until no other step can be nearer to its bound."""
    found, known = bounds.at(rows), np.isin(np.arange(bounds.n_steps), rows)
    for count in ROUNDS:
        next_rows = [rows[:0]]
        for name, share in most.items():
            seen = np.flatnonzero(known[: len(share)])
            so_far = worst.get(name, 0.0)
            if seen.size:
                exact = _shares(errors[name][seen], found[name][seen])
                so_far = max(so_far, float(exact.max()))
            open_rows = np.flatnonzero((share > so_far) & ~known[: len(share)])
            order = np.argsort(share[open_rows])[::-1]
            next_rows.append(open_rows[order[:count]])
        rows = np.unique(np.concatenate(next_rows))
        known[rows] = True
        found = bounds.at(rows)
    return found


def settled_truth(
    known: Certified, actual: Trace, bounds: OnDemand, first_step: int
) -> Trace:
    """Bounds for `compare_with_truth`, exact where the least do not decide."""
    doubtful = [np.zeros(0, int)]
    for name, value in known.items():
        rows = value.steps - first_step
        size = np.nan_to_num(np.abs(value.hi), posinf=0.0)
        bound = bounds.least[name][rows] + UNIT_ROUNDOFF * size
        right = errors_of(value, actual[name][rows]) <= bound
        doubtful.append(rows[~right.reshape(len(rows), -1).all(axis=1)])
    found = bounds.at(np.unique(np.concatenate(doubtful)))
    return {
        name: found[name] if found else np.full(actual[name].shape, np.inf)
        for name in known
    }
