"""What should follow from a port's own steps, whatever else it shows.

A step is held against the port's own step before it, and so is built upon
the gradients and the state that the port shows.  If one of them is wrong, it
is its own fault and its level's; but level 1, which judges parameters, must
not take it for granted: for it both are computed along the run, as for a port
that shows none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..bounds.on_demand import OnDemand
from ..ports.train import TrainedChunk
from ..traces.quantities import gradient_of
from ..traces.trace import Trace
from .chunk import Chunk
from .hidden import HiddenState
from .run import ReferenceRun
from .steps import OwnSteps


class Dues:
    """What is due of the steps of a run, chunk after chunk.

    Parameters
    ----------
    reference : ReferenceRun
    agrees : callable
        Whether numbers are within bounds of what is expected.
    picks : sequence of callable
        Each keeps the quantities of a group that is judged by itself.  A
        group without gradients and state must stand without them.

    Attributes
    ----------
    used : dict of ndarray
        Gradients and state, which a port may show and an update uses.
    trusted : dict of ndarray
        What of the last steps, as the port shows it, all else is built upon.
    """

    def __init__(
        self,
        reference: ReferenceRun,
        agrees: Callable[[Trace, Trace, OnDemand], bool],
        picks: Sequence[Callable[[Trace], Trace]],
    ) -> None:
        self._reference, self._agrees = reference, agrees
        self._zeros = reference.initial_state()
        parameters = reference.case.parameters
        gradients = {gradient_of(name): p for name, p in parameters.items()}
        self.used = {**gradients, **self._zeros}
        self.trusted: Trace = {}
        self._hidden: HiddenState | None = None
        self._is_trusted = True
        self._is_settled = all(pick(self.used) for pick in picks)

    def of(
        self, chunk: Chunk, own: TrainedChunk, usable: Trace
    ) -> tuple[OwnSteps, OwnSteps]:
        """What is due of the next steps.

        Parameters
        ----------
        chunk : Chunk
        own : TrainedChunk
        usable : dict of ndarray
            What the port shows in its right form.

        Returns
        -------
        shown, sure : OwnSteps
            By gradients and state as they are shown, and by none that is
            wrong.
        """
        alone = {n: v for n, v in usable.items() if n not in self.used}
        self.trusted = trusted = usable if self._is_trusted else alone
        before = self._hidden
        due, after = self._reference.own_steps(
            chunk, trusted, own.start, before
        )
        sure = due
        if not self._is_settled and not self._follow(due, trusted):
            self._is_trusted, self._is_settled = False, True
            self.trusted = alone
            if self._zeros and before is None:
                before = HiddenState(own.start.state or self._zeros)
            sure, after = self._reference.own_steps(
                chunk, alone, own.start, before
            )
        self._hidden = after
        return due, sure

    def _follow(self, due: OwnSteps, trusted: Trace) -> bool:
        """Whether gradients and state, where they are shown, follow."""
        wanted = {
            name: value
            for name, value in due.expected.items()
            if name in self.used and name in trusted
        }
        return self._agrees(wanted, trusted, due.bounds)
