"""The reference run that ports are compared with, a chunk at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping

import numpy as np

from ..bounds.training import N_RUNS, free_bounds, is_comparable
from ..cases.load import TrainingCase
from ..errors import InputError, PortFailure, PortUnavailable
from ..ports.train import TrainedChunk, case_chunks
from ..traces.chunks import starts_of
from ..traces.quantities import Quantity, gradient_of
from ..traces.trace import Start, Trace
from ..truth.known import Certified, certified_run, replayed_truth
from .chunk import Chunk
from .envelope import stored_envelope
from .hidden import HiddenState, own_steps_without_state
from .noisy import NoisyRuns
from .port import ReferencePort, train_in_chunks
from .spool import Spool
from .steps import OwnSteps, ReferenceSteps, steps_of


class ReferenceRun(ReferenceSteps):
    """Trains the reference when its steps are asked for; keeps them for all.

    Nothing is known before the first question: a port trains first, and
    finds no answers to read.

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
    progress : callable, optional
        Told the number of steps that the reference has made.
    """

    def __init__(
        self,
        port: ReferencePort,
        case: TrainingCase,
        steps: int,
        measure: bool = False,
        certified: bool = True,
        progress: Callable[[int], None] = lambda done: None,
    ) -> None:
        super().__init__(port, case)
        self.steps, self._progress = steps, progress
        self._limit = case.fields.get("comparable_steps", steps)
        self.ranges = case_chunks(case, steps)
        self._trained = train_in_chunks(port, case, steps)
        self._n_made = 0
        self._spool = Spool()
        self._lock = threading.RLock()
        # Who judges: a core is left to the ports, and less memory is held.
        self.turn = threading.BoundedSemaphore(
            max(1, (os.cpu_count() or 1) - 1)
        )
        self._failure = ""
        self._knows = certified
        self.certified = certified_run(case) if certified else {}
        self._envelope = None if measure else stored_envelope(case, steps)
        self.noisy = NoisyRuns(self)

    def chunk(self, number: int) -> Chunk:
        """Give a chunk; make it, and those before it, if nobody has yet.

        Raises
        ------
        PortUnavailable
            If the reference fails before its end.
        """
        with self._lock:
            while self._n_made <= number:
                self._make_next()
            first_step, trace, starts = self._spool.get(number, tuple)
        return Chunk(self, number, first_step, trace, starts)

    def _make_next(self) -> None:
        if self._failure:
            raise PortUnavailable(self._failure)
        try:
            own = next(self._trained)
            _check_forms(own, self.case)
            _check_finite(own)
        except (PortFailure, PortUnavailable) as error:
            self._failure = f"the reference failed: {error}"
            raise PortUnavailable(self._failure) from None
        starts = starts_of(own.trace, own.start)
        made = own.first_step, own.trace, starts
        self._spool.get(self._n_made, lambda: made)
        self._n_made += 1
        self._progress(own.first_step + own.n_steps)

    def bounds_of(self, number: int) -> Trace:
        """Bounds of a chunk's steps, each from its own start."""
        with self._lock:
            return dict(
                self._spool.get(
                    (number, "bounds"), lambda: self._bounds(number)
                )
            )

    def _bounds(self, number: int) -> Trace:
        chunk = self.chunk(number)
        steps = steps_of(chunk.first_step, chunk.starts)
        errors = self.errors(steps, chunk.starts.parameters)
        return self.bounds(steps, chunk.trace, errors, chunk.starts)

    def least_of(self, number: int) -> Trace:
        """What no bound of a chunk's steps is below."""
        with self._lock:
            return dict(
                self._spool.get((number, "least"), lambda: self._least(number))
            )

    def _least(self, number: int) -> Trace:
        chunk = self.chunk(number)
        _, least = self.port.steps_from(chunk.first_step, chunk.starts)
        steps = steps_of(chunk.first_step, chunk.starts)
        return self.least_bounds(steps, chunk.trace, least, chunk.starts)

    def allowed(
        self,
        trace: Trace,
        replay: Mapping[str, np.ndarray | float],
        envelope: Trace,
    ) -> Trace:
        """How far a free run may be from some steps."""
        return free_bounds(trace, replay, envelope, self._share)[0]

    def judged(self, first_step: int, envelope: Trace) -> Trace:
        """Whether each quantity of some steps can be compared."""
        steps = first_step + np.arange(len(envelope["loss"]))
        return {
            name: is_comparable(growth) & (steps < self._limit)
            for name, growth in envelope.items()
        }

    def envelope_of(self, number: int, n_runs: int = N_RUNS) -> Trace:
        """E(t) of a chunk, from the fixtures or measured on the way.

        Parameters
        ----------
        number : int
        n_runs : int
            How many runs are enough: E(t) of fewer is no larger.
        """
        with self._lock:
            envelope = self._envelope
            if envelope is None:
                self.noisy.measure(number, n_runs, self.chunk)
                envelope = self.noisy.envelope(n_runs)
            return envelope.at(*self.ranges[number])

    def measured(self) -> NoisyRuns:
        """Train with noise to the end; nothing more is kept of the run."""
        try:
            for number in range(len(self.ranges)):
                self.noisy.measure(number, N_RUNS, self.chunk)
        except PortUnavailable as error:
            raise InputError(f"{self.case.id}: {error}") from None
        finally:
            self.close()
        return self.noisy

    def truth_of_chunk(self, number: int) -> Certified:
        """Certified values of some steps of a chunk."""

        def make() -> Certified:
            chunk = self.chunk(number)
            return self._truth_of(chunk.first_step, chunk.starts)

        with self._lock:
            return dict(self._spool.get((number, "truth"), make))

    def _truth_of(self, first_step: int, starts: Start) -> Certified:
        """Certified values of some steps, from given starts."""
        if not self._knows:
            return {}
        n_steps = len(starts.parameters["W1"])
        return replayed_truth(self.case, first_step, n_steps, starts)

    def truth_of_step(self, step: int, start: Start) -> Certified:
        """Certified values of one step, whichever it is."""
        if not self._knows:
            return {}
        return replayed_truth(self.case, step, 1, start, every=True)

    def own_steps(
        self,
        chunk: Chunk,
        trace: Trace,
        start: Start,
        hidden: HiddenState | None = None,
    ) -> tuple[OwnSteps, HiddenState | None]:
        """What should follow from a port's own steps.

        Parameters
        ----------
        chunk : Chunk
            The reference's own of the same steps.
        trace : dict of ndarray
            The port's; only what has the form that is expected.
        start : Start
            What the first step started from.
        hidden : HiddenState, optional
            The optimizer's before the first step, if the port shows none; by
            default, that before any step.

        Returns
        -------
        due : OwnSteps
        hidden : HiddenState or None
            After the last step.
        """
        first_step, starts = chunk.first_step, starts_of(trace, start)
        zeros = self.initial_state()
        if zeros and not zeros.keys() <= trace.keys():
            due, after = own_steps_without_state(
                *(self, first_step, starts.parameters, trace),
                hidden or HiddenState(zeros),
            )
            known = self._truth_of(first_step, due.starts)
            names = due.own_bounds.least.keys() & known.keys()
            truth = {name: known[name] for name in names}
            return due._replace(truth=truth), after
        if _same_bits(starts, chunk.starts):
            computed, bounds = chunk.trace, chunk.bounds
            truth = chunk.replay_truth
        else:
            computed, bounds = self.computed(first_step, starts)
            truth = self._truth_of(first_step, starts)
        made = self.with_updates(first_step, starts, trace, computed, bounds)
        return OwnSteps(starts, *made, computed, bounds, truth), None

    def close(self) -> None:
        """Remove what was kept."""
        self._spool.close()


