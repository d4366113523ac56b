"""Run ports on cases: start them, judge them side by side, collect."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from .cases import (
    CaseHeader,
    OperationCase,
    TrainingCase,
    list_cases,
    load_case,
)
from .commands import explain_command, run_command
from .diagnosis import diagnose
from .environment import describe_machine, fixtures_version
from .errors import InputError
from .explain.divergences import explain_divergences
from .history import History
from .judge import judge_free, judge_inputs, judge_replay
from .operations import call_operations, judge_operations
from .parted import Parted
from .portrait import draw_portrait
from .ports import (
    PORT_NAMES,
    REFERENCE,
    TIME_LIMIT,
    PortFailure,
    PortSpec,
    PortUnavailable,
    port_spec,
)
from .ports.host import Host
from .ports.process import ADAPTER as PROCESS
from .progress import NO_PROGRESS, Progress
from .reference import ReferenceRun
from .results import Results, RunResult
from .version import __version__

MODES = {"free": ("free",), "replay": ("replay",), "both": ("free", "replay")}
JUDGES: dict[str, Callable[..., Any]] = {
    "free": judge_free,
    "replay": judge_replay,
}


class Interrupted(KeyboardInterrupt):
    """The user ended a run.

    Attributes
    ----------
    results : Results
        Those of the cases that were done.
    """

    def __init__(self, results: Results) -> None:
        super().__init__("the run was ended")
        self.results = results


def run(
    cases: Sequence[str | Path] | str | Path | None = None,
    ports: Sequence[str | PortSpec] = PORT_NAMES,
    mode: str = "both",
    steps: int | None = None,
    time_limit: float = TIME_LIMIT,
    progress: Progress = NO_PROGRESS,
    full: bool = False,
    detail: bool = False,
    reference: PortSpec = REFERENCE,
    repeats: int = 1,
    certified: bool = True,
) -> Results:
    """Judge ports on cases.

    Parameters
    ----------
    cases : sequence of str or path, optional
        Ids of fixtures or case files; all fixtures by default.  Of all,
        those whose files the user has not got are skipped.
    ports : sequence of str or PortSpec
        "python", "r", "octave".
    mode : {"both", "free", "replay"}
        How training cases are run.
    steps : int, optional
        At most so many steps of each training case.
    time_limit : float
        Seconds that a port may take for one chunk of steps.
    progress : Progress
    full : bool
        As many steps as the original runs made, where a case says so.
    detail : bool
        Keep curves of losses and errors and what the trained networks
        predict, and explain divergences, for a report.
    reference : PortSpec
        What ports are compared with: a `ReferenceAdapter`.
    repeats : int
        How often each operation is called; each call gives a result.
    certified : bool
        Hold training against certified values as well; without, ports are
        compared with the reference alone.

    Returns
    -------
    Results

    Raises
    ------
    InputError
        If a case, a port or an option cannot be used; nothing is run then.
    Interrupted
        By Ctrl-C; the ports are ended.
    """
    listed, absent = listed_cases(cases)
    loaded = [load_case(case) for case in listed]
    specs = [p if isinstance(p, PortSpec) else port_spec(p) for p in ports]
    _check_specs(specs)
    _refuse_twice("case", [case.id for case in loaded])
    _check_options(mode, steps, time_limit)
    with _Run(
        specs, reference, time_limit, progress, detail, certified
    ) as judge:
        operations = [c for c in loaded if isinstance(c, OperationCase)]
        runs: list[RunResult] = []
        try:
            runs += judge.operations(operations * repeats)
            for case in loaded:
                if isinstance(case, TrainingCase):
                    limit = case.full_steps if full else case.steps
                    limit = min(limit, steps or limit)
                    runs += judge.training(case, limit, MODES[mode])
        except KeyboardInterrupt:
            raise Interrupted(_results(describe_machine(), runs)) from None
        runs += [
            _skipped(header, spec, name)
            for header in absent
            for spec in specs
            for name in MODES[mode]
        ]
        environment = {**describe_machine(), "ports": judge.describe()}
    if detail:
        cases_by_id = {case.id: case for case in loaded}
        by_name = {spec.name: spec for spec in specs}
        explain_divergences(runs, cases_by_id, by_name, time_limit)
    return _results(environment, runs)


def _check_specs(specs: list[PortSpec]) -> None:
    for spec in specs:
        if spec.adapter == PROCESS:
            file = spec.options["file"]
            raise InputError(f"{file}: type: lockstep validate {file}")
    if not specs:
        raise InputError("no port given: choose from " + ", ".join(PORT_NAMES))
    _refuse_twice("port", [spec.name for spec in specs])


def _check_options(mode: str, steps: int | None, time_limit: float) -> None:
    if mode not in MODES:
        raise InputError(
            f"unknown mode '{mode}': choose from {', '.join(MODES)}"
        )
    if steps is not None and not steps >= 1:
        raise InputError(f"--steps must be at least 1, got {steps}")
    if not time_limit > 0:
        raise InputError(f"--time-limit must be above 0, got {time_limit:g}")


def _results(environment: dict[str, Any], runs: list[RunResult]) -> Results:
    return Results(__version__, fixtures_version(), environment, runs)


def _refuse_twice(noun: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{noun} '{name}' is given twice: name it once")


def listed_cases(cases: Any) -> tuple[list[str | Path], list[CaseHeader]]:
    """Name the cases to run, and those of all whose files are missing."""
    if cases is None:
        headers = list_cases()
        ready: list[str | Path] = [h.path for h in headers if not h.missing]
        return ready, [header for header in headers if header.missing]
    if isinstance(cases, (str, Path)):
        return [cases], []
    return list(cases), []


def _skipped(header: CaseHeader, spec: PortSpec, mode: str) -> RunResult:
    words = f"lockstep run {header.id} --ports {spec.name} --mode {mode}"
    result = RunResult(header.id, spec.name, mode, command=words)
    result.skip(header.missing)
    return result


class _Run:
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
        self._hosts = [Host(spec, time_limit) for spec in specs]
        self._reference = Host(reference, time_limit)
        self._pool = ThreadPoolExecutor(len(specs) + 1)
        self._progress = progress
        self._detail = detail
        self._certified = certified

    def __enter__(self) -> _Run:
        # Languages start slowly: let all of them start at once.
        for host in [self._reference, *self._hosts]:
            self._pool.submit(host.warm_up)
        return self

    def __exit__(self, *exception: object) -> None:
        for host in [self._reference, *self._hosts]:
            host.close(at_once=exception[0] is not None)
        self._pool.shutdown(cancel_futures=True)

    def describe(self) -> dict[str, Any]:
        """Versions of every port that runs."""
        return {host.name: host.describe() for host in self._hosts}

    def operations(self, cases: list[Any]) -> list[RunResult]:
        """Judge all ports on operation cases, a batch a port."""
        if not cases:
            return []
        with TemporaryDirectory(prefix="lockstep-") as folder:
            session = self._reference.session()
            expected = call_operations(session, cases, Path(folder))
            judged = self._pool.map(
                lambda host: self._operations_of(host, cases, expected),
                self._hosts,
            )
            return [result for results in judged for result in results]

    def _operations_of(
        self, host: Host, cases: list[Any], expected: list[Any]
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
                session = host.session()
                judge_operations(session, cases, expected, results, folder)
        except (PortUnavailable, PortFailure) as error:
            for result in results:
                result.fail(str(error))
        task(len(cases))
        return results

    def training(
        self, case: Any, steps: int, modes: Sequence[str]
    ) -> list[RunResult]:
        """Judge all ports on one training case."""
        session = self._reference.session()
        session.call("open_case", case.path)
        reference = ReferenceRun(
            session, case, steps, certified=self._certified
        )
        task = self._progress.add(f"{case.id} reference", steps)
        producer = threading.Thread(target=reference.produce, args=(task,))
        producer.start()
        try:
            judged = self._pool.map(
                lambda host: self._training_of(host, reference, modes),
                self._hosts,
            )
            return [result for results in judged for result in results]
        except KeyboardInterrupt:
            session.kill()  # or the producer would finish its chunk
            raise
        finally:
            reference.stop("the run was ended")
            producer.join()
            reference.close()

    def _training_of(
        self, host: Host, reference: ReferenceRun, modes: Sequence[str]
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
            try:
                session = host.session()
                session.call("open_case", case.path)
                judge_inputs(session, case)
                end = JUDGES[mode](session, reference, result, task)
                if self._detail and end is not None:
                    result.portrait = draw_portrait(
                        session, case, end.parameters
                    )
            except Parted as parted:
                result.diverge(parted.divergence, str(parted))
                step = parted.divergence.step
                result.explain = explain_command(case, host.name, step)
            except (PortUnavailable, PortFailure) as error:
                result.fail(str(error))
            if result.recorder is not None:
                result.history = result.recorder.to_dict()
        self._diagnose(host, reference, results)
        return results

    def _diagnose(
        self, host: Host, reference: ReferenceRun, results: list[RunResult]
    ) -> None:
        """Say what free run and replay together mean."""
        try:
            session = host.session()
            session.call("open_case", reference.case.path)
        except (PortUnavailable, PortFailure):
            return  # each result says so itself
        diagnose({r.mode: r for r in results}, session, reference)
