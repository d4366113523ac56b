"""The two ways to ask the judge: run ports on cases, or validate one port."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from operator import methodcaller
from pathlib import Path

from .. import __version__
from ..cases.find import CaseHeader, list_cases, listed_cases
from ..cases.load import LoadedCase, OperationCase, TrainingCase, load_case
from ..cases.quick import quick as quick_cases
from ..console.progress import NO_PROGRESS, Progress
from ..errors import InputError
from ..ports.defaults import PORT_NAMES, TIME_LIMIT
from ..ports.environment import describe_machine, fixtures_version
from ..ports.port import Facts, PortSpec
from ..reference.port import REFERENCE
from .asked import Asked, asked_for
from .claims import Question
from .panel import Panel, Validation, is_asked
from .results import Results, RunResult
from .results.places import placed
from .settings import NOTHING, Known, Settings
from .unfinished import keeping
from .work import Piece, Work

PanelPiece = Piece[Panel, list[RunResult]]

# To start the languages once more takes as long as about so many steps.
STEPS_PER_PANEL = 1000

MODES = {
    "free": (Question("free"),),
    "replay": (Question("replay"),),
    "both": (Question("free"), Question("replay")),
}


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
    strict: bool = False,
    jobs: int | None = None,
    known: Known = NOTHING,
    quick: bool = False,
) -> Results:
    """Judge ports on cases.

    Parameters
    ----------
    cases : sequence of str or path, optional
        Ids of fixtures or case files; all fixtures by default.  Of all,
        those whose files the user has not got are skipped.
    ports : sequence of str or PortSpec
        Names ("python", "r", "octave"), or a port.json or its folder.
    mode : {"both", "free", "replay"}
        How training cases are run.
    steps : int, optional
        Stop each training case after this many steps; all by default.
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
    strict : bool
        Refuse a free run that drifts from the reference's own farther than
        rounding explains, even if each of its steps is right.
    jobs : int, optional
        How many cases are judged at once, each in processes of its own; by
        default, one for each core.
    known : Known
        Results of earlier runs that hold: what they answer is not run.
    quick : bool
        Judge few cases and steps, which show nearly all known faults.

    Raises
    ------
    InputError
        If a case, a port or an option cannot be used; nothing is run then.
    PortUnavailable
        If the reference does not start, or ends.
    Interrupted
        By Ctrl-C; the ports are ended.
    JudgeFailed
        If anything of the judge's own fails, such as a disk that is full.
    """
    loaded, absent, specs = asked_for(_chosen(cases, quick), ports)
    if mode not in MODES:
        raise InputError(
            f"unknown mode '{mode}': choose from {', '.join(MODES)}"
        )
    settings = Settings(
        *(time_limit, steps, full, detail, certified, strict, progress),
        known=known,
        quick=quick,
    )
    settings.check()
    asked = MODES[mode], Question("operation")
    panel = partial(Panel, specs, *asked, settings, reference)
    results = _judged(panel, loaded, absent, settings, repeats, jobs)
    if detail:
        from .diagnosis.explanations import (
            explain_divergences,  # it loads the proofs
        )

        cases_by_id = {case.id: case for case in loaded}
        by_name = {spec.name: spec for spec in specs}
        with keeping(lambda: replace(results, is_complete=False)):
            results.runs = explain_divergences(
                results.runs, cases_by_id, by_name, time_limit
            )
    return results


def skipped_runs(asked: Asked, mode: str) -> list[RunResult]:
    """Say of cases which files of the user they lack."""
    questions = MODES[mode], Question("operation")
    panel = Panel(asked.specs, *questions, Settings())
    return list(chain(*map(panel.skipped, asked.absent)))


def validate(
    file: str | Path,
    level: int | None = None,
    cases: Sequence[str | Path] | None = None,
    steps: int | None = None,
    time_limit: float = TIME_LIMIT,
    keep: str | Path | None = None,
    progress: Progress = NO_PROGRESS,
    strict: bool = False,
    quick: bool = False,
    detail: bool = False,
) -> Results:
    """Judge what a port claims, level by level (see docs/protocol.md).

    Parameters
    ----------
    file : str or path
        Its name, its port.json or the folder of it.
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
    strict, quick : bool
        As for `run`.
    detail : bool
        Keep the port's curves, and what its networks predict, for a report.

    Returns
    -------
    Results
        A run for each case and level.

    Raises
    ------
    InputError
        If port.json, a case or an option cannot be used.
    Interrupted, JudgeFailed, PortUnavailable
        As for `run`.
    """
    settings = Settings(
        *(time_limit, steps, False, detail),
        strict=strict,
        progress=progress,
        quick=quick,
    )
    validation = Validation(file, level, settings, keep)
    listed, absent = listed_cases(_chosen(cases or None, quick))
    loaded = validation.asked([load_case(case) for case in listed])
    results = _judged(lambda: validation, loaded, absent, settings, jobs=1)
    results.environment["fixture_cases"] = _count_fixtures()
    return results


def _chosen(
    cases: Sequence[str | Path] | str | Path | None, quick: bool
) -> Sequence[str | Path] | str | Path | None:
    """The cases that were asked for, or those of a quick run."""
    if quick and cases:
        raise InputError("--quick chooses the cases itself: name none")
    return quick_cases().cases if quick else cases


def _judged(
    open_panel: Callable[[], Panel],
    cases: Sequence[LoadedCase],
    absent: Sequence[CaseHeader],
    settings: Settings,
    repeats: int = 1,
    jobs: int | None = None,
) -> Results:
    """Judge operations, and each training case, on panels side by side."""
    pieces = _pieces(cases, settings, repeats)
    work = Work(pieces, settings.progress, "all")
    names: list[str] = []
    with ExitStack() as opened, keeping(lambda: _partial(names, work)):
        panels = [
            opened.enter_context(open_panel())
            for _ in range(_count_panels(jobs, pieces))
        ]
        names += panels[0].names
        for panel in panels:
            panel.warm_up(cases)
        work.do(panels)
        runs = list(chain(*work.found()))
        for header in absent:
            runs += panels[0].skipped(header)
        environment = {**describe_machine(), **panels[0].describe()}
    if settings.quick:
        environment["quick"] = quick_cases().to_dict()
    return _results(environment, runs)


def _pieces(
    cases: Sequence[LoadedCase], settings: Settings, repeats: int
) -> list[PanelPiece]:
    """All operations, and one training case after the other."""
    operations = [c for c in cases if isinstance(c, OperationCase)] * repeats
    pieces: list[PanelPiece] = [
        Piece(settings.steps_of(case), methodcaller("training", case))
        for case in cases
        if isinstance(case, TrainingCase)
    ]
    if not operations:
        return pieces
    asked = methodcaller("operations", operations)
    return [Piece(len(operations), asked), *pieces]


def _count_panels(jobs: int | None, pieces: Sequence[PanelPiece]) -> int:
    """How many panels are worth their start."""
    at_most = jobs or os.cpu_count() or 1
    by_steps = 1 + sum(piece.steps for piece in pieces) // STEPS_PER_PANEL
    return max(1, min(at_most, len(pieces), by_steps))


def _partial(
    names: Sequence[str], work: Work[Panel, list[RunResult]]
) -> Results:
    """What is there of a run that did not come to its end."""
    ports: Facts = {name: {} for name in names}
    environment = {**describe_machine(), "reference": {}, "ports": ports}
    runs = list(chain(*work.found()))
    return replace(_results(environment, runs), is_complete=False)


def _results(environment: Facts, runs: list[RunResult]) -> Results:
    found = Results(__version__, fixtures_version(), environment, runs)
    ports = found.environment["ports"]
    found.runs = [placed(run, ports.get(run.port, {})) for run in runs]
    return found


def _count_fixtures() -> dict[str, int]:
    """How many fixtures a whole run has, of each kind."""
    ready = [case for case in list_cases() if not case.missing]
    training = sum(case.kind == "training" for case in ready)
    return {"training": training, "operation": sum(map(is_asked, ready))}
