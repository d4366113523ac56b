"""The only place where two numbers meet.

A comparison passes only if error <= tolerance is true, so that NaN fails.
Everything that is expected must be there, in its shape.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .ports.layout import like
from .results import Divergence, RunResult, TruthDistance, WorstError
from .rounding import UNIT_ROUNDOFF
from .tolerances import Trace, scale

if TYPE_CHECKING:
    from .certified import Certified, Known


class Parted(Exception):
    """Two traces part; carries the first place and a sentence."""

    def __init__(self, divergence: Divergence, message: str) -> None:
        super().__init__(message)
        self.divergence = divergence


class Context(NamedTuple):
    """What else is known of the step at which two traces part."""

    agreed: list[str]
    also_wrong: list[str]

    def place(
        self,
        step: int,
        quantity: str,
        index: list[int],
        numbers: Sequence[float | None],
    ) -> Divergence:
        """Make a divergence of expected, actual, error and tolerance."""
        expected, actual, error, tolerance = numbers
        return Divergence(
            step,
            quantity,
            index,
            expected,
            actual,
            error,
            tolerance,
            self.agreed,
            self.also_wrong,
        )


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
    raise _parted(
        name,
        row,
        expected[name],
        actual.get(name),
        bounds[name],
        first_step,
        Context(names[: names.index(name)], at_row[1:]),
    )


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


def _parted(
    name: str,
    row: int,
    expected: np.ndarray,
    actual: np.ndarray | None,
    bound: np.ndarray,
    first_step: int,
    context: Context,
) -> Parted:
    """Describe the first wrong element of a quantity at a step."""
    step = first_step + row
    fault = _wrong_form(expected, actual, row)
    if fault or actual is None:
        empty = context.place(step, name, [], (None,) * 4)
        return Parted(empty, f"{name} at step {step}: {fault}")
    wanted, got = expected[row], actual[row]
    error = np.abs(got - wanted)
    flat = int(np.argmin(np.ravel(error <= bound[row])))
    index = [int(i) for i in np.unravel_index(flat, wanted.shape)]
    found = (wanted, got, error, bound[row])
    numbers = [float(np.ravel(array)[flat]) for array in found]
    message = (
        f"{name}{index or ''} at step {step}: expected {numbers[0]!r}, "
        f"got {numbers[1]!r}; error {numbers[2]:.3g}, "
        f"tolerance {numbers[3]:.3g}"
    )
    return Parted(context.place(step, name, index, numbers), message)


def _wrong_form(
    expected: np.ndarray, actual: np.ndarray | None, row: int
) -> str:
    """Say what is missing or misshapen; nothing if the form is right."""
    if actual is None:
        return "the port did not deliver it"
    if actual.shape[1:] != expected.shape[1:]:
        return f"expected the shape {_shape(expected)}, got {_shape(actual)}"
    if row >= min(len(expected), len(actual)):
        return f"expected {len(expected)} steps, got {len(actual)}"
    return ""


def _shape(stack: np.ndarray) -> str:
    return " x ".join(map(str, stack.shape[1:])) or "of a number"


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


def compare_with_truth(
    known: Certified,
    actual: Trace,
    bounds: Trace,
    judged: Mapping[str, np.ndarray] | None,
    first_step: int,
    result: RunResult,
) -> None:
    """Measure how far steps are from certified values, and judge them.

    Parameters
    ----------
    known : dict of Known
        Certified values of the quantities at some steps of the chunk.
    actual : dict of ndarray
        What a port gave, the step as the first axis.
    bounds : dict of ndarray
        The largest error allowed for each element.
    judged : mapping of ndarray or None
        As for `compare_steps`.
    first_step : int
        Number of the chunk's first step.
    result : RunResult
        Receives the distances.

    Raises
    ------
    Parted
        At the first quantity of which an element is too far.
    """
    for name, value in known.items():
        rows = value.steps - first_step
        got = actual[name][rows]
        size = np.nan_to_num(np.abs(value.hi), posinf=0.0)
        bound = bounds[name][rows] + UNIT_ROUNDOFF * size
        error = _distance(value, got)
        _add_truth(result, name, value, error)
        right = error <= bound
        if judged is not None:
            within = np.reshape(judged[name][rows], (-1, *[1] * (got.ndim - 1)))
            right |= ~within & np.isfinite(got)
        if not right.all():
            row = int(np.argmin(right.reshape(len(rows), -1).all(axis=1)))
            place = _place(name, int(value.steps[row]), right[row])
            numbers = (value.hi[row], got[row], error[row], bound[row])
            raise _far(place, [float(np.ravel(n)[place.flat]) for n in numbers])


class _Place(NamedTuple):
    """A quantity's first wrong element at a step."""

    name: str
    step: int
    flat: int
    where: list[int]


def _place(name: str, step: int, right: np.ndarray) -> _Place:
    flat = int(np.argmin(np.ravel(right)))
    index = [int(i) for i in np.unravel_index(flat, np.shape(right))]
    return _Place(name, step, flat, index)


def _distance(value: Known, got: np.ndarray) -> np.ndarray:
    """Errors against sums of two doubles; equal infinities and NaN agree."""
    with np.errstate(invalid="ignore"):
        error = np.abs((got - value.hi) - value.lo)
    alike = (got == value.hi) & np.isinf(got)
    alike |= np.isnan(got) & np.isnan(value.hi)
    return np.where(alike, 0.0, error)


def _far(place: _Place, numbers: list[float]) -> Parted:
    """Describe an element that is too far from its certified value."""
    context = Context([], [])
    message = (
        f"{place.name}{place.where or ''} at step {place.step}: certified "
        f"{numbers[0]!r}, got {numbers[1]!r}; error {numbers[2]:.3g}, "
        f"tolerance {numbers[3]:.3g}"
    )
    where = context.place(place.step, place.name, place.where, numbers)
    return Parted(where, message)


def _add_truth(
    result: RunResult, name: str, value: Known, error: np.ndarray
) -> None:
    """Fold the distances of a quantity into the worst seen so far."""
    worst = result.truth.setdefault(name, TruthDistance())
    worst.steps += len(value.steps)
    if not error.any():
        return
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        relative = scale(error) / scale(np.nan_to_num(value.hi))
        ulps = error / np.spacing(np.abs(value.hi))
    if result.recorder is not None:
        result.recorder.record_truth(name, value.steps, relative)
    row = int(np.argmax(relative))
    digits = correct_digits(float(relative[row]))
    if digits < worst.digits:
        worst.digits, worst.step = digits, int(value.steps[row])
    worst.ulp = max(worst.ulp, float(np.nanmax(ulps, initial=0.0)))


def correct_digits(relative: float) -> float:
    """Log relative error: between 0 and 17 decimal digits are right."""
    if not relative < 1.0:  # NaN, too
        return 0.0
    return round(min(17.0, -math.log10(relative)), 2) if relative else 17.0


def relative_distance(wanted: np.ndarray, actual: np.ndarray) -> float:
    """Largest difference over the largest magnitude; NaN counts as infinite."""
    with np.errstate(invalid="ignore"):
        apart = np.abs(actual - wanted).max(initial=0.0)
    size = np.abs(wanted).max(initial=0.0)
    distance = apart / size if size > 0 else apart
    return float(distance) if distance >= 0 else float("inf")
