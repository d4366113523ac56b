"""Turn balls into decimal text of which every digit is proved.

A value is stored as the decimal nearest to the truth, with 20 significant
digits: both ends of the enclosure round to it.  Twenty digits and not a
double, because an error of a fraction of an ULP can only be seen against a
truth that is finer than an ULP; rounded and not cut, because the text is
then a property of the truth, the same whatever precision it was found with.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Context
from typing import Any

import numpy as np

from ...errors.libraries import flint
from .arithmetic import Number

DIGITS = 20
SPARE_DIGITS = 12  # with these both ends round alike, or very nearly always
NOTHING = 1e-40  # in training, an enclosure of 0 within it is stored as 0
VANISHED, OVERFLOWN = "1e-400", "1e+400"  # far outside of the doubles

Text = str | list[Any]


def proved_text(
    ball: Number, digits: int = DIGITS, nothing: float = 0.0
) -> str | None:
    """Decimal nearest to the truth, or None if the ball is too wide.

    Parameters
    ----------
    ball : flint.arb
    digits : int
        Significant digits.
    nothing : float
        Bound below which a ball around 0 counts as 0.

    Returns
    -------
    str or None
        "0" below 1e-400 and "inf" above 1e400, which no double can hold;
        "0" also for a ball around 0 that lies within `nothing` of it.
    """
    if not ball.is_finite():
        return None
    arb, size = flint().arb, abs(ball)
    if size < arb(VANISHED):
        return "0"
    if size > arb(OVERFLOWN):
        return "inf" if ball > 0 else "-inf"
    middle, radius, exponent = ball.mid_rad_10exp(digits + 2 * SPARE_DIGITS)
    low, high = (int(end) for end in (middle - radius, middle + radius))
    if low <= 0 <= high:
        return "0" if float(size.upper()) <= nothing else None
    text, other = (rounded(e, int(exponent), digits) for e in (low, high))
    return text if text == other else None


def rounded(number: int, exponent: int, digits: int) -> str:
    """Round number x 10^exponent to significant digits, without end zeros."""
    context = Context(prec=digits, rounding=ROUND_HALF_EVEN)
    decimal = context.create_decimal(f"{number}e{exponent}")
    return str(decimal.normalize(context)).lower()


def bits_for(digits: int) -> int:
    """Relative accuracy, in bits, that a ball needs for its digits."""
    return math.ceil((digits + SPARE_DIGITS) * math.log2(10))


def is_proved(value: np.ndarray, digits: int) -> bool:
    """Whether every ball of an array is narrow enough for its digits."""
    wide = _accuracy(value).astype(float) < bits_for(digits)
    return not wide.any() or bool((_bounds(value[wide]) <= NOTHING).all())


_accuracy = np.frompyfunc(lambda x: x.rel_accuracy_bits(), 1, 1)
_bounds = np.frompyfunc(lambda x: float(abs(x).upper()), 1, 1)


def proved_texts(value: np.ndarray, digits: int = DIGITS) -> Text | None:
    """Text of each ball of a matrix, as a list of rows.

    Returns
    -------
    list of list of str, or None
        None if a ball is too wide.
    """
    texts = [
        [proved_text(ball, digits, NOTHING) for ball in row] for row in value
    ]
    whole = all(text is not None for row in texts for text in row)
    return texts if whole else None
