"""Certify, or check, many cases at once, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from pathlib import Path
from typing import Any

from ...cases.contract import contract
from ...cases.find import CaseHeader, list_cases
from ...cases.load import load_case
from ...progress import NO_PROGRESS, Progress
from ..formulas.operations import UNCERTIFIED
from .check import check_case
from .store import store_case


def chosen(cases: Sequence[str] | None) -> list[Any]:
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
    cases: Sequence[Any],
    seconds: float,
    progress: Progress = NO_PROGRESS,
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Certify cases and store them; yields each with what was stored."""
    work = partial(_store, seconds=seconds)
    yield from _each(work, cases, "certify", progress)


def check_all(
    cases: Sequence[Any],
    quick: bool = False,
    progress: Progress = NO_PROGRESS,
) -> Iterator[tuple[str, list[str]]]:
    """Compute stored values again; yields each case with its differences."""
    yield from _each(partial(_check, quick=quick), cases, "check", progress)


def _store(path: Path, seconds: float) -> dict[str, Any]:
    return store_case(load_case(path), seconds)


def _check(path: Path, quick: bool) -> list[str]:
    return check_case(load_case(path), quick)


def _each(
    work: Callable[[Path], Any],
    cases: Sequence[Any],
    name: str,
    progress: Progress,
) -> Iterator[tuple[str, Any]]:
    """Do a piece of work for each case, as many at once as there are cores."""
    advance = progress.add(name, len(cases))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), context) as pool:
        waiting = {pool.submit(work, case.path): case.id for case in cases}
        for number, done in enumerate(as_completed(waiting), start=1):
            advance(number)
            yield waiting[done], done.result()
