"""The first place where two traces diverge, said in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from ..traces.trace import Trace
from .findings import Divergence


class Wrong(NamedTuple):
    """A quantity of which something is wrong, from a row of its stack on."""

    name: str
    row: int
    fault: str  # what is wrong with its form; empty if it is a number


class Numbers(NamedTuple):
    """A quantity at one step, element by element."""

    expected: np.ndarray
    actual: np.ndarray
    error: np.ndarray
    bound: np.ndarray


def describe(
    wrong: Wrong, step: int, numbers: Numbers | None, word: str = "expected"
) -> Divergence:
    """Describe the first element that is wrong, or a wrong form.

    Parameters
    ----------
    wrong : Wrong
    step : int
    numbers : Numbers or None
        None if the form is wrong.
    word : str
        What the expected number is called.
    """
    if numbers is None:
        message = f"{wrong.name} at step {step}: {wrong.fault}"
        return Divergence(step, wrong.name, message=message)
    right = numbers.error <= numbers.bound
    flat = int(np.argmin(np.ravel(right)))
    index = [int(i) for i in np.unravel_index(flat, np.shape(right))]
    wanted, got, error, bound = (
        float(np.ravel(array)[flat]) for array in numbers
    )
    return Divergence(
        step,
        wrong.name,
        index,
        wanted,
        got,
        error,
        bound,
        message=(
            f"{wrong.name}{index or ''} at step {step}: {word} {wanted!r}, "
            f"got {got!r}; error {error:.3g}, tolerance {bound:.3g}"
        ),
    )


def first_of(found: Sequence[Wrong]) -> tuple[Wrong, list[str]]:
    """The first step, then the first quantity; what else is wrong there."""
    row = min(wrong.row for wrong in found)
    first, *rest = [wrong for wrong in found if wrong.row == row]
    return first, [wrong.name for wrong in rest]


def wrong_form(
    expected: np.ndarray, actual: np.ndarray | None
) -> tuple[int, str] | None:
    """Row and words of what is missing or of another shape."""
    if actual is None:
        return 0, "the port did not deliver it"
    if actual.shape[1:] != expected.shape[1:]:
        shapes = f"{_shape(expected)}, got {_shape(actual)}"
        return 0, f"expected the shape {shapes}"
    if len(actual) != len(expected):
        row = min(len(expected), len(actual))
        return row, f"expected {len(expected)} steps, got {len(actual)}"
    return None


def numbers_at(
    name: str,
    row: int,
    expected: Mapping[str, np.ndarray],
    actual: Trace,
    bounds: Trace,
) -> Numbers:
    """A quantity at one row of its stack."""
    wanted, got = expected[name][row], actual[name][row]
    with np.errstate(invalid="ignore", over="ignore"):
        error = np.abs(got - wanted)
    return Numbers(wanted, got, error, bounds[name][row])


def _shape(stack: np.ndarray) -> str:
    return " x ".join(map(str, stack.shape[1:])) or "of a number"
