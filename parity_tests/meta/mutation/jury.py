"""Judge mutants: the judge's verdict first, then the language's own tests.

A mutant is killed by a verdict "diverged", or by a failing assertion.  An
error, a hang, a file that cannot be read are no verdict.  What gives the
very bits of the unbroken port needs no judge: it is equal as that is.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from lockstep.errors import PortFailure, PortUnavailable
from lockstep.judge.free_run import FreeRun
from lockstep.judge.operations import compare_operations
from lockstep.judge.results import Outcome
from lockstep.judge.training import judge_inputs
from lockstep.ports.calls import call_operations
from lockstep.ports.port import Reply
from lockstep.ports.train import free_run
from lockstep.reference.run import ReferenceRun
from lockstep.traces.trace import Trace

from .mutants import Mutant
from .order import chunks, training
from .own_tests import own_tests
from .reference import Reference
from .same import same
from .trees.reach import reached_from
from .trees.sources import sources
from .workers import Worker, worker

SLOW_LIMIT = 300.0  # seconds; of the unbroken port
TESTS_LIMIT = 60.0  # of a language's own tests, and of a start
# A mutant hangs when it computes as many times as long as the unbroken port.
TIMES, LEAST_LIMIT = 20, 10.0
KILLED = ("diverged", "assertion")
TRAINS, READS = "train_case", "read_case"


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant.

    Attributes
    ----------
    end : str
        "diverged", "assertion", "does not run", "hangs", "does not build" or
        "survives".
    by : str
        The case, or the file of tests.
    operation : str
        What the verdict names.
    quantity : str
    message : str
    """

    end: str
    by: str = ""
    operation: str = ""
    quantity: str = ""
    message: str = ""


class ControlError(Exception):
    """The unbroken port is not equal: no verdict on a mutant means a thing."""


