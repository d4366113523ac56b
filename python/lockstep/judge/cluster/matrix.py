"""Judge the matrix of cases and ports on the workers of a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from ... import __version__
from ...console.progress import NO_PROGRESS, Progress
from ...errors import InputError, JudgeError
from ...errors.libraries import optional
from ...ports.environment import describe_machine, fixtures_version
from ...ports.port import Facts
from ..asked import asked_for
from ..results import Results
from ..run import skipped_runs
from ..unfinished import keeping
from .tasks import Options, judge, same, tasks_of

CONNECT = 10.0  # seconds
POLL = 1.0  # seconds between two looks at the workers
PATIENCE = 60.0  # seconds without any worker for a task

Client = Any  # of dask.distributed, an extra
Future = Any


class Duty(Protocol):
    """What one worker does alone."""

    @property
    def name(self) -> str:
        """For messages, and for Dask's own pages."""
        ...

    @property
    def resource(self) -> str:
        """What its worker must declare; empty if every worker will do."""
        ...

    @property
    def steps(self) -> int:
        """How long it takes, roughly."""
        ...


T = TypeVar("T", bound=Duty)
R = TypeVar("R")


class Matrix(Generic[T, R]):
    """Tasks on a cluster.

    Parameters
    ----------
    client : distributed.Client
    tasks : sequence of Duty
    judge : callable
        Does a task, on a worker.
    progress : Progress
    """

    def __init__(
        self,
        client: Client,
        tasks: Sequence[T],
        judge: Callable[[T], R],
        progress: Progress,
    ) -> None:
        self._client, self._tasks = client, tasks
        self._judge = judge
        self._advance = progress.add("all", len(tasks))
        self._unserved_since: float | None = None

    def work(self) -> Iterator[tuple[int, R]]:
        """Give what each task found, with its number, when it is done.

        A lost worker's tasks run again.

        Raises
        ------
        JudgeError
            If a task fails, or if no worker is there that may do it.
        """
        waiting = {
            self._submit(task): number
            for number, task in enumerate(self._tasks)
        }
        try:
            while waiting:
                for future in self._done(list(waiting)):
                    found: R = _result(future)
                    yield waiting.pop(future), found
                    self._advance(len(self._tasks) - len(waiting))
                self._check_workers(
                    [self._tasks[number] for number in waiting.values()]
                )
        finally:
            self._client.cancel(list(waiting))

    def _submit(self, task: T) -> Future:
        needs = {task.resource: 1} if task.resource else None
        return self._client.submit(
            *(self._judge, task),
            pure=False,
            key=f"{task.name} {id(task)}",
            resources=needs,
            priority=task.steps,
        )

    def _done(self, waiting: list[Future]) -> set[Future]:
        distributed = optional("distributed")
        try:
            done: set[Future] = distributed.wait(
                waiting, timeout=POLL, return_when="FIRST_COMPLETED"
            ).done
        except TimeoutError:
            return set()
        return done

    def _check_workers(self, waiting: Sequence[T]) -> None:
        """Refuse to wait for ever for a worker that nobody starts."""
        task = self._unserved(waiting)
        if task is None:
            self._unserved_since = None
            return
        now = time.monotonic()
        self._unserved_since = self._unserved_since or now
        if now - self._unserved_since > PATIENCE:
            raise JudgeError(_no_worker(task))

    def _unserved(self, tasks: Sequence[T]) -> T | None:
        """A task that no worker may do."""
        info = self._client.scheduler_info(n_workers=-1)
        declared = [w.get("resources") or {} for w in info["workers"].values()]
        there = {name for each in declared for name in each}
        for task in tasks:
            if task.resource not in there and (task.resource or not declared):
                return task
        return None

    def check(self) -> None:
        """Refuse a cluster that lacks workers for some tasks.

        Raises
        ------
        InputError
            Says how to start one.
        """
        task = self._unserved(self._tasks)
        if task is not None:
            raise InputError(_no_worker(task))


def _result(future: Future) -> Any:
    try:
        return future.result()
    except JudgeError:
        raise
    except Exception as error:  # such as KilledWorker
        raise JudgeError(f"the cluster lost {future.key}: {error}") from None


def _no_worker(task: Duty) -> str:
    if not task.resource:
        return "--dask: the cluster has no worker; type: dask worker ADDRESS"
    return (
        f"--dask: no worker declares '{task.resource}', which {task.name} "
        "needs; type: dask worker ADDRESS --resources "
        f"{task.resource}=1"
    )


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """A client of a cluster.

    Raises
    ------
    InputError
        If dask.distributed is missing, or nobody answers.
    """
    distributed = optional("distributed")
    try:
        client = distributed.Client(address, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise InputError(
            f"--dask {address}: no scheduler answers: {error}"
        ) from None
    with client:
        yield client


def run_on_cluster(
    address: str,
    cases: Sequence[str | Path] | None,
    ports: Sequence[str],
    options: Options,
    progress: Progress = NO_PROGRESS,
) -> Results:
    """Judge ports on cases, as `judge.run.run` does, on many machines.

    Parameters
    ----------
    address : str
        Of the scheduler, such as "tcp://10.0.0.1:8786".
    cases, ports
        As for `run`.
    options : Options
    progress : Progress

    Raises
    ------
    InputError
        If an option or the cluster cannot be used.
    Interrupted, JudgeFailed
        As for `run`.
    """
    asked = asked_for(cases, ports)
    with connected(address) as client:
        tasks = list(tasks_of(asked.cases, asked.specs))
        judged = partial(judge, options=options, wanted=same())
        matrix = Matrix(client, tasks, judged, progress)
        matrix.check()
        found: dict[int, Results] = {}
        with keeping(lambda: _together(found, is_complete=False)):
            found.update(matrix.work())
        results = _together(found)
    results.runs += skipped_runs(asked, options.get("mode", "both"))
    return results


def _together(found: dict[int, Results], is_complete: bool = True) -> Results:
    """All results, in the order of their tasks."""
    parts = [part for _, part in sorted(found.items())]
    ports: Facts = {}
    reference: object = {}
    for part in parts:
        ports |= part.environment["ports"]
        reference = part.environment["reference"]
    told = {**describe_machine(), "reference": reference, "ports": ports}
    runs = list(chain(*(part.runs for part in parts)))
    return Results(__version__, fixtures_version(), told, runs, is_complete)
