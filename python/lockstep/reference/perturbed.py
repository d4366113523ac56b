"""Reference runs from weights moved by one ULP, beside the reference's own."""

from __future__ import annotations

import numpy as np

from ..cases.load import TrainingCase
from ..ports.bridge.reference_port import ReferencePort
from ..ports.train import train_in_chunks
from ..traces.trace import Start, Trace
from .envelope import N_RUNS, Envelope, distance, moved_by_one_ulp


class MovedRuns:
    """Trains from moved weights and measures how far that leads.

    Parameters
    ----------
    port : ReferencePort
        Its case is open.
    case : TrainingCase
    steps : int
    """

    def __init__(
        self, port: ReferencePort, case: TrainingCase, steps: int
    ) -> None:
        starts = [
            Start(moved_by_one_ulp(case.parameters, run), None)
            for run in range(N_RUNS)
        ]
        self._runs = [train_in_chunks(port, case, steps, s) for s in starts]
        self._chunks: list[Trace] = []

    @property
    def n_chunks(self) -> int:
        """Chunks measured so far."""
        return len(self._chunks)

    def measure(self, trace: Trace) -> None:
        """Train on, through the next chunk that the reference has made."""
        largest = {name: np.zeros(len(trace["loss"])) for name in trace}
        for run in self._runs:
            for name, values in distance(trace, next(run).trace).items():
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
