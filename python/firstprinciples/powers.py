"""Powers that have the same bits in the three languages."""

from __future__ import annotations

import math


def scalar_power(base: float, exponent: float) -> float:
    """Power of two numbers, by the C library but for squares.

    NumPy's powers of arrays have other bits than the C library's; R
    multiplies where the exponent is 2, which may differ in the last bit.
    """
    if exponent == 2:
        return float(base) * float(base)
    try:
        return float(base) ** float(exponent)
    except OverflowError:  # R and Octave give Inf
        return math.inf
