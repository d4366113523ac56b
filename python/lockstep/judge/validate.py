"""Validate a described port: every level that it claims, on every case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..cases.find import listed_cases
from ..cases.load import TrainingCase, load_case
from ..environment import describe_machine, fixtures_version
from ..ports.bridge.session import TIME_LIMIT
from ..progress import NO_PROGRESS, Progress
from ..version import __version__
from .results import Results
from .validation import Validation, is_asked


def validate(
    file: str | Path,
    level: int | None = None,
    cases: Sequence[str | Path] | None = None,
    steps: int | None = None,
    time_limit: float = TIME_LIMIT,
    keep: str | Path | None = None,
    progress: Progress = NO_PROGRESS,
    strict: bool = False,
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
        Stop each training case after this many steps; all by default.
    time_limit : float
        Seconds for each 1,000 steps begun.
    keep : str or path, optional
        Folder, new or empty, for all files that the port reads and writes.
    progress : Progress
    strict : bool
        As for `run`.

    Returns
    -------
    Results
        A run for each case and level.

    Raises
    ------
    InputError
        If port.json, a case or an option cannot be used.
    """
    judge = Validation(file, level, steps, time_limit, keep, progress, strict)
    listed, absent = listed_cases(cases or None)
    loaded = [load_case(case) for case in listed]
    judge.check_known_failures(loaded)
    with judge:
        runs = judge.operations([case for case in loaded if is_asked(case)])
        for case in loaded:
            if isinstance(case, TrainingCase):
                runs += judge.training(case)
        runs += [judge.skipped(header) for header in absent]
        described = judge.describe()
    environment = {**describe_machine(), **described}
    return Results(__version__, fixtures_version(), environment, runs)
