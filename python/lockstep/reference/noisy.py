"""Reference runs that round at random, beside the reference's own.

See `bounds.disturbed`: at every step every operation is moved by what it
may round, up or down at random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from ..bounds.training import N_RUNS
from ..traces.chunks import start_after
from ..traces.trace import Start, Trace
from .chunk import Chunk
from .envelope import Envelope, distance
from .steps import ReferenceSteps


@dataclass
class _NoisyRun:
    """A run, as far as it was made, and its distances chunk by chunk."""

    seed: int
    start: Start
    chunks: list[Trace] = field(default_factory=list)


class NoisyRuns:
    """Trains with noise and measures how far that leads.

    Parameters
    ----------
    steps : ReferenceSteps
        The reference; its case is open.
    """

    def __init__(self, steps: ReferenceSteps) -> None:
        self._steps = steps
        start = Start(steps.case.parameters, None)
        self._runs = [_NoisyRun(seed, start) for seed in range(N_RUNS)]

    def measure(
        self, number: int, n_runs: int, chunk: Callable[[int], Chunk]
    ) -> None:
        """Let the first runs train on, to the end of a chunk.

        Parameters
        ----------
        number : int
            Of the chunk.
        n_runs : int
        chunk : callable
            Gives a chunk of the reference's own run by its number.
        """
        for run in self._runs[:n_runs]:
            while len(run.chunks) <= number:
                self._train(run, chunk(len(run.chunks)))

    def _train(self, run: _NoisyRun, chunk: Chunk) -> None:
        first_step = chunk.first_step
        rates = self._steps.rates(first_step, chunk.n_steps)
        trace = self._steps.port.disturbed(
            first_step, run.start, rates, [run.seed, first_step]
        )
        run.start = start_after(trace, run.start.parameters)
        run.chunks.append(distance(chunk.trace, trace))

    def distances(self, n_runs: int = N_RUNS) -> Trace:
        """Largest distances at each step that all of the first runs made."""
        runs = [run.chunks for run in self._runs[:n_runs]]
        n_chunks = min(map(len, runs))
        whole = [
            {
                name: np.concatenate([one[name] for one in chunks[:n_chunks]])
                for name in chunks[0]
            }
            for chunks in runs
        ]
        return {
            name: np.max([run[name] for run in whole], axis=0)
            for name in whole[0]
        }

    def envelope(self, n_runs: int = N_RUNS) -> Envelope:
        """Envelope of these distances; more runs never lower it."""
        return Envelope.of_distances(self.distances(n_runs))
