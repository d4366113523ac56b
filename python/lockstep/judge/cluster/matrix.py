"""Judge the matrix of cases and ports on the workers of a Dask cluster."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

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
from .tasks import Options, Task, judge, same, tasks_of

CONNECT = 10.0  # seconds
POLL = 1.0  # seconds between two looks at the workers
PATIENCE = 60.0  # seconds without any worker for a task

Client = Any  # of dask.distributed, an extra
Future = Any


class Matrix:
    """Tasks on a cluster, and what came back so far.

    Parameters
    ----------
    client : distributed.Client
    tasks : sequence of Task
    options : Options
    progress : Progress
    """

    def __init__(
        self,
        client: Client,
        tasks: Sequence[Task],
        options: Options,
        progress: Progress,
    ) -> None:
        self._client, self._tasks = client, tasks
        self._options = options
        self._found: dict[int, Results] = {}
        self._advance = progress.add("all", len(tasks))
        self._unserved_since: float | None = None

    def work(self) -> None:
        """Wait until every task is done; a lost worker's run again.

        Raises
        ------
        JudgeError
            If a task fails, or if no worker is there that may do it.
        """
        wanted = same()
        waiting = {
            self._submit(task, wanted): number
            for number, task in enumerate(self._tasks)
        }
        try:
            while waiting:
                for future in self._done(list(waiting)):
                    self._found[waiting.pop(future)] = _result(future)
                    self._advance(len(self._found))
                self._check_workers(
                    [self._tasks[number] for number in waiting.values()]
                )
        finally:
            self._client.cancel(list(waiting))

    def _submit(self, task: Task, wanted: tuple[str, str]) -> Future:
        needs = {task.resource: 1} if task.resource else None
        return self._client.submit(
            *(judge, task, self._options, wanted),
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

    def _check_workers(self, waiting: Sequence[Task]) -> None:
        """Refuse to wait for ever for a worker that nobody starts."""
        task = self._unserved(waiting)
        if task is None:
            self._unserved_since = None
            return
        now = time.monotonic()
        self._unserved_since = self._unserved_since or now
        if now - self._unserved_since > PATIENCE:
            raise JudgeError(_no_worker(task))

    def _unserved(self, tasks: Sequence[Task]) -> Task | None:
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

    def results(self) -> list[Results]:
        """What came back so far, in the order of the tasks."""
        return [found for _, found in sorted(self._found.items())]


def _result(future: Future) -> Results:
    try:
        found: Results = future.result()
    except JudgeError:
        raise
    except Exception as error:  # such as KilledWorker
        raise JudgeError(f"the cluster lost {future.key}: {error}") from None
    return found


def _no_worker(task: Task) -> str:
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
        matrix = Matrix(client, tasks, options, progress)
        matrix.check()
        with keeping(lambda: _together(matrix.results(), is_complete=False)):
            matrix.work()
        results = _together(matrix.results())
    results.runs += skipped_runs(asked, options.get("mode", "both"))
    return results


def _together(parts: Sequence[Results], is_complete: bool = True) -> Results:
    ports: Facts = {}
    reference: object = {}
    for part in parts:
        ports |= part.environment["ports"]
        reference = part.environment["reference"]
    told = {**describe_machine(), "reference": reference, "ports": ports}
    runs = list(chain(*(part.runs for part in parts)))
    return Results(__version__, fixtures_version(), told, runs, is_complete)
