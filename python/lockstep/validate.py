"""Validate a described port: every level that it claims, on every case."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from .cases import (
    CaseHeader,
    OperationCase,
    TrainingCase,
    list_cases,
    load_case,
)
from .compare import Parted
from .environment import describe_machine, fixtures_version
from .errors import InputError
from .judge_levels import judge_echo, judge_levels
from .levels import ECHO, LEVELS, TRAINED
from .operations import call_operations, judge_operations
from .ports import REFERENCE, TIME_LIMIT, PortSpec, PortUnavailable
from .ports.description import (
    PortDescription,
    askable_operations,
    read_port,
)
from .ports.host import Host
from .ports.process import ADAPTER, ProcessSession, undeclared
from .progress import NO_PROGRESS, Progress
from .reference import ReferenceRun
from .results import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    Results,
    RunResult,
)
from .runner import listed_cases
from .schema import suggestion
from .version import __version__

MODES = {0: "echo", 1: "free", 2: "free", 3: "replay"}


def validate(
    file: str | Path,
    level: int | None = None,
    cases: Sequence[str | Path] | None = None,
    steps: int | None = None,
    time_limit: float = TIME_LIMIT,
    keep: str | Path | None = None,
    progress: Progress = NO_PROGRESS,
) -> Results:
    """Judge a program that speaks the protocol of docs/protocol.md.

    Parameters
    ----------
    file : str or path
        Its port.json, or the folder of it.
    level : int, optional
        Judge levels 0 to this one; by default, all that the port claims.
    cases : sequence of str or path, optional
        Ids of fixtures or case files; all fixtures by default.
    steps : int, optional
        At most so many steps of each training case.
    time_limit : float
        Seconds for each 1,000 steps begun.
    keep : str or path, optional
        Folder, new or empty, for all files that the port reads and writes.
    progress : Progress

    Returns
    -------
    Results
        A run for each case and level.

    Raises
    ------
    InputError
        If port.json, a case or an option cannot be used.
    """
    port = read_port(file)
    top = port.level if level is None else level
    if top not in LEVELS:
        raise InputError(f"level: expected 0, 1, 2 or 3, got {top}")
    if steps is not None and not steps >= 1:
        raise InputError(f"--steps must be at least 1, got {steps}")
    listed, absent = listed_cases(cases or None)
    loaded = [load_case(case) for case in listed]
    _check_known_failures(port, loaded)
    options = {"file": str(port.file), "level": min(top, port.level)}
    if keep is not None:
        options["keep"] = str(_empty_folder(Path(keep)))
    spec = PortSpec(port.name, ADAPTER, options)
    with _Validation(spec, file, top, steps, time_limit, progress) as judge:
        operations = [c for c in loaded if _is_asked(c)]
        runs = judge.operations(operations)
        for case in loaded:
            if isinstance(case, TrainingCase):
                runs += judge.training(case)
        runs += [judge.skipped(header) for header in absent]
        environment = {
            **describe_machine(),
            "ports": {port.name: judge.session.describe()},
        }
    return Results(__version__, fixtures_version(), environment, runs)


class _Validation:
    """A port, the reference, and what is asked."""

    def __init__(
        self,
        spec: PortSpec,
        file: str | Path,
        top: int,
        steps: int | None,
        time_limit: float,
        progress: Progress,
    ) -> None:
        self.session = ProcessSession(spec, time_limit)
        self._port, self._file = self.session.port, file
        self._top, self._steps = top, steps
        self._progress = progress
        self._reference = Host(REFERENCE, TIME_LIMIT)
        self._pool = ThreadPoolExecutor(1)

    def __enter__(self) -> _Validation:
        self._pool.submit(self._reference.warm_up)
        return self

    def __exit__(self, *exception: object) -> None:
        at_once = exception[0] is not None
        self._reference.close(at_once)
        if at_once:
            self.session.kill()
        self.session.close()
        self._pool.shutdown(cancel_futures=True)

    def operations(self, cases: list[Any]) -> list[RunResult]:
        """Judge the operations that the port declares."""
        results = [self._result(case, ECHO, "operation") for case in cases]
        asked = []
        for case, result in zip(cases, results, strict=True):
            if case.operation in self._port.operations:
                asked.append((case, result))
            else:
                result.not_supported(f"operation {case.operation}")
        if asked:
            self._judge_operations(*map(list, zip(*asked, strict=True)))
        return [self._settled(result) for result in results]

    def _judge_operations(
        self, cases: list[Any], results: list[RunResult]
    ) -> None:
        task = self._progress.add(f"{self._port.name} operations", len(cases))
        no_pictures = Path()  # operations here write no files
        reference = self._reference.session()
        expected = call_operations(reference, cases, no_pictures)
        try:
            judge_operations(
                self.session, cases, expected, results, no_pictures
            )
        except PortUnavailable as error:
            for result in results:
                result.fail(str(error))
                result.output = self.session.output
        task(len(cases))

    def training(self, case: Any) -> list[RunResult]:
        """Judge a training case at each level."""
        results = {
            level: self._result(case, level, MODES[level])
            for level in LEVELS[: self._top + 1]
        }
        steps = min(case.steps, self._steps or case.steps)
        self.session.call("open_case", case.path, steps)
        self._echo(results[ECHO])
        self._skip_undeclared(case, results)
        asked = {n: r for n, r in results.items() if n and r.verdict == EQUAL}
        if asked:
            self._train(case, steps, asked)
        return [self._settled(result) for result in results.values()]

    def skipped(self, header: CaseHeader) -> RunResult:
        """Say which files of the user a case lacks."""
        result = self._result(header, ECHO, MODES[ECHO])
        result.skip(header.missing)
        return result

    def _echo(self, result: RunResult) -> None:
        try:
            judge_echo(self.session, result)
        except Parted as parted:
            result.diverge(parted.divergence, str(parted))
        except PortUnavailable as error:
            result.fail(str(error))
            result.output = self.session.output

    def _skip_undeclared(
        self, case: Any, results: dict[int, RunResult]
    ) -> None:
        lacking = undeclared(self._port, case)
        for level in range(TRAINED, self._top + 1):
            if lacking:
                results[level].not_supported(", ".join(lacking))
            elif level > self._port.level:
                results[level].not_supported(f"level {level}")

    def _train(
        self, case: Any, steps: int, results: dict[int, RunResult]
    ) -> None:
        session = self._reference.session()
        session.call("open_case", case.path)
        reference = ReferenceRun(session, case, steps)
        name = f"{case.id} {self._port.name}"
        tasks = [self._progress.add(f"{case.id} reference", steps)]
        tasks.append(self._progress.add(name, steps))
        producer = threading.Thread(target=reference.produce, args=(tasks[0],))
        producer.start()
        try:
            judge_levels(self.session, reference, results, tasks[1])
        finally:
            reference.stop("the run was ended")
            producer.join()
            reference.close()

    def _result(self, case: Any, level: int, mode: str) -> RunResult:
        name = getattr(case, "reference", case.id)
        words = ["lockstep validate", str(self._file)]
        words += [f"--level {level}", f"--cases {name}"]
        if self._steps is not None:
            words.append(f"--steps {self._steps}")
        command = " ".join(words)
        return RunResult(
            case.id, self._port.name, mode, command=command, level=level
        )

    def _settled(self, result: RunResult) -> RunResult:
        """Hold a result against the known failures of port.json."""
        known = self._port.known_failure(result.case, result.level or 0)
        if known is None:
            return result
        if result.verdict in (DIVERGED, ERROR):
            where = f" ({known.link})" if known.link else ""
            result.message = f"{known.reason}{where}; {result.message}"
            result.verdict = KNOWN_FAILURE
        elif result.verdict == EQUAL:
            result.fail(
                "port.json lists this as a known failure, but it passes: "
                "take it out of known_failures"
            )
        return result


def _is_asked(case: Any) -> bool:
    """Whether a case is an operation that has a result in numbers."""
    if not isinstance(case, OperationCase):
        return False
    return case.operation in askable_operations()


def _check_known_failures(port: PortDescription, cases: Iterable[Any]) -> None:
    known = {case.id for case in cases} | {case.id for case in list_cases()}
    for failure in port.known_failures:
        if failure.case not in known:
            asked = suggestion(failure.case, known)
            raise InputError(
                f"{port.file}: known_failures: no case '{failure.case}'{asked}"
            )


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"--keep {folder}: expected a new or empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()
