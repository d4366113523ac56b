"""One task of a cluster: some cases on one port, judged where it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from ... import __version__
from ...cases.load import LoadedCase, OperationCase
from ...errors import JudgeError
from ...ports.environment import fixtures_sha256
from ...ports.port import PortSpec
from ...ports.start import program_of
from ..results import Results
from ..run import run

OPERATIONS = 100  # of a task: each task starts its languages anew


class Options(TypedDict, total=False):
    """Options of `judge.run.run` that hold for every task."""

    mode: str
    steps: int | None
    time_limit: float
    full: bool
    detail: bool
    strict: bool


@dataclass(frozen=True)
class Task:
    """What one worker does alone.

    Attributes
    ----------
    cases : tuple of str
        Ids or paths, as a user names them.
    port : str
        The same.
    steps : int
        How long it takes, roughly.
    """

    cases: tuple[str, ...]
    port: str
    steps: int

    @property
    def name(self) -> str:
        """For messages, and for Dask's own pages."""
        more = f" and {len(self.cases) - 1} more" if self.cases[1:] else ""
        return f"{self.cases[0]}{more} on {self.port}"

    @property
    def resource(self) -> str:
        """What its worker must declare; empty if every worker will do."""
        return self.port if program_of(self.port) else ""


def tasks_of(
    cases: Sequence[LoadedCase], specs: Sequence[PortSpec]
) -> Iterator[Task]:
    """Cut the matrix of cases and ports, in the order of the results."""
    operations = [c for c in cases if isinstance(c, OperationCase)]
    for spec in specs:
        for first in range(0, len(operations), OPERATIONS):
            names = [case.reference for case in operations[first:][:OPERATIONS]]
            yield Task(tuple(names), spec.reference, len(names))
    for case in cases:
        if not isinstance(case, OperationCase):
            for spec in specs:
                yield Task((case.reference,), spec.reference, case.steps)


def same() -> tuple[str, str]:
    """What must be the same wherever tasks run."""
    return __version__, fixtures_sha256()


def judge(task: Task, options: Options, wanted: tuple[str, str]) -> Results:
    """Judge the cases of a task; only results go back.

    Raises
    ------
    JudgeError
        Whatever went wrong, in words: no other error would survive the way.
    """
    if same() != wanted:
        raise JudgeError(
            f"a worker has other versions: expected lockstep and fixtures "
            f"{' '.join(wanted)}, got {' '.join(same())}"
        )
    try:
        return run(list(task.cases), [task.port], jobs=1, **options)
    except Exception as error:
        raise JudgeError(f"{task.name}: {error}") from None
