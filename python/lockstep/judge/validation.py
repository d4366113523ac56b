"""Judge a described port case by case, at every level that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from ..cases.find import CaseHeader, list_cases
from ..cases.schema import suggestion
from ..errors import InputError
from ..ports.bridge.session import TIME_LIMIT
from ..ports.calls import call_operations
from ..ports.description import askable_operations, read_port
from ..ports.host import Host
from ..ports.port import PortFailure, PortSpec, PortUnavailable
from ..ports.program.session import ADAPTER, ProgramPort, undeclared
from ..ports.start import open_reference
from ..progress import NO_PROGRESS, Progress
from ..reference.run import ReferenceRun
from ..traces.quantities import ECHO, LEVELS, TRAINED
from .fixture import origin
from .levels import judge_echo, judge_levels
from .operations import compare_operations
from .results import (
    DIVERGED,
    EQUAL,
    ERROR,
    KNOWN_FAILURE,
    NOT_SUPPORTED,
    SKIPPED,
    Outcome,
    RunResult,
)

MODES = {0: "echo", 1: "free", 2: "free", 3: "replay"}


class Validation:
    """A port, the reference, and what is asked; a context manager.

    Parameters
    ----------
    file : str or path
        The port.json, or the folder of it.
    level : int, optional
        Judge levels 0 to this one; by default, all that the port claims.
    steps : int, optional
        Stop each training case after this many steps; all by default.
    time_limit : float
        Seconds for each 1,000 steps begun.
    keep : str or path, optional
        Folder, new or empty, for all files that the port reads and writes.
    progress : Progress
    strict : bool
        As for `run`.

    Raises
    ------
    InputError
        If port.json or an option cannot be used.
    """

    def __init__(
        self,
        file: str | Path,
        level: int | None = None,
        steps: int | None = None,
        time_limit: float = TIME_LIMIT,
        keep: str | Path | None = None,
        progress: Progress = NO_PROGRESS,
        strict: bool = False,
    ) -> None:
        self.port = read_port(file)
        self.top = self.port.level if level is None else level
        if self.top not in LEVELS:
            raise InputError(f"level: expected 0, 1, 2 or 3, got {level}")
        if steps is not None and not steps >= 1:
            raise InputError(f"--steps must be at least 1, got {steps}")
        self._options: dict[str, Any] = {
            "file": str(self.port.file),
            "level": min(self.top, self.port.level),
        }
        if keep is not None:
            self._options["keep"] = str(_empty_folder(Path(keep)))
        self._file, self._steps = file, steps
        self._limit, self._progress = time_limit, progress
        self._strict = strict

    def __enter__(self) -> Validation:
        spec = PortSpec(self.port.name, ADAPTER, self._options)
        self.running = ProgramPort(spec, self._limit)
        self._reference = Host("reference", partial(open_reference, TIME_LIMIT))
        self._pool = ThreadPoolExecutor(1)
        self._pool.submit(self._reference.warm_up)
        return self

    def __exit__(self, *exception: object) -> None:
        at_once = exception[0] is not None
        self._reference.close(at_once)
        if at_once:
            self.running.kill()
        self.running.close()
        self._pool.shutdown(cancel_futures=True)

    def describe(self) -> dict[str, Any]:
        """What the reference and the port say of themselves."""
        ports = {self.port.name: self.running.describe()}
        return {
            "reference": self._reference.describe(),
            "ports": ports,
            "fixture_cases": _count_fixtures(),
        }

    def check_known_failures(self, cases: Iterable[Any]) -> None:
        """Refuse known failures of cases that do not exist.

        Raises
        ------
        InputError
            Names the first, and the nearest case that exists.
        """
        known = {c.id for c in cases} | {c.id for c in list_cases()}
        for failure in self.port.known_failures:
            if failure.case not in known:
                asked = suggestion(failure.case, known)
                raise InputError(
                    f"{self.port.file}: known_failures: no case "
                    f"'{failure.case}'{asked}"
                )

    def operations(self, cases: list[Any]) -> list[RunResult]:
        """Judge the operations that the port declares."""
        asked = [c for c in cases if c.operation in self.port.operations]
        outcomes = self._operations(asked) if asked else []
        found = {c.id: o for c, o in zip(asked, outcomes, strict=True)}
        results = []
        for case in cases:
            result = self._result(case, ECHO, "operation")
            if case.id in found:
                result = result.with_outcome(found[case.id])
            else:
                missing = f"operation {case.operation}"
                result = result.with_verdict(NOT_SUPPORTED, missing)
            results.append(self._settled(result))
        return results

    def _operations(self, cases: list[Any]) -> list[Outcome]:
        task = self._progress.add(f"{self.port.name} operations", len(cases))
        nowhere = Path()  # operations here write no files
        try:
            # The port comes first, while no answer exists.
            replies = call_operations(self.running, cases, nowhere)
        except PortUnavailable as error:
            failed = Outcome(failure=str(error), output=self.running.output)
            return [failed] * len(cases)
        finally:
            task(len(cases))
        expected = call_operations(self._reference.port(), cases, nowhere)
        return compare_operations(cases, expected, replies)

    def training(self, case: Any) -> list[RunResult]:
        """Judge a training case at each level."""
        steps = min(case.steps, self._steps or case.steps)
        self.running.open_case(case, steps)
        results = {
            level: self._result(case, level, MODES[level])
            for level in LEVELS[: self.top + 1]
        }
        results[ECHO] = results[ECHO].with_outcome(judge_echo(self.running))
        missing = self._undeclared(case)
        for level, words in missing.items():
            results[level] = results[level].with_verdict(NOT_SUPPORTED, words)
        asked = [level for level in results if level and level not in missing]
        if asked:
            for level, outcome in self._train(case, steps, asked).items():
                results[level] = results[level].with_outcome(
                    outcome, self._strict
                )
        return [self._settled(result) for result in results.values()]

    def skipped(self, header: CaseHeader) -> RunResult:
        """Say which files of the user a case lacks."""
        result = self._result(header, ECHO, MODES[ECHO])
        return result.with_verdict(SKIPPED, header.missing)

    def _undeclared(self, case: Any) -> dict[int, str]:
        """Levels that are not judged, and what the port does not declare."""
        lacking = undeclared(self.port, case)
        return {
            level: ", ".join(lacking) or f"level {level}"
            for level in range(TRAINED, self.top + 1)
            if lacking or level > self.port.level
        }

    def _train(
        self, case: Any, steps: int, levels: list[int]
    ) -> dict[int, Outcome]:
        port = self._reference.port()
        try:
            port.open_case(case)
        except PortFailure as error:
            failed = Outcome(failure=f"the reference failed: {error}")
            return dict.fromkeys(levels, failed)
        task = self._progress.add(f"{case.id} reference", steps)
        own_task = self._progress.add(f"{case.id} {self.port.name}", steps)
        run = ReferenceRun(port, case, steps, progress=task)
        with closing(run) as reference:
            return judge_levels(self.running, reference, levels, own_task)

    def _result(self, case: Any, level: int, mode: str) -> RunResult:
        name = getattr(case, "reference", case.id)
        words = ["lockstep validate", str(self._file)]
        words += [f"--level {level}", f"--cases {name}"]
        if self._steps is not None:
            words.append(f"--steps {self._steps}")
        if self._strict:
            words.append("--strict")
        command = " ".join(words)
        return RunResult(
            case.id,
            self.port.name,
            mode,
            command=command,
            level=level,
            of_steps=1 if level == ECHO else case.steps,
            **origin(case),
        )

    def _settled(self, result: RunResult) -> RunResult:
        """Hold a result against the known failures of port.json.

        A port that crashes, hangs or breaks the protocol has no result that
        could be known to be wrong.
        """
        known = self.port.known_failure(result.case, result.level or 0)
        if known is None or result.failure:
            return result
        if result.verdict == DIVERGED:
            where = f" ({known.link})" if known.link else ""
            message = f"{known.reason}{where}; {result.message}"
            return result.with_verdict(KNOWN_FAILURE, message)
        if result.verdict == EQUAL:
            return result.with_verdict(
                ERROR,
                "port.json lists this as a known failure, but it passes: "
                "take it out of known_failures",
            )
        return result


def is_asked(case: Any) -> bool:
    """Whether a case is an operation that has a result in numbers.

    Parameters
    ----------
    case : Case or CaseHeader
    """
    return case.kind == "operation" and case.operation in askable_operations()


def _count_fixtures() -> dict[str, int]:
    """How many fixtures a whole run has, of each kind."""
    ready = [case for case in list_cases() if not case.missing]
    training = sum(case.kind == "training" for case in ready)
    return {"training": training, "operation": sum(map(is_asked, ready))}


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"--keep {folder}: expected a new or empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()
