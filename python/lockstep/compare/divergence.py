"""Where two traces part, said in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .findings import Divergence


class Parted(Exception):
    """Two traces part; carries the first place and a sentence."""

    def __init__(self, divergence: Divergence, message: str) -> None:
        super().__init__(message)
        self.divergence = divergence


class Context(NamedTuple):
    """What else is known of the step at which two traces part."""

    agreed: Sequence[str]
    also_wrong: Sequence[str]

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
            list(self.agreed),
            list(self.also_wrong),
        )


NOTHING_ELSE = Context((), ())


def first_part(
    name: str,
    row: int,
    expected: np.ndarray,
    actual: np.ndarray | None,
    bound: np.ndarray,
    first_step: int,
    context: Context,
) -> Parted:
    """Describe what is wrong with a quantity at one row of its stack."""
    step = first_step + row
    fault = _wrong_form(expected, actual, row)
    if fault or actual is None:
        empty = context.place(step, name, [], (None,) * 4)
        return Parted(empty, f"{name} at step {step}: {fault}")
    error = np.abs(actual[row] - expected[row])
    numbers = (expected[row], actual[row], error, bound[row])
    return wrong_element(name, step, error <= bound[row], numbers, context)


def wrong_element(
    name: str,
    step: int,
    right: np.ndarray,
    numbers: Sequence[np.ndarray],
    context: Context = NOTHING_ELSE,
    word: str = "expected",
) -> Parted:
    """Describe the first element that is not right.

    Parameters
    ----------
    name : str
        Of the quantity.
    step : int
    right : ndarray of bool
        Which elements of the quantity are right at this step.
    numbers : sequence of ndarray
        What was wanted, what was got, the error and the tolerance of each
        element.
    context : Context
    word : str
        What the wanted number is called.
    """
    flat = int(np.argmin(np.ravel(right)))
    index = [int(i) for i in np.unravel_index(flat, np.shape(right))]
    wanted, got, error, bound = (
        float(np.ravel(array)[flat]) for array in numbers
    )
    message = (
        f"{name}{index or ''} at step {step}: {word} {wanted!r}, "
        f"got {got!r}; error {error:.3g}, tolerance {bound:.3g}"
    )
    place = context.place(step, name, index, (wanted, got, error, bound))
    return Parted(place, message)


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
