"""The only place where numbers of two ports meet.

A comparison passes only if error <= tolerance is true, so that NaN fails.
Everything that is expected must be there, in its shape.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from ..bounds.training import scale
from ..judge.results import RunResult
from ..traces.layout import like
from ..traces.trace import Trace
from .divergence import Context, Parted, first_part
from .findings import WorstError


def compare_steps(
    expected: Trace,
    actual: Trace,
    bounds: Trace,
    judged: Mapping[str, np.ndarray] | None,
    first_step: int,
    result: RunResult,
) -> None:
    """Compare a chunk of steps and add what was seen to `result`.

    Parameters
    ----------
    expected, actual : dict of ndarray
        Quantities in order of computation, the step as the first axis.
    bounds : dict of ndarray
        The largest error allowed for each element.
    judged : mapping of ndarray or None
        Whether a quantity is judged at a step; None judges all.
    first_step : int
        Number of the chunk's first step.
    result : RunResult

    Raises
    ------
    Parted
        At the first step, then the first quantity in order of computation,
        then the first element beyond its bound.
    """
    if result.recorder is not None:
        result.recorder.record(expected, actual, bounds, first_step)
    firsts = {}
    for name, wanted in expected.items():
        firsts[name] = _first_wrong_step(
            wanted,
            actual.get(name),
            bounds[name],
            None if judged is None else judged[name],
        )
        if firsts[name] is None:
            got, bound = actual[name], bounds[name]
            rows = None if judged is None else judged[name]
            _add_worst(result, name, wanted, got, bound, rows, first_step)
            result.values += wanted.size
    wrong = {name: row for name, row in firsts.items() if row is not None}
    if not wrong:
        return
    row = min(wrong.values())
    at_row = [name for name, first in wrong.items() if first == row]
    name, names = at_row[0], list(expected)
    raise first_part(
        name,
        row,
        expected[name],
        actual.get(name),
        bounds[name],
        first_step,
        Context(names[: names.index(name)], at_row[1:]),
    )


def first_parting(
    expected: Trace, actual: Trace, bounds: Trace, first_step: int
) -> Parted | None:
    """Find where steps part, if they do; nothing is added to a result.

    Parameters are those of `compare_steps`.
    """
    try:
        nowhere = RunResult("", "", "")
        compare_steps(expected, actual, bounds, None, first_step, nowhere)
    except Parted as parted:
        return parted
    return None


def compare_values(
    expected: Trace,
    actual: Trace,
    bounds: Trace,
    result: RunResult,
    undefined: Collection[str] = (),
) -> None:
    """Compare the results of one operation.

    Parameters and errors are those of `compare_steps`, without steps, and:

    Parameters
    ----------
    undefined : collection of str
        Results that the contract says may be NaN.  Where both are NaN they
        agree; one NaN alone never passes, and a NaN in any other result
        neither.
    """
    found = like(expected, actual)
    wanted = dict(expected)
    for name in undefined:
        if name in found and found[name].shape == wanted[name].shape:
            both = np.isnan(wanted[name]) & np.isnan(found[name])
            wanted[name] = np.where(both, 0.0, wanted[name])
            found[name] = np.where(both, 0.0, found[name])
    compare_steps(
        _stacked(wanted),
        _stacked(found),
        _stacked(bounds),
        None,
        0,
        result,
    )


def compare_bits(expected: Trace, actual: Trace, result: RunResult) -> None:
    """Compare numbers that were only handed on: equal 64-bit patterns.

    Parameters and errors are those of `compare_values`.
    """
    bounds = {name: np.zeros(value.shape) for name, value in expected.items()}
    compare_values(expected, actual, bounds, result)
    found = like(expected, actual)
    signs = {name: np.copysign(1.0, value) for name, value in expected.items()}
    compare_values(
        signs,
        {name: np.copysign(1.0, found[name]) for name in signs},
        bounds,
        RunResult("", "", ""),
    )


def _stacked(values: Trace) -> Trace:
    return {name: np.asarray(value)[None] for name, value in values.items()}


def _first_wrong_step(
    expected: np.ndarray,
    actual: np.ndarray | None,
    bound: np.ndarray,
    judged: np.ndarray | None,
) -> int | None:
    """Row of the first step that is wrong, or None."""
    if actual is None or actual.shape[1:] != expected.shape[1:]:
        return 0
    n_steps = min(len(expected), len(actual))
    with np.errstate(invalid="ignore"):
        right = np.abs(actual[:n_steps] - expected[:n_steps]) <= bound[:n_steps]
    within = tuple(range(1, right.ndim))
    rows = right.all(axis=within)
    if judged is not None:
        # Beyond the horizon a value must still be a finite number.
        finite = np.isfinite(actual[:n_steps]).all(axis=within)
        rows = np.where(judged[:n_steps], rows, finite)
    if not rows.all():
        return int(np.argmin(rows))
    return n_steps if len(actual) != len(expected) else None


def _add_worst(
    result: RunResult,
    name: str,
    expected: np.ndarray,
    actual: np.ndarray,
    bound: np.ndarray,
    judged: np.ndarray | None,
    first_step: int,
) -> None:
    """Fold the errors of a chunk into the worst seen so far."""
    worst = result.max_error.setdefault(name, WorstError(step=first_step))
    error = np.abs(actual - expected)
    if not error.any():
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = scale(error) / scale(expected)
        shares = scale(np.nan_to_num(error / bound))
    # Beyond the horizon errors are shown, but no bound holds them.
    share = shares.max() if judged is None else shares[judged].max(initial=0.0)
    ulp = (error / np.spacing(np.abs(expected))).max()
    row = int(np.argmax(relative))
    if relative[row] > worst.relative:
        worst.relative, worst.step = float(relative[row]), first_step + row
    worst.ulp = max(worst.ulp, float(ulp))
    worst.share = max(worst.share, float(share))


def relative_distance(wanted: np.ndarray, actual: np.ndarray) -> float:
    """Largest difference over the largest magnitude; NaN counts as infinite."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(actual - wanted).max(initial=0.0)
    size = np.abs(wanted).max(initial=0.0)
    distance = apart / size if size > 0 else apart
    return float(distance) if distance >= 0 else float("inf")
