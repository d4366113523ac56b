"""Judge the free run of a port: every step, as far as the first divergence.

A free run is judged twice.  The certificate asks of every step whether it
follows from the port's own step before it: the reference computes it from
the port's own parameters, so nothing accumulates and the bounds are local.
The match asks how long the run stays with the reference's own run.  The
certificate decides; together they tell a bug from rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

import numpy as np

from ..bounds.training import N_RUNS
from ..compare.compare import compare, compare_forms
from ..compare.findings import Comparison
from ..compare.history import History
from ..compare.settle import agree, settled, settled_truth
from ..compare.truth import compare_with_truth
from ..errors import PortFailure, PortUnavailable
from ..files.strict_json import JsonObject
from ..ports.port import Port
from ..ports.train import TrainedChunk, free_run
from ..reference.chunk import FEW_RUNS, Chunk
from ..reference.dues import Dues
from ..reference.growth import largest_distance
from ..reference.residuals import Residuals
from ..reference.run import ReferenceRun
from ..reference.steps import OwnSteps
from ..traces.chunks import Beside, row_of, rows_of, start_after
from ..traces.trace import Start, Trace, well_formed
from ..truth.known import within
from .diagnosis.blame import wrong_reference, wrong_step
from .diagnosis.drift import Drift, drift_of, drifting
from .diagnosis.locate import (
    first_failure,
    named,
    of_free_run,
    step_again,
    with_causes,
)
from .results import Outcome

Progress = Callable[[int], None]
Pick = Callable[[Trace], Trace]


@dataclass
class _Part:
    """A group of quantities of a free run, as far as it was judged."""

    pick: Pick
    certificate: Comparison = field(default_factory=Comparison)
    match: Comparison = field(default_factory=Comparison)
    start: Start | None = None  # of the step that diverges
    step: tuple[Trace, ...] = ()  # the port's, what was due, and its bounds
    beside: Beside = field(default_factory=Beside)


class FreeRun:
    """A port trains by itself; every step is judged, until one diverges.

    Parameters
    ----------
    port : Port
        Its case is open.
    reference : ReferenceRun
    picks : sequence of callable
        Each keeps the quantities of a group that is judged by itself; one
        group of all by default.
    history : History, optional
        Records the curves of the run.
    replays : bool
        Whether the port can compute single steps, to look closer.

    Attributes
    ----------
    end : Start or None
        Parameters and state of the port after the last step that it showed.
    """

    def __init__(
        self,
        port: Port,
        reference: ReferenceRun,
        picks: Sequence[Pick] = (dict,),
        history: History | None = None,
        replays: bool = True,
    ) -> None:
        self._port, self._reference = port, reference
        self._replays = replays
        self._parts = [_Part(pick) for pick in picks]
        self._history = history
        self._distances: list[np.ndarray] = []
        self._horizon: int | None = None
        self._seconds, self._steps, self._failure = 0.0, 0, ""
        self._dues = Dues(reference, agree, picks)
        self._residuals = Residuals(reference.case)
        self.end: Start | None = None
        self._last: Trace = {}  # step of the chunk before

    def judge(self, progress: Progress) -> list[Outcome]:
        """Let the port train to the end, or to where every group diverges.

        Parameters
        ----------
        progress : callable
            Told the number of steps judged.

        Returns
        -------
        list of Outcome
            Of each group.
        """
        case, steps = self._reference.case, self._reference.steps
        try:
            with closing(free_run(self._port, case, steps)) as trained:
                while own := next(trained, None):
                    with self._reference.turn:
                        chunk = self._reference.chunk(len(self._distances))
                        is_open = self._add(chunk.first(own.n_steps), own)
                    if not is_open:
                        break
                    progress(self._steps)
                    del chunk, own  # before the next one comes
        except PortFailure as failure:
            self._raised(failure)
        except PortUnavailable as error:
            self._failure = str(error)
        return [self._outcome(part) for part in self._parts]

    def _add(self, chunk: Chunk, own: TrainedChunk) -> bool:
        """Judge the port's next steps; whether there is more to judge."""
        first_step = chunk.first_step
        self._seconds += own.seconds
        self._failure = str(own.cut or "")
        needed = {name: chunk.trace[name] for name in own.start.parameters}
        form = compare_forms(needed, own.trace, first_step)
        if form.divergence is not None:
            self._lose_form(chunk, own, form.divergence.message)
            return False
        self.end = start_after(own.trace, own.start.parameters)
        usable = well_formed(own.trace, chunk.trace)
        shown, sure = self._dues.of(chunk, own, usable)
        for part in self._open():
            asked = part.pick(chunk.trace)
            due = shown if part.pick(self._dues.used) else sure
            part.certificate += compare_forms(asked, own.trace, first_step)
            part.certificate += _certified(part, due, own.trace, first_step)
            place = part.certificate.divergence
            if place is None:
                part.match += self._match(part.pick(chunk.trace), chunk, own)
            elif place.expected is not None:
                row = place.step - first_step
                part.start = row_of(shown.starts, row)
                bounds = shown.own_bounds.at(np.array([row]))
                told = usable, shown.computed, bounds
                part.step = tuple(rows_of(each, row) for each in told)
                part.beside = Beside.of(usable, told[1], row, self._last)
        self._last = {n: v[-1:].copy() for n, v in usable.items()}
        if self._open():
            self._residuals.add(first_step, sure, self._dues.trusted)
        self._record(chunk, own)
        self._steps = first_step + chunk.n_steps
        return bool(self._open())

    def _lose_form(self, chunk: Chunk, own: TrainedChunk, fault: str) -> None:
        """Without parameters in their form no step can be judged."""
        for part in self._open():
            wanted = part.pick(chunk.trace)
            part.certificate += compare_forms(
                wanted, own.trace, chunk.first_step
            )
        self._failure = self._failure or f"not judged: {fault}"

    def _match(
        self, wanted: Trace, chunk: Chunk, own: TrainedChunk
    ) -> Comparison:
        """Hold steps against the reference's own, and the certified ones."""
        first_step = chunk.first_step
        for n_runs in (FEW_RUNS, N_RUNS):
            bounds = chunk.match_bounds(n_runs)
            needed = settled(wanted, own.trace, bounds)
            seen = compare(wanted, own.trace, needed, first_step)
            if seen.agrees:
                break
        known = within(self._reference.certified, first_step, chunk.n_steps)
        known = {name: known[name] for name in known if name in wanted}
        if not seen.agrees:
            told = wanted, own.trace, bounds.at(np.arange(chunk.n_steps))
            blamed = wrong_reference(known, *told, first_step)
            if blamed:
                self._failure = self._failure or blamed
                return Comparison()
        needed = settled_truth(known, own.trace, bounds, first_step)
        return seen + compare_with_truth(known, own.trace, needed, first_step)

    def _record(self, chunk: Chunk, own: TrainedChunk) -> None:
        self._distances.append(largest_distance(chunk.trace, own.trace))
        # What has the very bits cannot have drifted: no envelope is needed.
        is_off = any(distance.any() for distance in self._distances)
        if is_off and self._horizon is None and not chunk.is_judged.all():
            self._horizon = chunk.first_step + int(np.argmin(chunk.is_judged))
        if self._history is not None:
            self._history.record(
                chunk.trace, own.trace, chunk.free_bounds, chunk.first_step
            )
            known = self._reference.certified
            self._history.record_truth(
                within(known, chunk.first_step, chunk.n_steps),
                own.trace,
                chunk.first_step,
            )

    def _open(self) -> list[_Part]:
        return [part for part in self._parts if part.certificate.agrees]

    def _raised(self, failure: PortFailure) -> None:
        """The port's own program raised an error: find the step."""
        number = len(self._distances)
        chunk = self._reference.chunk(number)
        for part in self._open():
            first = next(iter(part.pick(chunk.trace)))
            part.certificate += first_failure(
                self._port, chunk.first_step, chunk.starts, first, failure
            )

    def _outcome(self, part: _Part) -> Outcome:
        """What was found of a group."""
        outcome = Outcome(
            replace(part.certificate, truth=part.match.truth),
            self._steps,
            self._seconds,
            self._failure,
            history=self._curves() if part is self._parts[0] else {},
        )
        place = part.certificate.divergence
        if place is not None:
            return self._diverged(part, outcome)
        if self._failure:
            return outcome
        finding = self._residuals.finding()
        return drifting(
            outcome, self._drift(part), part.match.divergence, finding
        )

    def _curves(self) -> JsonObject:
        """Of the whole run: the first group tells them for all."""
        return self._history.to_dict() if self._history else {}

    def _diverged(self, part: _Part, outcome: Outcome) -> Outcome:
        """Look closer at the first step that does not follow."""
        place, again = outcome.seen.divergence, None
        case = self._reference.case
        assert place is not None
        if place.expected is not None:
            place = named(place, case)
        if part.start is not None:
            told = self._reference, place.step, part.start
            blamed = wrong_step(*told, *part.step)
            if blamed:
                seen = replace(outcome.seen, divergence=None)
                return replace(outcome, seen=seen, failure=blamed)
            again = step_again(self._port, *told) if self._replays else None
            shows_all = len(self._parts) > 1 and part is self._parts[-1]
            if again and shows_all:
                place = again.seen.divergence or place
            start, near = part.start, part.beside
            place = with_causes(
                place, case, start, *part.step, beside=near, again=again
            )
        return replace(
            outcome,
            seen=replace(outcome.seen, divergence=place),
            diagnosis=of_free_run(place, again and again.seen),
        )

    def _drift(self, part: _Part) -> Drift | None:
        if not self._distances:
            return None
        declared = self._reference.case.fields.get("comparable_steps")
        return drift_of(part.match, self._horizon, declared, self._distances)


def _certified(
    part: _Part, due: OwnSteps, trace: Trace, first_step: int
) -> Comparison:
    """Hold steps against what follows from the port's own steps before."""
    wanted, errors = part.pick(due.expected), part.certificate.errors
    worst = {name: error.fraction for name, error in errors.items()}
    needed = settled(wanted, trace, due.bounds, worst)
    seen = compare(wanted, trace, needed, first_step)
    if not seen.agrees:
        return seen
    known = {name: due.truth[name] for name in wanted if name in due.truth}
    bounds = due.own_bounds.one_sided()
    needed = settled_truth(known, trace, bounds, first_step)
    return seen + compare_with_truth(known, trace, needed, first_step)
