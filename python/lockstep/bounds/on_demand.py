"""Bounds of a chunk of steps, computed only where they decide.

A bound costs several times its step.  Nearly every error is below what the
roundings of the last sum alone allow, which is cheap to tell: it settles
that the step is right.  The full bound is needed where it does not, and
where a step may be the nearest to its bound.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from ..traces.chunks import chosen
from ..traces.trace import Trace
from .training import one_sided

Rows = np.ndarray  # numbers of steps within a chunk
Change = Callable[[Trace, Rows], Trace]


class OnDemand:
    """Bounds of steps, the full ones only of those that are asked for.

    Parameters
    ----------
    n_steps : int
    least : callable
        Gives what no bound of these steps is below, and at least 0; may
        have fewer columns than the bounds.
    full : callable
        Gives the bounds of some steps.
    """

    def __init__(
        self,
        n_steps: int,
        least: Callable[[], Trace],
        full: Callable[[Rows], Trace],
    ) -> None:
        self.n_steps = n_steps
        self._make_least, self._make_full = least, full
        self._found: Trace = {}
        self._is_known = np.zeros(n_steps, dtype=bool)

    @classmethod
    def given(cls, bounds: Trace) -> OnDemand:
        """Bounds that are all known."""
        n_steps = len(next(iter(bounds.values())))
        return cls(n_steps, lambda: bounds, lambda rows: chosen(bounds, rows))

    @cached_property
    def least(self) -> Trace:
        """What no bound is below."""
        return self._make_least()

    def at(self, rows: Rows) -> Trace:
        """Bounds of all steps; infinite at those that nobody asked for."""
        new = rows[~self._is_known[rows]]
        if new.size:
            for name, bound in self._make_full(new).items():
                if name not in self._found:
                    shape = (self.n_steps, *bound.shape[1:])
                    self._found[name] = np.full(shape, np.inf)
                self._found[name][new] = bound
            self._is_known[new] = True
        return self._found

    def changed(self, change: Change) -> OnDemand:
        """Bounds that are made of these.

        Parameters
        ----------
        change : callable
            Makes them of the bounds of some steps, or of what these are not
            below, and the numbers of the steps.
        """
        every = np.arange(self.n_steps)
        return OnDemand(
            self.n_steps,
            lambda: change(self.least, every),
            lambda rows: change(chosen(self.at(rows), rows), rows),
        )

    def one_sided(self) -> OnDemand:
        """Bounds on the distance from the truth, where only one side errs."""
        return self.changed(lambda bounds, rows: one_sided(bounds))

    def replaced(self, own: Trace) -> OnDemand:
        """Other bounds for some of the quantities."""
        return self.changed(
            lambda bounds, rows: {**bounds, **chosen(own, rows)}
        )
