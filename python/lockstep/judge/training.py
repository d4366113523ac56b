"""Judge one port on one training case: what it reads, trains and replays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

import numpy as np

from ..compare.compare import compare_bits
from ..compare.findings import Comparison, Divergence
from ..compare.history import History
from ..errors import PortFailure, PortUnavailable
from ..files.strict_json import JsonObject
from ..ports.port import Port
from ..ports.predictions import draw_predictions
from ..reference.run import ReferenceRun
from ..traces.chunks import start_after
from ..traces.quantities import ECHO, EVERYTHING, at_level, up_to_level
from ..traces.trace import Trace
from .claims import READ_CASE, Question
from .diagnosis.locate import of_inputs
from .free_run import FreeRun
from .mistakes.hints import hints_of_inputs
from .replay import Progress, replay, replay_everything
from .results import Outcome

Answers = dict[Question, Outcome]


class Training:
    """One port and one training case.

    Parameters
    ----------
    open_case : callable
        Gives the port with the case open, or raises `PortUnavailable`.
    reference : ReferenceRun
    level : int
        Up to which the port shows its quantities.
    progress : callable
        Makes the counter of steps of a mode.
    detail : bool
        Keep curves, and what the trained network predicts, for a report.
    predicts : bool
        Whether the port itself can say what it predicts; else the reference
        is asked, with the port's parameters.
    all_trained : callable
        Returns when no port trains any more: a replay starts from answers.
    """

    def __init__(
        self,
        open_case: Callable[[], Port],
        reference: ReferenceRun,
        level: int,
        progress: Callable[[str], Progress],
        detail: bool = False,
        predicts: bool = False,
        all_trained: Callable[[], None] = lambda: None,
    ) -> None:
        self._open_case, self._reference = open_case, reference
        self._level, self._progress = level, progress
        self._detail, self._predicts = detail, predicts
        self._all_trained = all_trained

    def answers(self, questions: Sequence[Question]) -> Answers:
        """Judge the port; whatever happens becomes an outcome."""
        replays = [q for q in questions if q.mode == "replay" and not q.level]
        trains = [q for q in questions if q not in replays]
        found: Answers = {}
        try:
            for _, group in groupby(trains, _asked_together):
                found |= self._together(list(group))
        finally:
            self._all_trained()
        for question in replays:
            found |= self._together([question])
        return found

    def _together(self, questions: list[Question]) -> Answers:
        port = None
        try:
            port = self._open_case()
            found = self._asked(port, questions)
        except (PortUnavailable, PortFailure) as error:
            found = dict.fromkeys(questions, Outcome(failure=str(error)))
        if port is None:
            return found
        return {q: _with_output(port, outcome) for q, outcome in found.items()}

    def _asked(self, port: Port, questions: list[Question]) -> Answers:
        first = questions[0]
        if first.mode == "echo":
            return {first: judge_echo(port)}
        progress = self._progress(first.mode)
        if first.level is None:
            return {first: self._in_mode(port, first.mode, progress)}
        return self._by_level(port, questions, progress)

    def _in_mode(self, port: Port, mode: str, progress: Progress) -> Outcome:
        """Judge at once all that the port shows."""
        inputs = judge_inputs(port)
        if inputs.divergence is not None:
            return Outcome(inputs, diagnosis=of_inputs(inputs.divergence))
        if mode == "replay":
            return replay(port, self._reference, progress, self._history())
        return self._free_run(port, progress)

    def _history(self) -> History | None:
        return History(self._reference.steps) if self._detail else None

    def _free_run(self, port: Port, progress: Progress) -> Outcome:
        shown = partial(up_to_level, level=self._level)
        replays = self._level >= EVERYTHING
        run = FreeRun(port, self._reference, [shown], self._history(), replays)
        (outcome,) = run.judge(progress)
        return self._with_predictions(port, run, outcome)

    def _with_predictions(
        self, port: Port, run: FreeRun, outcome: Outcome
    ) -> Outcome:
        """Add what the network predicts, as far as the port trained it.

        Of a port that diverges, what the reference predicts, too.
        """
        if not self._detail or run.end is None or outcome.failure:
            return outcome
        parameters = run.end.parameters
        if not all(np.isfinite(p).all() for p in parameters.values()):
            return outcome
        right, steps = self._reference.port, outcome.steps
        by = port if self._predicts else right
        found = self._predicted(by, parameters, steps)
        if found and steps and not outcome.agrees:
            wanted = _parameters_after(self._reference, steps)
            found["reference"] = self._predicted(right, wanted, steps)
        return replace(outcome, predictions=found)

    def _predicted(self, by: Port, parameters: Trace, steps: int) -> JsonObject:
        drawn = draw_predictions(by, self._reference.case, parameters)
        return drawn and {**drawn, "by": by.name, "after": steps}

    def _by_level(
        self, port: Port, questions: list[Question], progress: Progress
    ) -> Answers:
        """Let the port train once, and judge each level by itself."""
        picks = [partial(at_level, level=q.level or ECHO) for q in questions]
        replays = questions[-1].level == EVERYTHING
        run = FreeRun(port, self._reference, picks, self._history(), replays)
        found = dict(zip(questions, run.judge(progress), strict=True))
        first, last = questions[0], questions[-1]
        if replays and found[last].agrees:
            found[last] = replay_everything(
                *(port, self._reference, found[last], progress),
                self._history(),
            )
        # The last: a program that is called leaves its case.
        if not any(outcome.failure for outcome in found.values()):
            found[first] = self._with_predictions(port, run, found[first])
        return found


def _parameters_after(reference: ReferenceRun, steps: int) -> Trace:
    firsts = [first for first, _ in reference.ranges if first < steps]
    trained = reference.chunk(len(firsts) - 1).first(steps - firsts[-1])
    return start_after(trained.trace, trained.starts.parameters).parameters


def _asked_together(question: Question) -> str:
    """Levels share a free run; each mode has its own."""
    alone = question.level is None or question.mode == "echo"
    return question.mode if alone else "levels"


def _with_output(port: Port, outcome: Outcome) -> Outcome:
    return outcome if outcome.agrees else replace(outcome, output=port.output)


def judge_echo(port: Port) -> Outcome:
    """Compare what a port read of the open case, bit for bit."""
    try:
        wanted, found = port.echo()
    except (PortFailure, PortUnavailable) as error:
        return Outcome(failure=str(error))
    seen = compare_inputs(wanted, found)
    place = seen.divergence
    told = of_inputs(place) if place and place.operation else ""
    return Outcome(seen, 1, diagnosis=told)


def compare_inputs(expected: Trace, actual: Trace) -> Comparison:
    """Compare bits; say of wrong ones who read them, and how they look."""
    seen = compare_bits(expected, actual)
    place = seen.divergence
    if place is None or place.expected is None:
        return seen
    wrong = [place.quantity, *place.also_wrong]
    told = hints_of_inputs(actual, expected, wrong)
    place = replace(place, operation=READ_CASE, hints=told)
    return replace(seen, divergence=place)


def judge_inputs(port: Port) -> Comparison:
    """Compare what a port reads of the open case with what the judge reads.

    An input that is wrong in its 16th digit is invisible to any tolerance,
    so inputs must have equal bits: samples, labels, initial parameters and
    every number of the network and the optimizer.

    Raises
    ------
    PortUnavailable
        If the port crashed or hung.
    """
    try:
        expected, actual = port.echo()
    except PortFailure as failure:
        message = f"the port cannot read the case: {failure}"
        place = Divergence(0, "X", operation=READ_CASE, message=message)
        return Comparison(divergence=place)
    seen = compare_inputs(expected, actual)
    if seen.divergence is None:
        return seen
    message = f"input {seen.divergence.message}"
    place = replace(seen.divergence, operation=READ_CASE, message=message)
    return replace(seen, divergence=place)
