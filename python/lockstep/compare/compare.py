"""The only place where numbers of two ports meet.

A comparison passes only if error <= tolerance is true, so that NaN fails.
Everything that is expected must be there, in its shape.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from ..bounds.training import scale
from ..traces.trace import Trace
from .divergence import Wrong, describe, first_of, numbers_at, wrong_form
from .findings import Comparison, Divergence, WorstError


def compare(
    expected: Trace, actual: Trace, bounds: Trace, first_step: int = 0
) -> Comparison:
    """Compare steps.

    Parameters
    ----------
    expected, actual : dict of ndarray
        Quantities in order of computation, the step as the first axis.
    bounds : dict of ndarray
        The largest error allowed for each element.
    first_step : int
        Number of the first of these steps.

    Returns
    -------
    Comparison
        Its divergence is that of the first step, then of the first quantity
        in order of computation, then of the first element beyond its bound.
    """
    wrong, errors, values = [], {}, 0
    for name, wanted in expected.items():
        found = _wrong(name, wanted, actual.get(name), bounds[name])
        if found is not None:
            wrong.append(found)
            continue
        got, bound = actual[name], bounds[name]
        errors[name] = _worst_error(wanted, got, bound, first_step)
        values += wanted.size
    divergence = None
    if wrong:
        divergence = _divergence(wrong, expected, actual, bounds, first_step)
    return Comparison(values, errors, {}, divergence)


def compare_forms(
    expected: Trace, actual: Trace, first_step: int = 0
) -> Comparison:
    """Compare what is there, and its shape, and no number.

    Parameters and result are those of `compare`.
    """
    wrong = []
    for name, wanted in expected.items():
        fault = wrong_form(wanted, actual.get(name))
        if fault is not None:
            wrong.append(Wrong(name, *fault))
    if not wrong:
        return Comparison()
    place = _divergence(wrong, expected, actual, {}, first_step)
    return Comparison(divergence=place)


def compare_values(
    expected: Trace,
    actual: Trace,
    bounds: Trace,
    undefined: Collection[str] = (),
) -> Comparison:
    """Compare the results of one operation.

    Parameters and result are those of `compare`, without steps, and:

    Parameters
    ----------
    undefined : collection of str
        Results that the contract says may be NaN.  Where both are NaN they
        agree; one NaN alone never passes, and a NaN in any other result
        neither.
    """
    wanted, found = dict(expected), dict(actual)
    for name in undefined:
        if name in found and found[name].shape == wanted[name].shape:
            both = np.isnan(wanted[name]) & np.isnan(found[name])
            wanted[name] = np.where(both, 0.0, wanted[name])
            found[name] = np.where(both, 0.0, found[name])
    return compare(_stacked(wanted), _stacked(found), _stacked(bounds))


def compare_bits(expected: Trace, actual: Trace) -> Comparison:
    """Compare numbers that were only handed on: equal 64-bit patterns."""
    bounds = {name: np.zeros(value.shape) for name, value in expected.items()}
    numbers = compare_values(expected, actual, bounds)
    if not numbers.agrees:
        return numbers
    signs = compare_values(_signs(expected), _signs(actual), bounds).divergence
    return replace(numbers, divergence=signs and _of_zeros(signs))


def _of_zeros(signs: Divergence) -> Divergence:
    """Say of a zero, not of its sign, that it is wrong: numbers are equal."""
    assert signs.expected is not None
    wanted, got = (0.0 * sign for sign in (signs.expected, -signs.expected))
    place, _, _ = signs.message.partition(":")
    message = f"{place}: expected {wanted}, got {got}: zero has a sign"
    return replace(
        signs, expected=wanted, actual=got, error=0.0, message=message
    )


def _signs(values: Trace) -> Trace:
    """1 or -1: zero, too, has a sign."""
    return {name: np.copysign(1.0, value) for name, value in values.items()}


def _stacked(values: Trace) -> Trace:
    return {name: np.asarray(value)[None] for name, value in values.items()}


def _wrong(
    name: str,
    expected: np.ndarray,
    actual: np.ndarray | None,
    bound: np.ndarray,
) -> Wrong | None:
    """The first row of a quantity that is wrong, or None."""
    fault = wrong_form(expected, actual)
    if actual is None or (fault is not None and fault[0] == 0):
        return Wrong(name, *(fault or (0, "")))
    n_steps = min(len(expected), len(actual))
    with np.errstate(invalid="ignore", over="ignore"):
        right = np.abs(actual[:n_steps] - expected[:n_steps]) <= bound[:n_steps]
    rows = right.reshape(n_steps, -1).all(axis=1)
    if not rows.all():
        return Wrong(name, int(np.argmin(rows)), "")
    return None if fault is None else Wrong(name, *fault)


def _divergence(
    wrong: list[Wrong],
    expected: Trace,
    actual: Trace,
    bounds: Trace,
    first_step: int,
) -> Divergence:
    """The first place, with what agreed before it and what did not after."""
    first, also_wrong = first_of(wrong)
    numbers = None
    if not first.fault:
        numbers = numbers_at(first.name, first.row, expected, actual, bounds)
    place = describe(first, first_step + first.row, numbers)
    names = list(expected)
    agreed = names[: names.index(first.name)]
    return replace(place, agreed=agreed, also_wrong=also_wrong)


def _worst_error(
    expected: np.ndarray, actual: np.ndarray, bound: np.ndarray, first_step: int
) -> WorstError:
    """The worst of all steps of a quantity that is within its bounds."""
    error = np.abs(actual - expected)
    if not error.any():
        return WorstError(step=first_step)
    relative = ratio(scale(error), scale(expected))
    row = int(np.argmax(relative))
    spacing = np.where(expected == 0, 0.0, np.spacing(np.abs(expected)))
    return WorstError(
        float(relative[row]),
        float(ratio(error, spacing).max()),
        float(ratio(error, bound).max()),
        first_step + row,
    )


def ratio(error: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Error over size; 0 where there is no size to measure it by."""
    out = np.zeros(np.shape(error))
    with np.errstate(over="ignore", invalid="ignore"):
        return np.divide(error, size, out=out, where=size > 0)
