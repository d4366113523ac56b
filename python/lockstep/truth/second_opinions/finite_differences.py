"""Check certified gradients without the backward pass.

(L(w + h d) - L(w - h d)) / 2h in ball arithmetic of 1024 bits with
h = 2^-300: what differs from the derivative along d is of the size of h^2,
far below the digits that are stored.  Only the forward pass and the loss
are used.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ...cases.load import TrainingCase
from ..arithmetic.arithmetic import Arithmetic, Numbers
from ..arithmetic.balls import Balls
from ..formulas.network import WitnessNetwork
from ..formulas.witness import Values, Witness

PRECISION = 1024
SHIFT = 2.0**-300
N_DIRECTIONS = 3
FEW = 40  # so many parameters are also moved one by one
ALLOWED = 1e-18  # of the sum of magnitudes; the gradients have 20 digits


class Check(NamedTuple):
    """How far gradients and finite differences are apart."""

    n_directions: int
    relative_error: float

    @property
    def passed(self) -> bool:
        """Whether they agree."""
        return self.relative_error <= ALLOWED


class _OnOneSide(WitnessNetwork):
    """A network whose relu units stay on the side where they first were.

    relu has no derivative at 0; there it is taken as that of the side on
    which the unit is off, here as in the backward pass.
    """

    def __init__(self, network: Any, arithmetic: Arithmetic) -> None:
        super().__init__(network, arithmetic)
        self.sides: Values = {}

    def indicator(self, Z: Numbers, name: str = "Z") -> Numbers:
        if name not in self.sides:
            self.sides[name] = super().indicator(Z, name)
        return self.sides[name]


def check_gradients(
    case: TrainingCase,
    step: int,
    parameters: dict[str, np.ndarray],
    gradients: dict[str, Numbers],
) -> Check:
    """Compare gradients with finite differences.

    Parameters
    ----------
    case : TrainingCase
    step : int
        It chooses the batch and the dropout masks.
    parameters : dict of ndarray
        Doubles at which the gradients were taken.
    gradients : dict of array of balls
        dW1, db1, ...
    """
    arithmetic = Balls(PRECISION)
    with arithmetic.working():
        run = Witness(case, arithmetic)
        run.network = _OnOneSide(case.network, arithmetic)
        start, _ = run.start(parameters)
        run.loss(step, start)  # settles on which side every unit is
        worst, directions = 0.0, _directions(parameters)
        for direction in directions:
            exact = {n: arithmetic.exact(d) for n, d in direction.items()}
            slope = _slope(run, step, start, exact, arithmetic)
            terms = [(gradients["d" + n] * d).ravel() for n, d in exact.items()]
            flat = np.concatenate(terms)
            apart = float(abs(slope - flat.sum()).upper())
            size = float(sum(abs(term) for term in flat).upper())
            worst = max(worst, apart / size if size else apart)
    return Check(len(directions), float(f"{worst:.1e}"))


def _slope(
    run: Witness, step: int, start: Values, direction: Values, a: Arithmetic
) -> object:
    """Central difference of the loss along a direction."""
    h = a.exact(SHIFT)
    above, below = (
        run.loss(step, {n: w + side * direction[n] for n, w in start.items()})
        for side in (h, -h)
    )
    return ((above - below) / (h + h))[0, 0]


def _directions(
    parameters: dict[str, np.ndarray],
) -> list[dict[str, np.ndarray]]:
    """Random signs for all parameters; each by itself if there are few."""
    stream = np.random.RandomState(0)
    directions = [
        {
            name: stream.choice([-1.0, 1.0], size=value.shape)
            for name, value in parameters.items()
        }
        for _ in range(N_DIRECTIONS)
    ]
    if sum(value.size for value in parameters.values()) > FEW:
        return directions
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            single = {n: np.zeros(v.shape) for n, v in parameters.items()}
            single[name][index] = 1.0
            directions.append(single)
    return directions
