"""The reference run that ports are compared with, a chunk at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from ..bounds.training import free_bounds
from ..cases.load import TrainingCase
from ..ports.bridge.reference_port import ReferencePort
from ..ports.port import PortFailure, PortUnavailable
from ..ports.train import TrainedChunk, case_chunks, train_in_chunks
from ..traces.chunks import starts_of
from ..traces.quantities import loss_and_gradients
from ..traces.trace import Start, Trace
from ..truth.known import Certified, certified_run, replayed_truth
from .chunk import Chunk
from .envelope import stored_envelope
from .perturbed import MovedRuns
from .spool import Spool
from .steps import OwnSteps, ReferenceSteps


class ReferenceRun(ReferenceSteps):
    """Trains the reference and keeps its chunks for all ports.

    Parameters
    ----------
    port : ReferencePort
        Its case is open.
    case : TrainingCase
    steps : int
    measure : bool
        Measure the envelope anew, even where one is stored.
    certified : bool
        Know what is true of the steps, too.
    """

    def __init__(
        self,
        port: ReferencePort,
        case: TrainingCase,
        steps: int,
        measure: bool = False,
        certified: bool = True,
    ) -> None:
        super().__init__(port, case)
        self.steps = steps
        self._limit = case.fields.get("comparable_steps", steps)
        self.ranges = case_chunks(case, steps)
        self._spool = Spool()
        self.failure = ""
        self._knows = certified
        self.certified = certified_run(case) if certified else {}
        self._news = threading.Condition()
        self._envelope = None if measure else stored_envelope(case, steps)
        self.moved = MovedRuns(port, case, steps)

    def produce(self, progress: Callable[[int], None]) -> None:
        """Compute all chunks; a failure is told to everyone who waits."""
        try:
            for own in train_in_chunks(self.port, self.case, self.steps):
                _check_finite(own)
                self._publish(self._chunk(own.first_step, own.trace, own.start))
                progress(own.first_step + own.n_steps)
        except (PortFailure, PortUnavailable) as error:
            self.stop(f"the reference failed: {error}")
        except Exception as error:
            self.stop(f"the judge failed: {type(error).__name__}: {error}")
            raise

    def _chunk(self, first_step: int, trace: Trace, start: Start) -> Chunk:
        starts = starts_of(trace, start)
        names = loss_and_gradients(start.parameters)
        errors = self.port.errors(first_step, starts.parameters, names)
        bounds = self.bounds(first_step, trace, errors, starts)
        envelope = self._envelope_of(first_step, trace)
        free, judged = free_bounds(trace, bounds, envelope, self._share)
        comparable = first_step + np.arange(len(trace["loss"])) < self._limit
        judged = {name: rows & comparable for name, rows in judged.items()}
        known = self._truth_of(first_step, starts)
        return Chunk(first_step, trace, starts, bounds, free, judged, known)

    def _truth_of(self, first_step: int, starts: Start) -> Certified:
        """Certified values of some steps, from given starts."""
        if not self._knows:
            return {}
        n_steps = len(starts.parameters["W1"])
        return replayed_truth(self.case, first_step, n_steps, starts)

    def own_steps(self, chunk: Chunk, trace: Trace, start: Start) -> OwnSteps:
        """What should follow from a port's own steps.

        Parameters
        ----------
        chunk : Chunk
            The reference's own of the same steps.
        trace : dict of ndarray
            The port's; only what has the form that is expected.
        start : Start
            What the first step started from.
        """
        first_step, starts = chunk.first_step, starts_of(trace, start)
        if _same_bits(starts, chunk.starts):
            computed, bounds = chunk.trace, chunk.replay_bounds
            truth = chunk.replay_truth
        else:
            computed, bounds = self.computed(first_step, starts)
            truth = self._truth_of(first_step, starts)
        due = self.with_updates(first_step, starts, trace, computed, bounds)
        return OwnSteps(starts, *due, computed, bounds, truth)

    def _envelope_of(self, first_step: int, trace: Trace) -> Trace:
        """E(t) of a chunk, from the fixtures or measured on the way."""
        envelope = self._envelope
        if envelope is None:
            self.moved.measure(trace)
            envelope = self.moved.envelope()
        return envelope.at(first_step, len(trace["loss"]))

    def _publish(self, chunk: Chunk) -> None:
        with self._news:
            self._spool.append(chunk)
            self._news.notify_all()

    def stop(self, reason: str) -> None:
        """Tell everyone who waits that no more chunks will come."""
        with self._news:
            self.failure = self.failure or reason
            self._news.notify_all()

    def chunk(self, number: int) -> Chunk:
        """Wait for a chunk.

        Raises
        ------
        PortUnavailable
            If the reference failed before it.
        """
        with self._news:
            self._news.wait_for(
                lambda: self.failure or len(self._spool) > number
            )
            if len(self._spool) <= number:
                raise PortUnavailable(self.failure)
        return self._spool[number]

    def close(self) -> None:
        """Remove what was kept."""
        self._spool.close()


def _check_finite(own: TrainedChunk) -> None:
    for name, value in own.trace.items():
        finite = np.isfinite(value).reshape(own.n_steps, -1).all(axis=1)
        if not finite.all():
            step = own.first_step + int(np.argmin(finite))
            raise PortFailure(
                f"{name} is not finite at step {step}; a smaller "
                "learning rate may help"
            )


def _same_bits(one: Start, other: Start) -> bool:
    """Whether steps start from the same numbers."""
    pairs = [
        (part or {}, same or {}) for part, same in zip(one, other, strict=True)
    ]
    return all(
        part.keys() == same.keys()
        and all(np.array_equal(part[name], same[name]) for name in part)
        for part, same in pairs
    )


@contextmanager
def producing(
    reference: ReferenceRun, progress: Callable[[int], None]
) -> Iterator[None]:
    """Compute the chunks in a thread, while others wait for them."""
    producer = threading.Thread(target=reference.produce, args=(progress,))
    producer.start()
    try:
        yield
    except KeyboardInterrupt:
        reference.port.kill()  # or the producer would finish its chunk
        raise
    finally:
        reference.stop("the run was ended")
        producer.join()
        reference.close()
