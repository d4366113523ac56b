"""What should follow from a port's own steps, whatever its state is worth.

A step is held against the port's own step before it, and so is built upon
the state that the port shows.  If that state is wrong, it is the state's
fault and its level's; but the levels below, which judge parameters, must
not take it for granted: for them it is computed along the run, as for a port
that shows none.
"""

from __future__ import annotations

from collections.abc import Callable

from ..bounds.on_demand import OnDemand
from ..ports.train import TrainedChunk
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
    """

    def __init__(
        self,
        reference: ReferenceRun,
        agrees: Callable[[Trace, Trace, OnDemand], bool],
    ) -> None:
        self._reference, self._agrees = reference, agrees
        self._zeros = reference.initial_state()
        self._hidden: HiddenState | None = None
        self._is_right = True  # the state that was shown so far

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
            By the state that is shown, and by none that is wrong.
        """
        hidden = {n: v for n, v in usable.items() if n not in self._zeros}
        trusted = usable if self._is_right else hidden
        due, after = self._reference.own_steps(
            chunk, trusted, own.start, self._hidden
        )
        sure = due
        if after is None and self._zeros and not self._follows(due, usable):
            self._is_right = False
            before = HiddenState(own.start.state or self._zeros)
            sure, after = self._reference.own_steps(
                chunk, hidden, own.start, before
            )
        self._hidden = after
        return due, sure

    def _follows(self, due: OwnSteps, usable: Trace) -> bool:
        """Whether the state that is shown follows."""
        wanted = {name: due.expected[name] for name in self._zeros}
        return self._agrees(wanted, usable, due.bounds)
