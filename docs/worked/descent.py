"""Gradient descent on functions that can be followed by hand."""

from __future__ import annotations

import numpy as np

from .tables import table

LOWEST = 3.0


def parabola(w: np.ndarray) -> np.ndarray:
    """L(w) = (w - 3)^2, lowest at 3."""
    return (w - LOWEST) ** 2


def parabola_path(rate: float, steps: int) -> np.ndarray:
    """Weights that descent visits from 0, steps + 1 of them."""
    path = [0.0]
    for _ in range(steps):
        path.append(path[-1] - rate * 2 * (path[-1] - LOWEST))
    return np.array(path)


def bowl(w: np.ndarray) -> np.ndarray:
    """L(w) = w_1^2 / 2 + 9 w_2^2 / 2; w is 2 x any shape."""
    return w[0] ** 2 / 2 + 9 * w[1] ** 2 / 2


def bowl_path(rate: float, steps: int) -> np.ndarray:
    """Weights that descent visits from (-4, 2); (steps + 1) x 2."""
    path = [np.array([-4.0, 2.0])]
    for _ in range(steps):
        path.append(path[-1] - rate * np.array([1.0, 9.0]) * path[-1])
    return np.array(path)


def two_rates() -> str:
    """Four steps on the parabola, with a good rate and one too high."""
    good, bad = parabola_path(0.25, 4), parabola_path(1.1, 4)
    rows = [
        [step, a, parabola(a), b, parabola(b)]
        for step, (a, b) in enumerate(zip(good, bad, strict=True))
    ]
    heads = ["step", "$w$, rate 0.25", "$L$", "$w$, rate 1.1", "$L$"]
    return table(heads, rows)
