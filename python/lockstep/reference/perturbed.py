"""Reference runs from weights moved by one ULP, beside the reference's own."""

from __future__ import annotations

import numpy as np

from ..ports.bridge.session import Session
from ..traces.chunks import start_after
from ..traces.trace import Start, Trace
from .envelope import N_RUNS, Envelope, distance, moved_by_one_ulp


class MovedRuns:
    """Trains from moved weights and measures how far that leads.

    Parameters
    ----------
    session : Session
        A running `ReferenceAdapter` whose case is open.
    parameters : dict of ndarray
        The case's initial ones.
    """

    def __init__(self, session: Session, parameters: Trace) -> None:
        self._session = session
        self._starts = [
            Start(moved_by_one_ulp(parameters, run), None)
            for run in range(N_RUNS)
        ]
        self._chunks: list[Trace] = []

    def measure(self, first_step: int, trace: Trace) -> None:
        """Train on, through a chunk that the reference has made."""
        n_steps = len(trace["loss"])
        largest = {name: np.zeros(n_steps) for name in trace}
        for run, start in enumerate(self._starts):
            moved, _ = self._session.call("train", first_step, n_steps, start)
            self._starts[run] = start_after(moved, start.parameters)
            for name, values in distance(trace, moved).items():
                largest[name] = np.maximum(largest[name], values)
        self._chunks.append(largest)

    def distances(self) -> Trace:
        """Largest distances at each step, over all chunks so far."""
        return {
            name: np.concatenate([chunk[name] for chunk in self._chunks])
            for name in self._chunks[0]
        }

    def envelope(self) -> Envelope:
        """Envelope of these distances."""
        return Envelope.of_distances(self.distances())