class Jury:
    """One language's jury: a worker, and what the unbroken port answers."""

    def __init__(
        self, language: str, reference: Reference, thorough: bool = True
    ) -> None:
        self.language, self._reference = language, reference
        self._thorough = thorough  # or short training alone
        self._texts = {s.name: s.text for s in sources(language)}
        self._folder = Path(mkdtemp(prefix="mutants-"))
        self._worker: Worker | None = None
        self._twin: Worker | None = None  # stays unbroken
        self._control = call_operations(
            self._unbroken(), reference.cases, self._folder
        )
        self._traces: dict[tuple[str, int], tuple[list[Trace], float]] = {}

    def _port(self) -> Worker:
        if self._worker is None or not self._worker.is_alive():
            self.close()
            self._worker = worker(self.language, TESTS_LIMIT)
        return self._worker

    def _unbroken(self) -> Worker:
        if self._twin is None:
            self._twin = worker(self.language, SLOW_LIMIT)
        return self._twin

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def end(self) -> None:
        """End the worker and its unbroken twin."""
        self.close()
        if self._twin is not None:
            self._twin.close()

    def control(self) -> list[str]:
        """Where the unbroken port is not equal: nowhere, or all is void."""
        found = []
        cases = self._reference.cases
        outcomes = compare_operations(
            list(cases), self._reference.replies, self._control
        )
        for case, outcome in zip(cases, outcomes, strict=True):
            if not outcome.agrees or outcome.failure:
                said = outcome.seen.divergence or outcome.failure
                found.append(f"{case.id}: {said}")
        return found

    def _trace(self, case_id: str, steps: int) -> tuple[list[Trace], float]:
        """What the unbroken port gives, found equal, and its seconds."""
        key = case_id, steps
        if key not in self._traces:
            run, twin = self._reference.run(case_id, steps), self._unbroken()
            verdict = self._free_run(twin, run)
            if verdict is not None:
                raise ControlError(f"unbroken, and not equal: {verdict}")
            twin.open_case(run.case)
            started = time.monotonic()
            trace = [
                chunk.trace for chunk in free_run(twin, run.case, run.steps)
            ]
            self._traces[key] = trace, time.monotonic() - started
        return self._traces[key]

    def judge(self, mutant: Mutant) -> Verdict:
        """Say what becomes of a mutant."""
        try:
            verdict = self._judged(mutant)
        except PortUnavailable as error:
            verdict = Verdict(_kind(str(error)), message=str(error)[:200])
        except ControlError:
            raise
        except Exception as error:  # a fault of the judge: go on, and say so
            print("the judge failed:", mutant.name, repr(error), flush=True)
            verdict = Verdict("does not run", message=repr(error)[:200])
        return verdict

    def _judged(self, mutant: Mutant) -> Verdict:
        port, text = self._port(), mutant.apply(self._texts[mutant.file])
        try:
            port.change(mutant.file, text)
        except PortFailure as error:
            return Verdict("does not build", message=str(error)[:200])
        stopped: Verdict | None = None
        for verdict in self._verdicts(port, mutant):
            if verdict.end == "diverged":
                return verdict
            stopped = stopped or verdict
        if stopped is not None:
            return stopped
        if not self._thorough:
            return Verdict("survives")
        said, file = own_tests(port, mutant)
        end = {"failed": "assertion", "broken": "does not run"}
        return Verdict(end.get(said, "survives"), file)

    def _verdicts(self, port: Worker, mutant: Mutant) -> Iterator[Verdict]:
        """What is seen, the nearest first; a reader may stop at any."""
        reached = reached_from(self.language, mutant.function)
        everything = not mutant.function
        stopped = False
        seconds = [reply.seconds for reply in self._control]
        for numbers in chunks(
            *(mutant, self._reference.cases, seconds),
            None if everything else reached,
        ):
            for verdict in self._operations(port, numbers):
                stopped = True
                yield verdict
        asked = {TRAINS, READS} if everything else {TRAINS, READS} & reached
        if not asked:
            return
        more = self._thorough and not stopped
        for case_id, steps in training(self._reference.training, more):
            try:
                verdict = self._train(port, case_id, steps, asked)
            except PortFailure as error:
                verdict = Verdict("does not run", case_id, message=str(error))
            if verdict is not None:
                yield verdict
                if verdict.end != "diverged":
                    return

    def _operations(
        self, port: Worker, numbers: Sequence[int]
    ) -> Iterator[Verdict]:
        cases = [self._reference.cases[n] for n in numbers]
        with port.within(_limit(self._control[n].seconds for n in numbers)):
            replies = call_operations(port, cases, self._folder)
        for number, case, reply in zip(numbers, cases, replies, strict=True):
            if not same(reply, self._control[number]):
                yield from self._compared(number, case, reply)

    def _compared(
        self, number: int, case: Any, reply: Reply
    ) -> Iterator[Verdict]:
        if reply.error:
            end = "does not run"
            if "parse error" in reply.error:
                end = "does not build"
            yield Verdict(end, case.id, message=reply.error[:200])
            return
        wanted = self._reference.replies[number]
        try:
            (outcome,) = compare_operations([case], [wanted], [reply])
        except Exception as error:
            yield Verdict("does not run", case.id, message=repr(error)[:200])
            return
        yield from _verdict(case.id, outcome)

    def _train(
        self, port: Worker, case_id: str, steps: int, asked: set[str]
    ) -> Verdict | None:
        """Judge a free run, and what the port reads if that may be wrong."""
        run = self._reference.run(case_id, steps)
        with port.within(LEAST_LIMIT):
            port.open_case(run.case)
            place = judge_inputs(port).divergence if READS in asked else None
        if place is not None:
            operation = place.operation or "read_case"
            return Verdict("diverged", case_id, operation, place.quantity)
        if TRAINS not in asked:
            return None
        wanted, seconds = self._trace(case_id, steps)
        with port.within(_limit([seconds])):
            if _gives(port, run, wanted):
                return None
            return self._free_run(port, run)

    def _free_run(self, port: Worker, run: ReferenceRun) -> Verdict | None:
        port.open_case(run.case)
        outcome = FreeRun(port, run).judge(lambda steps: None)[0]
        return next(_verdict(run.case.id, outcome), None)


def _gives(port: Worker, run: ReferenceRun, wanted: Sequence[Trace]) -> bool:
    """Whether a port trains to the bit as the unbroken one."""
    with closing(free_run(port, run.case, run.steps)) as chunks_made:
        return all(
            same(chunk.trace, trace)
            for chunk, trace in zip(chunks_made, wanted, strict=True)
        )


def _limit(seconds: Iterable[float]) -> float:
    """How long a mutant may take for what takes the unbroken port so long."""
    return max(LEAST_LIMIT, TIMES * sum(seconds))


def _verdict(case_id: str, outcome: Outcome) -> Iterator[Verdict]:
    place = outcome.seen.divergence
    if place is not None:
        if place.message.startswith("the port raised"):
            yield Verdict("does not run", case_id, message=place.message)
            return
        yield Verdict(
            *("diverged", case_id, place.operation, place.quantity),
            place.message[:200],
        )
    elif outcome.failure:
        yield Verdict(_kind(outcome.failure), case_id, message=outcome.failure)


def _kind(message: str) -> str:
    return "hangs" if "hung" in message else "does not run"
