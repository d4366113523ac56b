"""Certify, or check, many cases at once, each in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from ...cases.contract import contract
from ...cases.find import CaseHeader, list_cases
from ...cases.load import LoadedCase, load_case
from ...files.child import start_child
from ...files.strict_json import JsonObject
from ...progress import NO_PROGRESS, Progress
from ..formulas.operations import UNCERTIFIED
from .check import check_case
from .store import store_case

Answer = tuple[Any, Exception | None]


def chosen(cases: Sequence[str] | None) -> list[LoadedCase]:
    """Cases by id or path; all fixtures by default, the longest first."""
    if cases:
        return [load_case(case) for case in cases]
    headers = sorted(list_cases(), key=_length, reverse=True)
    return [load_case(h.path) for h in headers if can_be_certified(h)]


def can_be_certified(header: CaseHeader) -> bool:
    """Whether a case has numbers to certify, and its files are there."""
    if header.kind == "training":
        return not header.missing
    compared = contract()[header.operation]["comparison"] != "picture"
    return compared and header.operation not in UNCERTIFIED


def _length(header: CaseHeader) -> int:
    return header.steps or 0


def store_all(
    cases: Sequence[LoadedCase],
    seconds: float,
    progress: Progress = NO_PROGRESS,
) -> Iterator[tuple[str, JsonObject]]:
    """Certify cases and store them; yields each with what was stored."""
    yield from _each("store", seconds, cases, progress)


def check_all(
    cases: Sequence[LoadedCase],
    quick: bool = False,
    progress: Progress = NO_PROGRESS,
) -> Iterator[tuple[str, list[str]]]:
    """Compute stored values again; yields each case with its differences."""
    yield from _each("check", quick, cases, progress)


def _each(
    task: str, option: float, cases: Sequence[LoadedCase], progress: Progress
) -> Iterator[tuple[str, Any]]:
    """Do a task for each case, as many at once as there are cores."""
    advance = progress.add(task, len(cases))
    workers = [Worker() for _ in range(min(os.cpu_count() or 1, len(cases)))]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def do(path: Path) -> Any:
        worker = idle.get()
        try:
            return worker.do(task, path, option)
        finally:
            idle.put(worker)

    pool = ThreadPoolExecutor(max(len(workers), 1))
    try:
        waiting = {pool.submit(do, case.path): case.id for case in cases}
        for number, done in enumerate(as_completed(waiting), start=1):
            advance(number)
            yield waiting[done], done.result()
    finally:
        for worker in workers:
            worker.end()
        pool.shutdown(cancel_futures=True)


class Worker:
    """A process that certifies or checks a case at a time."""

    def __init__(self) -> None:
        self._process, self._pipe = start_child(__name__, {})

    def do(self, task: str, path: Path, option: float) -> Any:
        """Wait for a task; whatever it raises is raised here."""
        self._pipe.send((task, path, option))
        try:
            value, error = self._pipe.recv()
        except (EOFError, OSError):
            code = self._process.wait()
            raise RuntimeError(
                f"the process that was to {task} {path} ended (exit code "
                f"{code})"
            ) from None
        if error is not None:
            raise error
        return value

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        self._pipe.close()


def main(descriptor: int) -> None:
    """Do tasks until the parent ends: what a `Worker` runs."""
    pipe = Connection(descriptor)
    tasks: dict[str, Callable[[Any, Any], Any]] = {
        "store": store_case,
        "check": check_case,
    }
    with suppress(EOFError, ConnectionError):
        while True:
            task, path, option = pipe.recv()
            try:
                answer: Answer = tasks[task](load_case(path), option), None
            except Exception as error:
                answer = None, error
            pipe.send(answer)
