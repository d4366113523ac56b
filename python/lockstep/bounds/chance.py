"""How often a right port may be far from runs that were disturbed as it is.

A run that is disturbed at random at each step ends, to first order, at a
distance that is a norm of a Gaussian vector: many small errors, each carried
on linearly.  A right port's distance N0 and those of n measured runs, N1 to
Nn, then have one distribution, and

    P(N0 > c max(N1, ..., Nn))  <=  P(|x0| > c max(|x1|, ..., |xn|))

for independent normal x: of all norms of all Gaussian vectors, the absolute
value of a single number spreads most (the S-inequality of Latala and
Oleszkiewicz, "Gaussian measures of dilatations of convex symmetric sets",
Annals of Probability 27, 1999).  Errors that are smaller than those of the
measured runs only lower the chance (Anderson's inequality).
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

FARTHEST = 12.0  # a normal number is farther from 0 with chance 4e-33
N_POINTS = 100


def chance_beyond(factor: float, n_runs: int) -> float:
    """Chance that one distance exceeds a multiple of the largest of others.

    Parameters
    ----------
    factor : float
    n_runs : int
        Number of the others.

    Returns
    -------
    float
        Of absolute values of normal numbers: an upper bound for any norm.
    """
    # All others are below x / factor, where x is the one.
    points, weights = _quadrature()
    x = 0.5 * FARTHEST * (points + 1.0)
    density = math.sqrt(2.0 / math.pi) * np.exp(-0.5 * x**2)
    below = [math.erf(value / (factor * math.sqrt(2.0))) for value in x]
    terms = weights * density * np.array(below) ** n_runs
    return float(0.5 * FARTHEST * terms.sum())


@cache
def _quadrature() -> tuple[np.ndarray, np.ndarray]:
    """Gauss-Legendre, exact to rounding for these integrands."""
    return np.polynomial.legendre.leggauss(N_POINTS)


@cache
def factor_of(chance: float, n_runs: int) -> float:
    """The factor that a distance exceeds with a given chance.

    Parameters
    ----------
    chance : float
    n_runs : int
        Number of measured distances, of which the largest counts.
    """
    low, high = 1.0, 2.0
    while chance_beyond(high, n_runs) > chance:
        low, high = high, 2.0 * high
    while high - low > 1e-6 * high:
        middle = 0.5 * (low + high)
        if chance_beyond(middle, n_runs) > chance:
            low = middle
        else:
            high = middle
    return high