def _check_forms(own: TrainedChunk, case: TrainingCase) -> None:
    """Refuse a trace that no port could be compared with."""
    wanted = {"loss": (own.n_steps,)}
    for name, value in case.parameters.items():
        for quantity in (gradient_of(name), name):
            wanted[quantity] = (own.n_steps, *value.shape)
    for name, shape in wanted.items():
        found = own.trace[name].shape if name in own.trace else None
        if found != shape:
            raise PortFailure(
                f"{name}: expected the shape {shape}, got {found}"
            )


def _check_finite(own: TrainedChunk) -> None:
    rows = {
        name: np.isfinite(value).reshape(own.n_steps, -1).all(axis=1)
        for name, value in own.trace.items()
    }
    wrong = [
        (int(np.argmin(finite)), Quantity.parse(name).order, name)
        for name, finite in rows.items()
        if not finite.all()
    ]
    if wrong:
        row, _, name = min(wrong)
        step = own.first_step + row
        raise PortFailure(
            f"{name} is not finite at step {step}; smaller "
            f"{_cause(name, step)} may help"
        )


def _cause(name: str, step: int) -> str:
    """What can have made a quantity so large: no update comes before it."""
    is_first = step == 0 and not Quantity.parse(name).is_updated
    return "samples or weights" if is_first else "learning rates"


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
