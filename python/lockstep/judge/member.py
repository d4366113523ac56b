"""One port of a panel: what it is asked, and the results that it gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..cases.find import CaseHeader
from ..cases.load import Case, OperationCase, TrainingCase
from ..errors import PortFailure, PortUnavailable
from ..files.paths import fixtures_root
from ..ports.calls import call_operations
from ..ports.host import Host
from ..ports.port import Facts, Port, PortSpec, Reply
from ..ports.predictions import PREDICTING
from ..ports.start import is_reference_code, open_port
from ..reference.run import ReferenceRun
from ..truth.stored import has_lost_truth
from . import NOT_SUPPORTED, SKIPPED
from .claims import Claims, Question
from .diagnosis.commands import again, closer
from .results import Outcome, RunResult
from .settings import Settings
from .training import Training

if TYPE_CHECKING:
    from ..ports.bridge.session import BridgePort
    from ..ports.program.session import ProgramPort

Replies = dict[int, Reply]  # by the place of the case in its list


class Member:
    """One port of a panel.

    Parameters
    ----------
    spec : PortSpec
    training : sequence of Question
        What it is asked of a training case.
    operation : Question
    settings : Settings
    """

    def __init__(
        self,
        spec: PortSpec,
        training: Sequence[Question],
        operation: Question,
        settings: Settings,
    ) -> None:
        self._spec, self._claims = spec, Claims(spec.description)
        self._training, self._operation = training, operation
        self._settings = settings
        start = partial(open_port, spec, settings.time_limit)
        self.host: Host[BridgePort | ProgramPort] = Host(spec.name, start)

    @property
    def is_program(self) -> bool:
        """Whether what it is given stands in files."""
        return self._spec.is_program

    def known(self, case: Case) -> list[RunResult]:
        """Results of earlier runs of a case; none if one is missing."""
        is_operation = isinstance(case, OperationCase)
        asked = [self._operation] if is_operation else self._training
        modes = [question.mode for question in asked]
        return self._settings.known.of(case.path, self._spec.name, modes)

    def describe(self) -> Facts:
        """Versions of the port, which need not start to be asked."""
        facts = self._settings.known.facts.get(self._spec.name)
        return facts if facts and not self.host.runs else self.host.describe()

    def asks(self, case: OperationCase) -> bool:
        """Whether the port declares an operation, and has no result yet."""
        is_declared = not self._claims.unsupported(case, self._operation)
        return is_declared and not self.known(case)

    def call(
        self, cases: Sequence[OperationCase], folder: Path
    ) -> Replies | Outcome:
        """The port's replies to what it declares, or why it has none."""
        asked = {n: case for n, case in enumerate(cases) if self.asks(case)}
        if not asked:
            return {}
        name = f"{self._spec.name} operations"
        task = self._settings.progress.add(name, len(asked))
        port: Port | None = None
        try:
            port, own = self.host.port(), folder / "ports" / self._spec.name
            own.mkdir(parents=True)
            replies = call_operations(port, list(asked.values()), own)
            return dict(zip(asked, replies, strict=True))
        except (PortUnavailable, PortFailure) as error:
            output = "" if port is None else port.output
            return Outcome(failure=str(error), output=output)
        finally:
            task(len(asked))

    def operations(
        self,
        cases: Sequence[OperationCase],
        expected: Replies,
        found: Replies | Outcome,
    ) -> list[RunResult]:
        """Judge what the port replied."""
        asked = [n for n, case in enumerate(cases) if self.asks(case)]
        if isinstance(found, Outcome):
            outcomes = [found] * len(asked)
        else:
            from .operations import compare_operations  # training needs none

            outcomes = compare_operations(
                [cases[n] for n in asked],
                [expected[n] for n in asked],
                [found[n] for n in asked],
            )
        judged = dict(zip(asked, outcomes, strict=True))
        return [
            result
            for n, case in enumerate(cases)
            for result in self.known(case)
            or [self._result(case, self._operation, judged.get(n))]
        ]

    def training(
        self, reference: ReferenceRun, all_trained: Callable[[], None]
    ) -> list[RunResult]:
        """Judge the port on the training case of a reference run.

        Parameters
        ----------
        reference : ReferenceRun
        all_trained : callable
            As for `Training`.
        """
        case, steps = reference.case, reference.steps
        known = self.known(case)
        if known:
            all_trained()
            return known
        asked = [
            question
            for question in self._training
            if not self._claims.unsupported(case, question)
        ]
        answers = self._judge(reference, all_trained).answers(asked)
        return [
            self._result(case, question, answers.get(question), steps)
            for question in self._training
        ]

    def failed(
        self, case: TrainingCase, steps: int, outcome: Outcome
    ) -> list[RunResult]:
        """Give every question the same outcome."""
        return [
            self._result(case, question, outcome, steps)
            for question in self._training
        ]

    def _judge(
        self, reference: ReferenceRun, all_trained: Callable[[], None]
    ) -> Training:
        settings, name = self._settings, self._spec.name
        case, steps = reference.case, reference.steps
        predicts = all(map(self._claims.has_operation, PREDICTING))
        return Training(
            partial(self._opened, case, steps),
            reference,
            self._claims.level,
            lambda mode: settings.progress.add(
                f"{case.id} {name} {mode}", steps
            ),
            settings.detail,
            predicts,
            all_trained,
        )

    def _opened(self, case: TrainingCase, steps: int) -> Port:
        port = self.host.port()
        port.open_case(case, steps)
        return port

    def skipped(self, header: CaseHeader) -> list[RunResult]:
        """Say which files of the user a case lacks."""
        by_level = self._operation.level is not None
        questions = self._training[:1] if by_level else self._training
        return [
            self._empty(header, question).with_verdict(SKIPPED, header.missing)
            for question in questions
        ]

    def _result(
        self,
        case: Case,
        question: Question,
        outcome: Outcome | None,
        steps: int | None = None,
    ) -> RunResult:
        """What was found, held against what is known of the port."""
        result = self._empty(case, question, steps)
        if outcome is None:
            missing = self._claims.unsupported(case, question)
            return result.with_verdict(NOT_SUPPORTED, missing)
        result = result.with_outcome(outcome, self._settings.strict)
        place = result.divergence
        if place is not None and question.mode != "echo":
            step = None if steps is None else place.step
            command = closer(case, self._spec, step)
            result = replace(result, explain=command)
        return self._claims.settled(question, result)

    def _empty(
        self,
        case: Case | CaseHeader,
        question: Question,
        steps: int | None = None,
    ) -> RunResult:
        """A result of nothing yet, with the command that shows it again."""
        is_fixture = case.path.is_relative_to(fixtures_root() / "cases")
        of_steps = 1
        if isinstance(case, TrainingCase) and question.mode != "echo":
            of_steps = case.steps
        return RunResult(
            case.id,
            self._spec.name,
            question.mode,
            command=again(
                case, self._spec, question, steps, self._settings.strict
            ),
            level=question.level,
            of_steps=of_steps,
            is_fixture=is_fixture,
            has_lost_truth=is_fixture and _has_lost_truth(case),
            is_own_code=is_reference_code(self._spec),
        )


def _has_lost_truth(case: Case | CaseHeader) -> bool:
    return isinstance(case, Case) and has_lost_truth(case)
