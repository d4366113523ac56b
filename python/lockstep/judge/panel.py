"""The ports of one call, judged side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..compare.divergence import Parted
from ..ports.bridge.session import BridgePort
from ..ports.host import Host
from ..ports.port import PortFailure, PortSpec, PortUnavailable
from ..ports.program.session import ProgramPort
from ..ports.start import open_port, open_reference
from ..progress import Progress
from ..reference.run import ReferenceRun, producing
from .commands import explain_command, run_command
from .diagnosis import diagnose
from .history import History
from .inputs import judge_inputs
from .operations import call_operations, judge_operations
from .predictions import draw_portrait
from .results import RunResult
from .training import judge_free, judge_replay

JUDGES: dict[str, Callable[..., Any]] = {
    "free": judge_free,
    "replay": judge_replay,
}


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
        self._certified = certified

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
        with TemporaryDirectory(prefix="lockstep-") as folder:
            port = self._reference.port()
            expected = call_operations(port, cases, Path(folder))
            judged = self._pool.map(
                lambda host: self._operations_of(host, cases, expected),
                self._hosts,
            )
            return [result for results in judged for result in results]

    def _operations_of(
        self, host: PortHost, cases: list[Any], expected: list[Any]
    ) -> list[RunResult]:
        results = [
            RunResult(
                c.id, host.name, "operation", command=run_command(c, host.name)
            )
            for c in cases
        ]
        task = self._progress.add(f"{host.name} operations", len(cases))
        try:
            with TemporaryDirectory(prefix="lockstep-") as name:
                folder = Path(name)
                port = host.port()
                judge_operations(port, cases, expected, results, folder)
        except (PortUnavailable, PortFailure) as error:
            for result in results:
                result.fail(str(error))
        task(len(cases))
        return results

    def training(
        self, case: Any, steps: int, modes: Sequence[str]
    ) -> list[RunResult]:
        """Judge all ports on one training case."""
        port = self._reference.port()
        port.open_case(case)
        reference = ReferenceRun(port, case, steps, certified=self._certified)
        task = self._progress.add(f"{case.id} reference", steps)
        with producing(reference, task):
            judged = self._pool.map(
                lambda host: self._training_of(host, reference, modes),
                self._hosts,
            )
            return [result for results in judged for result in results]

    def _training_of(
        self, host: PortHost, reference: ReferenceRun, modes: Sequence[str]
    ) -> list[RunResult]:
        case = reference.case
        results = []
        for mode in modes:
            command = run_command(case, host.name, mode, reference.steps)
            result = RunResult(case.id, host.name, mode, command=command)
            if self._detail:
                result.recorder = History(reference.steps)
            results.append(result)
            name = f"{case.id} {host.name} {mode}"
            task = self._progress.add(name, reference.steps)
            self._judge(host, reference, result, task)
            if result.recorder is not None:
                result.history = result.recorder.to_dict()
        _diagnose(host, reference, results)
        return results

    def _judge(
        self,
        host: PortHost,
        reference: ReferenceRun,
        result: RunResult,
        task: Callable[[int], None],
    ) -> None:
        """Judge a port in one mode; whatever happens becomes a verdict."""
        case = reference.case
        try:
            port = host.port()
            port.open_case(case, reference.steps)
            judge_inputs(port)
            end = JUDGES[result.mode](port, reference, result, task)
            if self._detail and end is not None:
                result.portrait = draw_portrait(port, case, end.parameters)
        except Parted as parted:
            result.diverge(parted.divergence, str(parted))
            step = parted.divergence.step
            result.explain = explain_command(case, host.name, step)
        except (PortUnavailable, PortFailure) as error:
            result.fail(str(error))


def _diagnose(
    host: PortHost, reference: ReferenceRun, results: list[RunResult]
) -> None:
    """Say what free run and replay together mean."""
    try:
        port = host.port()
        port.open_case(reference.case, reference.steps)
    except (PortUnavailable, PortFailure):
        return  # each result says so itself
    diagnose({r.mode: r for r in results}, port, reference)
