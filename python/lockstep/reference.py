"""The reference run that ports are compared with, a chunk at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from firstprinciples import optimizer_state

from .certified import Certified, certified_run, replayed_truth, within
from .chunks import Spool, chunk_ranges, start_after, starts_of
from .envelope import (
    N_RUNS,
    Envelope,
    distance,
    moved_by_one_ulp,
    stored_envelope,
)
from .levels import at_level
from .ports import PortFailure, PortUnavailable, Session, Start, Trace
from .tolerances import free_bounds, no_error, replay_bounds, step_rates


@dataclass(frozen=True)
class Chunk:
    """A chunk of the reference run and what errors are allowed in it."""

    first_step: int
    trace: Trace
    starts: Start
    replay_bounds: Trace
    free_bounds: Trace
    judged: Trace
    replay_truth: Certified

    @property
    def n_steps(self) -> int:
        """Number of steps."""
        return len(self.starts.parameters["W1"])

    def first(self, n_steps: int) -> Chunk:
        """Cut off all but the first steps."""
        return Chunk(
            self.first_step,
            _first(self.trace, n_steps),
            Start(
                _first(self.starts.parameters, n_steps),
                _first(self.starts.state or {}, n_steps),
            ),
            _first(self.replay_bounds, n_steps),
            _first(self.free_bounds, n_steps),
            _first(self.judged, n_steps),
            within(self.replay_truth, self.first_step, n_steps),
        )

    def only(self, level: int) -> Chunk:
        """Keep the quantities that a level adds."""
        trace, judged = (
            at_level(part, level) for part in (self.trace, self.judged)
        )
        return replace(self, trace=trace, judged=judged)


def _first(trace: Trace, n_steps: int) -> Trace:
    return {name: value[:n_steps] for name, value in trace.items()}


class ReferenceRun:
    """Trains the reference and keeps its chunks for all ports.

    Parameters
    ----------
    session : Session
        A running `ReferenceAdapter`.
    case : Case
        A training case.
    steps : int
    measure : bool
        Measure the envelope anew, even where one is stored.
    certified : bool
        Know what is true of the steps, too.
    """

    def __init__(
        self,
        session: Session,
        case: Any,
        steps: int,
        measure: bool = False,
        certified: bool = True,
    ) -> None:
        self.case, self.steps, self.session = case, steps, session
        self._share = case.fields.get("bound_share", 1.0)
        self._limit = case.fields.get("comparable_steps", steps)
        values = 1 + 2 * sum(p.size for p in case.parameters.values())
        self.ranges = chunk_ranges(steps, values)
        self._spool = Spool()
        self.failure = ""
        self._knows = certified
        self.certified = certified_run(case) if certified else {}
        self._news = threading.Condition()
        self._envelope = None if measure else stored_envelope(case, steps)
        self._moved = [
            Start(moved_by_one_ulp(case.parameters, run), None)
            for run in range(N_RUNS)
        ]
        self.distances: list[Trace] = []

    def produce(self, progress: Callable[[int], None]) -> None:
        """Compute all chunks; a failure is told to everyone who waits."""
        try:
            start = Start(self.case.parameters, None)
            for first_step, n_steps in self.ranges:
                trace = self._train(first_step, n_steps, start)
                self._publish(self._chunk(first_step, trace, start))
                start = start_after(trace, start.parameters)
                progress(first_step + n_steps)
        except (PortFailure, PortUnavailable) as error:
            self.stop(f"the reference failed: {error}")
        except Exception as error:
            self.stop(f"the judge failed: {type(error).__name__}: {error}")
            raise

    def _train(self, first_step: int, n_steps: int, start: Start) -> Trace:
        trace, _ = self.session.call("train", first_step, n_steps, start)
        for name, value in trace.items():
            finite = np.isfinite(value).reshape(n_steps, -1).all(axis=1)
            if not finite.all():
                step = first_step + int(np.argmin(finite))
                raise PortFailure(
                    f"{name} is not finite at step {step}; a smaller "
                    "learning rate may help"
                )
        return trace

    def _chunk(self, first_step: int, trace: Trace, start: Start) -> Chunk:
        starts = starts_of(trace, start)
        names = ["loss", *("d" + name for name in start.parameters)]
        errors = self.session.call(
            "errors", first_step, starts.parameters, names
        )
        bounds = self.bounds(first_step, trace, errors, starts)
        envelope = self._envelope_of(first_step, trace)
        free, judged = free_bounds(trace, bounds, envelope, self._share)
        comparable = first_step + np.arange(len(trace["loss"])) < self._limit
        judged = {name: rows & comparable for name, rows in judged.items()}
        n_steps = len(trace["loss"])
        known = (
            replayed_truth(self.case, first_step, n_steps, starts)
            if self._knows
            else {}
        )
        return Chunk(first_step, trace, starts, bounds, free, judged, known)

    def initial_state(self) -> Trace:
        """The optimizer's state before the first step."""
        return optimizer_state(self.case.parameters, self.case.optimizer)

    def bounds(
        self, first_step: int, trace: Trace, errors: Trace, starts: Start
    ) -> Trace:
        """Bounds on the errors of steps that start from given parameters."""
        n_steps = len(starts.parameters["W1"])
        rates = step_rates(self.case, first_step, n_steps)
        bounds = replay_bounds(
            trace, errors, starts.state or {}, self.case.optimizer, rates
        )
        return {name: self._share * bound for name, bound in bounds.items()}

    def replayed(
        self, first_step: int, starts: Start, trace: Trace
    ) -> tuple[Trace, Trace]:
        """What the reference makes of the starts of a port's own steps.

        Parameters
        ----------
        first_step : int
        starts : Start
            Parameters and state before each step, the step first.
        trace : dict of ndarray
            The port's; its gradients make the updates.

        Returns
        -------
        expected, bounds : dict of ndarray
        """
        expected, _ = self.session.call("replay", first_step, starts, False)
        names = ["loss", *("d" + name for name in starts.parameters)]
        errors = self.session.call(
            "errors", first_step, starts.parameters, names
        )
        bounds = self.bounds(first_step, expected, errors, starts)
        exact = self.updates(first_step, starts, trace)
        return {**expected, **exact}, {**bounds, **no_error(exact)}

    def updates(self, first_step: int, starts: Start, trace: Trace) -> Trace:
        """What the optimizer makes of a port's own gradients.

        Parameters
        ----------
        first_step : int
        starts : Start
            What each step starts from.
        trace : dict of ndarray
            The port's; without gradients of the right form there is nothing
            to update from.

        Returns
        -------
        dict of ndarray
            State and parameters after each step, or nothing.
        """
        gradients = {"d" + n: trace.get("d" + n) for n in starts.parameters}
        shapes = [p.shape for p in starts.parameters.values()]
        if [getattr(g, "shape", None) for g in gradients.values()] != shapes:
            return {}
        rates = step_rates(self.case, first_step, shapes[0][0]).rate.ravel()
        count = first_step + 1
        arguments = (starts, gradients, rates.tolist(), count)
        updates: Trace = self.session.call("updates", *arguments)
        return updates

    def update_bounds(
        self, first_step: int, starts: Start, updated: Trace
    ) -> Trace:
        """Bounds on an update that starts from equal gradients.

        Parameters
        ----------
        first_step : int
        starts : Start
        updated : dict of ndarray
            Gradients, and the state and parameters that belong to them.

        Returns
        -------
        dict of ndarray
            Of the state and the parameters.
        """
        equal = no_error({n: g for n, g in updated.items() if n[0] == "d"})
        bounds = self.bounds(first_step, updated, equal, starts)
        return {n: bound for n, bound in bounds.items() if n not in equal}

    def intermediates(
        self, first_step: int, starts: Start
    ) -> tuple[Trace, Trace]:
        """Steps with every intermediate, and bounds on their errors."""
        expected, _ = self.session.call("replay", first_step, starts, True)
        names = [name for name in expected if name[0] in "ZAGdl"]
        errors = self.session.call(
            "errors", first_step, starts.parameters, names
        )
        return expected, self.bounds(first_step, expected, errors, starts)

    def _envelope_of(self, first_step: int, trace: Trace) -> Trace:
        """E(t) of a chunk, from the fixtures or measured on the way."""
        n_steps = len(trace["loss"])
        if self._envelope is not None:
            return self._envelope.at(first_step, n_steps)
        chunk = {name: np.zeros(n_steps) for name in trace}
        for run, start in enumerate(self._moved):
            moved, _ = self.session.call("train", first_step, n_steps, start)
            self._moved[run] = start_after(moved, start.parameters)
            for name, values in distance(trace, moved).items():
                chunk[name] = np.maximum(chunk[name], values)
        self.distances.append(chunk)
        return self.measured().at(first_step, n_steps)

    def measured(self) -> Envelope:
        """Envelope of the moved runs, over all chunks so far."""
        return Envelope.of_distances(self.all_distances())

    def all_distances(self) -> Trace:
        """Largest distances of the moved runs, over all chunks so far."""
        return {
            name: np.concatenate([chunk[name] for chunk in self.distances])
            for name in self.distances[0]
        }

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
