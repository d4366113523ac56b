"""Drift that is systematic: errors of updates that all point one way.

A step may be off by its bound, and a small error hides below it.  But what
rounding does to a parameter points up as often as down, while a learning
rate that is too large makes every update too large by one share of itself.
So what the updates u of a run are off by, r, is fitted as a share of u, by
weighted least squares.

A right port may have a share, too: the operations that lead to an update
round, perhaps always in one direction.  In each parameter that is at most
what the bound of its update says.  In all parameters alike it is far less,
for only the roundings of scalars are common to them: of the learning rate,
of one over the number of samples, of powers.  So either a share above its
bound is systematic, or one that all parameters have in common, above what
scalars round.  What is left are roundings of the last difference, of which
each sign is as likely as the other, whatever their sizes: by Hoeffding's
inequality their sum is more than x times the root of the sum of their
squares with a chance of at most 2 exp(-x^2 / 2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..bounds.library import power_error
from ..bounds.rounding import PER_UNIT, UNIT_ROUNDOFF, between
from ..bounds.updates import ROUNDINGS, is_corrected
from ..cases.load import TrainingCase
from ..traces.chunks import chosen
from ..traces.trace import Trace
from .steps import OwnSteps

# That a right port is said to drift systematically, for each parameter.
CHANCE = 1e-10
ERRORS = math.sqrt(2.0 * math.log(2.0 / CHANCE))
# An update of fewer last places may round to the same side every time.
LAST_PLACES = 1024.0
# An update of which less is sure, as that of a tie, says nothing of shares.
SURE = 2.0**-20
FINE = 1e-13
OF_MEAN = 3  # roundings of a mean over the samples: see `output_error`
MOST = 200  # steps of a chunk that are looked at


@dataclass
class _Sums:
    """Sums over the elements and steps of a parameter.

    An element that shows a share of `FINE` weighs w = 1 / u^2, so that its
    r / u counts as much as another's; those that are less fine weigh less.
    """

    step: int  # the first that is off
    squares: float = 0.0  # w u^2
    products: float = 0.0  # w r u
    spread: float = 0.0  # (w r u)^2
    allowed: float = 0.0  # w |u| times what the update may be off by

    def add(
        self,
        error: np.ndarray,
        update: np.ndarray,
        allowed: np.ndarray,
        last_place: np.ndarray,
    ) -> None:
        """Add elements: what they are off by, and may be off by."""
        size = np.maximum(np.abs(update), last_place / FINE)
        error, update, allowed = error / size, update / size, allowed / size
        products = error * update
        self.squares += float((update**2).sum())
        self.products += float(products.sum())
        self.spread += float((products**2).sum())
        self.allowed += float((np.abs(update) * allowed).sum())

    @property
    def share(self) -> float:
        """What the updates are too large by, of themselves."""
        return self.products / self.squares

    @property
    def doubt(self) -> float:
        """What chance may add to the share, up or down."""
        return ERRORS * math.sqrt(self.spread) / self.squares

    def exceeds(self, allowed: float) -> bool:
        """Whether chance and what is allowed do not explain the share."""
        return abs(self.share) > allowed + self.doubt

    @property
    def is_systematic(self) -> bool:
        """Whether the bound of the updates does not explain the share."""
        return self.exceeds(self.allowed / self.squares)


@dataclass(frozen=True)
class Systematic:
    """A share of itself by which each update of a run is off.

    Attributes
    ----------
    step : int
        The first step that shows it.
    quantity : str
        The parameter that shows it best.
    is_common : bool
        Whether all parameters have the same share.
    share, doubt : float
        Larger if positive; and how well it is known.
    """

    step: int
    quantity: str
    is_common: bool
    share: float
    doubt: float

    @property
    def note(self) -> str:
        """What was found, in a sentence."""
        what = "update" if self.is_common else f"update of {self.quantity}"
        size = "larger" if self.share > 0 else "smaller"
        return (
            f"every step is within its bounds, but every {what} is {size} "
            f"by {abs(self.share):.1e} of itself, give or take "
            f"{self.doubt:.0e}: systematic, not rounding"
        )

    @property
    def diagnosis(self) -> str:
        """What it may be."""
        return "a constant with too few digits, such as the learning rate?"


class Residuals:
    """What the updates of a port's run are off by.

    Parameters
    ----------
    case : TrainingCase
    """

    def __init__(self, case: TrainingCase) -> None:
        self._bound_share = case.fields.get("bound_share", 1.0)
        self._n_parameters = len(case.parameters)
        self._of_scalars = _of_scalars(case)
        self._sums: dict[str, _Sums] = {}

    def add(self, first_step: int, due: OwnSteps, trace: Trace) -> None:
        """Add steps, each of which is within its bounds.

        Parameters
        ----------
        first_step : int
        due : OwnSteps
        trace : dict of ndarray
            The port's.
        """
        rows = _rows(due, trace)
        if not rows.size:
            return
        bounds = chosen(due.bounds.at(rows), rows)
        for name, before in due.starts.parameters.items():
            value, bound = due.expected[name][rows], bounds[name]
            error = trace[name][rows] - value
            update = value - before[rows]
            size = np.abs(value)
            # A parameter's bound is that of its update, and of a difference.
            doubt = bound / self._bound_share - PER_UNIT * size
            doubt = np.maximum(doubt, 0.0)
            counts = np.abs(update) > LAST_PLACES * UNIT_ROUNDOFF * size
            counts &= (size > 0) & (doubt < SURE * np.abs(update))
            is_off = (counts & (error != 0)).reshape(len(error), -1).any(axis=1)
            if is_off.any():
                step = first_step + int(rows[np.argmax(is_off)])
                sums = self._sums.setdefault(name, _Sums(step))
                parts = error, update, doubt, PER_UNIT * size
                sums.add(*(part[counts] for part in parts))

    def finding(self) -> Systematic | None:
        """The share that rounding does not explain, if there is one."""
        sums = self._sums
        if not sums:
            return None
        best = min(sums, key=lambda name: sums[name].doubt)
        is_common = len(sums) == self._n_parameters > 1 and all(
            one.exceeds(self._of_scalars) and _agree(sums[best], one)
            for one in sums.values()
        )
        found = [name for name in sums if sums[name].is_systematic]
        if not is_common and not found:
            return None
        name = best if is_common else found[0]
        return Systematic(
            min(one.step for one in sums.values()),
            name,
            is_common,
            sums[name].share,
            sums[name].doubt,
        )


def _rows(due: OwnSteps, trace: Trace) -> np.ndarray:
    """Some of the steps that are off at all, evenly spread."""
    is_off = np.any(
        [
            (trace[name] != due.expected[name])
            .reshape(len(trace[name]), -1)
            .any(axis=1)
            for name in due.starts.parameters
        ],
        axis=0,
    )
    rows = np.flatnonzero(is_off)
    return rows[:: max(1, -(-len(rows) // MOST))]


def _agree(one: _Sums, other: _Sums) -> bool:
    """Whether two shares are the same, as far as they are known."""
    return abs(one.share - other.share) <= one.doubt + other.doubt


def _of_scalars(case: TrainingCase) -> float:
    """What the roundings of scalars may make all updates too large by."""
    settings, n_steps = case.optimizer, case.steps
    n_roundings = float(ROUNDINGS[settings.name] + OF_MEAN)
    if settings.schedule != "constant" or is_corrected(settings):
        n_roundings += float(power_error(n_steps))
    return float(between(n_roundings))
