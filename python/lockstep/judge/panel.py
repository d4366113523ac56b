"""The ports of one call, judged side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..ports.bridge.session import BridgePort
from ..ports.calls import call_operations
from ..ports.host import Host
from ..ports.port import Port, PortFailure, PortSpec, PortUnavailable, Reply
from ..ports.program.session import ProgramPort
from ..ports.start import open_port, open_reference
from ..progress import Progress
from ..reference.run import ReferenceRun
from .commands import explain_command, run_command
from .details import draw_predictions
from .diagnosis import of_inputs
from .fixture import origin
from .free_run import FreeRun
from .history import History
from .inputs import judge_inputs
from .operations import compare_operations
from .replay import replay
from .results import Outcome, RunResult

PortHost = Host[BridgePort | ProgramPort]


class AllPorts:
    """The ports of one call, and the threads that wait for them."""

    def __init__(
        self,
        specs: list[PortSpec],
        reference: PortSpec,
        time_limit: float,
        progress: Progress,
        detail: bool,
        certified: bool,
        strict: bool,
    ) -> None:
        self._hosts = [
            Host(spec.name, partial(open_port, spec, time_limit))
            for spec in specs
        ]
        self._reference = Host(
            reference.name, partial(open_reference, time_limit, reference)
        )
        self._pool = ThreadPoolExecutor(len(specs) + 1)
        self._progress = progress
        self._detail = detail
        self._certified, self._strict = certified, strict

    def __enter__(self) -> AllPorts:
        # Languages start slowly: let all of them start at once.
        for host in self._all():
            self._pool.submit(host.warm_up)
        return self

    def __exit__(self, *exception: object) -> None:
        for host in self._all():
            host.close(at_once=exception[0] is not None)
        self._pool.shutdown(cancel_futures=True)

    def _all(self) -> list[PortHost]:
        return [self._reference, *self._hosts]

    def describe(self) -> dict[str, Any]:
        """Versions of the reference, and of every port that runs."""
        ports = {host.name: host.describe() for host in self._hosts}
        return {"reference": self._reference.describe(), "ports": ports}

    def operations(self, cases: list[Any]) -> list[RunResult]:
        """Judge all ports on operation cases, a batch a port."""
        if not cases:
            return []
        with ExitStack() as stack:
            folders = [
                Path(
                    stack.enter_context(TemporaryDirectory(prefix="lockstep-"))
                )
                for _ in self._all()
            ]
            asked = self._pool.map(
                lambda host, folder: self._ask(host, cases, folder),
                self._hosts,
                folders[1:],
            )
            replies = list(asked)  # no answers exist before all have replied
            port = self._reference.port()
            expected = call_operations(port, cases, folders[0])
            return [
                result
                for host, found in zip(self._hosts, replies, strict=True)
                for result in _results_of(host.name, cases, expected, found)
            ]

    def _ask(
        self, host: PortHost, cases: list[Any], folder: Path
    ) -> list[Reply] | str:
        """A port's replies, or why it has none."""
        task = self._progress.add(f"{host.name} operations", len(cases))
        try:
            return call_operations(host.port(), cases, folder)
        except (PortUnavailable, PortFailure) as error:
            return str(error)
        finally:
            task(len(cases))

    def training(
        self, case: Any, steps: int, modes: Sequence[str]
    ) -> list[RunResult]:
        """Judge all ports on one training case."""
        port = self._reference.port()
        try:
            port.open_case(case)
        except PortFailure as error:
            failed = Outcome(failure=f"the reference failed: {error}")
            return [
                _result(case, host.name, mode, failed, steps, self._strict)
                for host in self._hosts
                for mode in modes
            ]
        task = self._progress.add(f"{case.id} reference", steps)
        known = self._certified
        run = ReferenceRun(port, case, steps, certified=known, progress=task)
        with closing(run) as reference:
            judged = self._pool.map(
                lambda host: self._training_of(host, reference, modes),
                self._hosts,
            )
            return [result for results in judged for result in results]

    def _training_of(
        self, host: PortHost, reference: ReferenceRun, modes: Sequence[str]
    ) -> list[RunResult]:
        return [self._judge(host, reference, mode) for mode in modes]

    def _judge(
        self, host: PortHost, reference: ReferenceRun, mode: str
    ) -> RunResult:
        """Judge a port in one mode; whatever happens becomes a verdict."""
        case, steps = reference.case, reference.steps
        task = self._progress.add(f"{case.id} {host.name} {mode}", steps)
        try:
            port = host.port()
            port.open_case(case, steps)
            outcome = self._outcome(port, reference, mode, task)
        except (PortUnavailable, PortFailure) as error:
            outcome = Outcome(failure=str(error))
        return _result(case, host.name, mode, outcome, steps, self._strict)

    def _outcome(
        self,
        port: Port,
        reference: ReferenceRun,
        mode: str,
        task: Callable[[int], None],
    ) -> Outcome:
        seen = judge_inputs(port)
        if seen.divergence is not None:
            return Outcome(seen, diagnosis=of_inputs(seen.divergence))
        history = History(reference.steps) if self._detail else None
        if mode == "replay":
            return replay(port, reference, task, history)
        run = FreeRun(port, reference, history=history)
        (outcome,) = run.judge(task)
        if self._detail and outcome.agrees and run.end is not None:
            drawn = draw_predictions(port, reference.case, run.end.parameters)
            return replace(outcome, predictions=drawn)
        return outcome


def _results_of(
    port: str,
    cases: list[Any],
    expected: list[Reply],
    found: list[Reply] | str,
) -> list[RunResult]:
    """Results of a port's operations."""
    if isinstance(found, str):
        outcomes = [Outcome(failure=found)] * len(cases)
    else:
        outcomes = compare_operations(cases, expected, found)
    return [
        _result(case, port, "operation", outcome)
        for case, outcome in zip(cases, outcomes, strict=True)
    ]


def _result(
    case: Any,
    port: str,
    mode: str,
    outcome: Outcome,
    steps: int | None = None,
    strict: bool = False,
) -> RunResult:
    """A result, with the commands that show it again."""
    of_mode = None if mode == "operation" else mode
    command = run_command(case, port, of_mode, steps, strict)
    result = RunResult(
        case.id,
        port,
        mode,
        command=command,
        of_steps=getattr(case, "steps", 1),
        **origin(case),
    )
    result = result.with_outcome(outcome, strict)
    if result.divergence is None:
        return result
    step = None if steps is None else result.divergence.step
    return replace(result, explain=explain_command(case, port, step))
