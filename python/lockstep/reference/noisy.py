"""Reference runs that round at random, beside the reference's own.

See `bounds.disturbed`: at every step every operation is moved by what it
may round, up or down at random.
"""

from __future__ import annotations

import numpy as np

from ..bounds.training import N_RUNS
from ..traces.chunks import start_after
from ..traces.trace import Start, Trace
from .chunk import Chunk
from .envelope import Envelope, distance
from .steps import ReferenceSteps


class NoisyRuns:
    """Trains with noise and measures how far that leads.

    Parameters
    ----------
    steps : ReferenceSteps
        The reference; its case is open.
    """

    def __init__(self, steps: ReferenceSteps) -> None:
        self._steps = steps
        self._starts = [Start(steps.case.parameters, None)] * N_RUNS
        self._chunks: list[Trace] = []

    @property
    def n_chunks(self) -> int:
        """Chunks measured so far."""
        return len(self._chunks)

    def measure(self, chunk: Chunk) -> None:
        """Train on, through the next chunk that the reference has made."""
        largest = {n: np.zeros(chunk.n_steps) for n in chunk.trace}
        first_step = chunk.first_step
        rates = self._steps.rates(first_step, chunk.n_steps)
        for run, start in enumerate(self._starts):
            trace = self._steps.port.disturbed(
                first_step, start, rates, [run, first_step]
            )
            self._starts[run] = start_after(trace, start.parameters)
            for name, values in distance(chunk.trace, trace).items():
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
