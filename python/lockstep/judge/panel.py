"""The ports of one call, judged side by side: a validation has one."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

from ..cases.find import CaseHeader
from ..cases.load import Case, LoadedCase, OperationCase, TrainingCase
from ..errors import InputError, PortFailure
from ..files.guard import scratch
from ..ports.calls import call_operations
from ..ports.defaults import TIME_LIMIT
from ..ports.description import askable_operations
from ..ports.host import Host
from ..ports.port import Facts, PortSpec
from ..ports.start import port_spec
from ..reference.port import REFERENCE, open_reference
from ..reference.run import ReferenceRun
from ..traces.quantities import ECHO, LEVELS
from .claims import Claims, Question, questions_of_levels
from .member import Member, Replies
from .results import Outcome, RunResult
from .settings import Settings

Options = dict[str, object]  # of an adapter
M_ARENA_MAX = -8  # as malloc.h of glibc numbers it


class Panel:
    """Ports, and the reference that they are held to; a context manager.

    Parameters
    ----------
    specs : sequence of PortSpec
    training, operation : sequence of Question
        What every port is asked of a training case, and of an operation.
    settings : Settings
    reference : PortSpec
        What ports are compared with: a `ReferenceAdapter`.
    """

    def __init__(
        self,
        specs: Sequence[PortSpec],
        training: Sequence[Question],
        operation: Question,
        settings: Settings,
        reference: PortSpec = REFERENCE,
    ) -> None:
        self._members = [
            Member(spec, training, operation, settings) for spec in specs
        ]
        self._settings = settings
        # The reference is not under judgement: it gets the time it needs.
        limit = max(settings.time_limit, TIME_LIMIT)
        self._reference = Host(
            reference.name, partial(open_reference, limit, reference)
        )
        _share_heap()
        self._pool = ThreadPoolExecutor(len(specs) + 1)

    def __enter__(self) -> Panel:
        return self

    def warm_up(self, cases: Sequence[Case]) -> None:
        """Start all that some cases need: languages start slowly."""
        busy = [m for m in self._members if not all(map(m.known, cases))]
        for host in [self._reference, *(member.host for member in busy)]:
            if busy:
                self._pool.submit(host.warm_up)

    def __exit__(self, *exception: object) -> None:
        at_once = exception[0] is not None
        self._reference.close(at_once)
        for member in self._members:
            member.host.close(at_once)
        self._pool.shutdown(cancel_futures=True)

    @property
    def names(self) -> list[str]:
        """Of the ports."""
        return [member.host.name for member in self._members]

    def describe(self) -> Facts:
        """Versions of the reference, and of every port that runs."""
        ports = {
            member.host.name: member.describe() for member in self._members
        }
        known = self._settings.known.facts.get(self._reference.name)
        runs = self._reference.runs or not known
        reference = self._reference.describe() if runs else known
        return {"reference": reference, "ports": ports}

    def operations(self, cases: Sequence[OperationCase]) -> list[RunResult]:
        """Judge all ports on operation cases, a batch a port.

        Every port replies before the reference does: no answers exist then.
        """
        with TemporaryDirectory(prefix="calls-", dir=scratch()) as folder:
            asked = self._pool.map(
                lambda member: member.call(cases, Path(folder)), self._members
            )
            replies = list(asked)
            expected = self._expected(cases, Path(folder))
            return [
                result
                for member, found in zip(self._members, replies, strict=True)
                for result in member.operations(cases, expected, found)
            ]

    def _expected(
        self, cases: Sequence[OperationCase], folder: Path
    ) -> Replies:
        """The reference's replies to what any port declares."""
        asked = {
            number: case
            for number, case in enumerate(cases)
            if any(member.asks(case) for member in self._members)
        }
        if not asked:
            return {}
        own = folder / "reference"
        own.mkdir()
        port, listed = self._reference.port(), list(asked.values())
        replies = call_operations(port, listed, own)
        return dict(zip(asked, replies, strict=True))

    def training(self, case: TrainingCase) -> list[RunResult]:
        """Judge all ports on one training case."""
        settings = self._settings
        steps = settings.steps_of(case)
        known = [member.known(case) for member in self._members]
        if all(known):
            return list(chain(*known))
        port = self._reference.port()
        try:
            port.open_case(case)
        except PortFailure as error:
            failed = Outcome(failure=f"the reference failed: {error}")
            return self._everywhere(
                lambda member: member.failed(case, steps, failed)
            )
        task = settings.progress.add(f"{case.id} reference", steps)
        run = ReferenceRun(
            *(port, case, steps), certified=settings.certified, progress=task
        )
        with closing(run) as reference:
            wait = self._barrier()
            return self._everywhere(
                lambda member: member.training(reference, wait)
            )

    def _barrier(self) -> Callable[[], None]:
        """Makes the ports wait for each other before they replay.

        A program is given the reference's parameters in files, which another
        port could read while it still trains.
        """
        if not any(member.is_program for member in self._members):
            return lambda: None
        barrier = Barrier(len(self._members))

        def wait() -> None:
            barrier.wait()

        return wait

    def _everywhere(
        self, judge: Callable[[Member], list[RunResult]]
    ) -> list[RunResult]:
        """Judge all ports at once."""
        judged = self._pool.map(judge, self._members)
        return [result for results in judged for result in results]

    def skipped(self, header: CaseHeader) -> list[RunResult]:
        """Say which files of the user a case lacks."""
        return self._everywhere(lambda member: member.skipped(header))


class Validation(Panel):
    """A panel of one port, which is asked level by level.

    Parameters
    ----------
    file : str or path
        Its name, its port.json or the folder of it.
    level : int, optional
        Judge levels 0 to this one; by default, all that the port claims.
    settings : Settings
    keep : str or path, optional
        Folder, new or empty, for all files that the port reads and writes.

    Attributes
    ----------
    name : str
        Of the port.
    top : int
        The highest level that is judged.

    Raises
    ------
    InputError
        If port.json or an option cannot be used.
    """

    def __init__(
        self,
        file: str | Path,
        level: int | None,
        settings: Settings,
        keep: str | Path | None = None,
    ) -> None:
        spec = port_spec(file)
        self._claims, self.name = Claims(spec.description), spec.name
        self.top = self._claims.level if level is None else level
        if self.top not in LEVELS:
            raise InputError(f"level: expected 0, 1, 2 or 3, got {level}")
        settings.check()
        options = _options(spec, self.top, keep)
        super().__init__(
            [replace(spec, file=str(file), options=options)],
            questions_of_levels(self.top),
            Question("operation", ECHO),
            settings,
        )

    def asked(self, cases: Sequence[LoadedCase]) -> list[LoadedCase]:
        """Keep what can be asked; refuse known failures of no case."""
        self._claims.check_known_failures(cases)
        return [c for c in cases if c.kind == "training" or is_asked(c)]


def is_asked(case: Case | CaseHeader) -> bool:
    """Whether a case is an operation that has a result in numbers."""
    operation = getattr(case, "operation", "")
    return case.kind == "operation" and operation in askable_operations()


def _options(spec: PortSpec, top: int, keep: str | Path | None) -> Options:
    """What a program is told beyond its description."""
    if not spec.is_program:
        if keep is not None:
            raise InputError("--keep: a port behind a bridge has no files")
        return spec.options
    level = min(top, Claims(spec.description).level)
    kept = {} if keep is None else {"keep": str(_empty_folder(Path(keep)))}
    return {**spec.options, "level": level, **kept}


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"--keep {folder}: expected a new or empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.resolve()


def _share_heap() -> None:
    """Keep glibc from a heap for each thread: none gives back what it frees."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
