"""Drift that is systematic: errors of updates that all point one way.

A step may be off by its bound, and a small error hides below it.  But what
rounding does to a parameter points up as often as down, while a learning
rate that is too large makes every update too large by one share of itself.
So what the updates u of a run are off by, r, is fitted as a share of u, by
weighted least squares.  A port that shows its gradients is held to updates
made of them; so the gradients are fitted as well.

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
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..bounds.library import power_error
from ..bounds.rounding import PER_UNIT, UNIT_ROUNDOFF, between
from ..bounds.updates import ROUNDINGS, is_corrected
from ..cases.load import TrainingCase
from ..traces.chunks import chosen
from ..traces.quantities import gradient_of
from ..traces.trace import Trace
from .steps import OwnSteps

# That a right port is said to drift systematically, for each parameter.
CHANCE = 1e-10
ERRORS = math.sqrt(2.0 * math.log(2.0 / CHANCE))
# An update of fewer last places may round to the same side every time.
LAST_PLACES = 1024.0
# An update of which less is sure, as that of a tie, says nothing of shares.
SURE = 2.0**-20
FINE = 1e-13  # a share of an update, and of a gradient, which is a sum
FINE_SUM = 1e-11
OF_MEAN = 3  # roundings of a mean over the samples: see `output_error`
MOST = 200  # steps of a chunk that are looked at


@dataclass
class _Sums:
    """Sums over the elements and steps of a parameter.

    An element that shows a fine share weighs w = 1 / u^2, so that its r / u
    counts as much as another's; those that are less fine weigh less.
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
        least: np.ndarray,
    ) -> None:
        """Add elements: what they are off by, and may be off by.

        Each that is not below `least` shows a fine share.
        """
        size = np.maximum(np.abs(update), least)
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
    """A share of itself by which each update, or gradient, of a run is off.

    Attributes
    ----------
    step : int
        The first step that shows it.
    quantity : str
        The parameter, or gradient, that shows it best.
    is_common : bool
        Whether all have the same share.
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
        what = "gradient" if self._is_of_gradients else "update"
        what += "" if self.is_common else f" of {self.quantity}"
        size = "larger" if self.share > 0 else "smaller"
        return (
            f"every step is within its bounds, but every {what} is {size} "
            f"by {abs(self.share):.1e} of itself, give or take "
            f"{self.doubt:.0e}: systematic, not rounding"
        )

    @property
    def diagnosis(self) -> str:
        """What it may be."""
        what = "the learning rate"
        if self._is_of_gradients:
            what = "one over the number of samples"
        return f"a constant with too few digits, such as {what}?"

    @property
    def _is_of_gradients(self) -> bool:
        return self.quantity.startswith("d")


class Residuals:
    """What the updates and the gradients of a port's run are off by.

    Parameters
    ----------
    case : TrainingCase
    """

    def __init__(self, case: TrainingCase) -> None:
        self._bound_share = case.fields.get("bound_share", 1.0)
        self._n_parameters = len(case.parameters)
        self._of_scalars = _of_scalars(case)
        self._updates: dict[str, _Sums] = {}
        self._gradients: dict[str, _Sums] = {}

    def add(self, first_step: int, due: OwnSteps, trace: Trace) -> None:
        """Add steps, each of which is within its bounds.

        Parameters
        ----------
        first_step : int
        due : OwnSteps
        trace : dict of ndarray
            The port's: parameters, and gradients if they are judged.
        """
        self._add_updates(first_step, due, trace)
        if all(gradient_of(name) in trace for name in due.starts.parameters):
            self._add_gradients(first_step, due, trace)

    def _add_updates(
        self, first_step: int, due: OwnSteps, trace: Trace
    ) -> None:
        rows = _rows(due.starts.parameters, due.expected, trace)
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
            parts = error, update, doubt, PER_UNIT / FINE * size
            _add(self._updates, name, first_step + rows, counts, *parts)

    def _add_gradients(
        self, first_step: int, due: OwnSteps, trace: Trace
    ) -> None:
        names = list(map(gradient_of, due.starts.parameters))
        rows = _rows(names, due.computed, trace)
        if not rows.size:
            return
        for name in names:
            value = due.computed[name][rows]
            error = trace[name][rows] - value
            counts = (value != 0) & np.isfinite(error)
            # A part of the bound will do: it weighs, and allows nothing.
            least = due.own_bounds.least[name][rows]
            parts = error, value, least, least / FINE_SUM
            _add(self._gradients, name, first_step + rows, counts, *parts)

    def finding(self) -> Systematic | None:
        """The share that rounding does not explain, if there is one."""
        common = self._common(self._updates)
        if common is not None:
            return common
        for name, sums in self._updates.items():
            if sums.is_systematic:
                return _told(self._updates, name, is_common=False)
        return self._common(self._gradients)

    def _common(self, sums: dict[str, _Sums]) -> Systematic | None:
        """The share of all alike, if scalars do not explain it."""
        if not len(sums) == self._n_parameters > 1:
            return None
        best = min(sums, key=lambda name: sums[name].doubt)
        is_common = all(
            one.exceeds(self._of_scalars) and _agree(sums[best], one)
            for one in sums.values()
        )
        return _told(sums, best, is_common=True) if is_common else None


def _told(sums: dict[str, _Sums], name: str, *, is_common: bool) -> Systematic:
    step = min(one.step for one in sums.values())
    return Systematic(step, name, is_common, sums[name].share, sums[name].doubt)


def _add(
    sums: dict[str, _Sums],
    name: str,
    steps: np.ndarray,
    counts: np.ndarray,
    *parts: np.ndarray,
) -> None:
    """Add what counts of some steps, unless nothing of it is off."""
    is_off = (counts & (parts[0] != 0)).reshape(len(steps), -1).any(axis=1)
    if is_off.any():
        step = int(steps[np.argmax(is_off)])
        kept = (part[counts] for part in parts)
        sums.setdefault(name, _Sums(step)).add(*kept)


def _rows(names: Iterable[str], expected: Trace, trace: Trace) -> np.ndarray:
    """Some of the steps that are off at all, evenly spread."""
    is_off = np.any(
        [
            (trace[name] != expected[name])
            .reshape(len(trace[name]), -1)
            .any(axis=1)
            for name in names
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
