"""Run ports on cases: start them, judge them side by side, collect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..cases.find import CaseHeader, listed_cases
from ..cases.load import OperationCase, TrainingCase, load_case
from ..environment import describe_machine, fixtures_version
from ..errors import InputError
from ..ports.bridge.session import TIME_LIMIT
from ..ports.port import PortSpec
from ..ports.program.session import ADAPTER as PROGRAM
from ..ports.start import PORT_NAMES, REFERENCE, is_reference_code, port_spec
from ..progress import NO_PROGRESS, Progress
from ..version import __version__
from .details import explain_divergences
from .panel import AllPorts
from .results import SKIPPED, Results, RunResult

MODES = {"free": ("free",), "replay": ("replay",), "both": ("free", "replay")}


class Interrupted(KeyboardInterrupt):
    """The user ended a run.

    Attributes
    ----------
    results : Results
        Those of the cases that were done.
    """

    def __init__(self, results: Results) -> None:
        super().__init__("the run was ended")
        self.results = results


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
) -> Results:
    """Judge ports on cases.

    Parameters
    ----------
    cases : sequence of str or path, optional
        Ids of fixtures or case files; all fixtures by default.  Of all,
        those whose files the user has not got are skipped.
    ports : sequence of str or PortSpec
        "python", "r", "octave".
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

    Returns
    -------
    Results

    Raises
    ------
    InputError
        If a case, a port or an option cannot be used; nothing is run then.
    PortUnavailable
        If the reference does not start.
    Interrupted
        By Ctrl-C; the ports are ended.
    """
    listed, absent = listed_cases(cases)
    loaded = [load_case(case) for case in listed]
    specs = [p if isinstance(p, PortSpec) else port_spec(p) for p in ports]
    _check_specs(specs)
    _refuse_twice("case", [case.id for case in loaded])
    _check_options(mode, steps, time_limit)
    with AllPorts(
        specs, reference, time_limit, progress, detail, certified, strict
    ) as judge:
        operations = [c for c in loaded if isinstance(c, OperationCase)]
        runs: list[RunResult] = []
        try:
            runs += judge.operations(operations * repeats)
            for case in loaded:
                if isinstance(case, TrainingCase):
                    limit = case.full_steps if full else case.steps
                    limit = min(limit, steps or limit)
                    runs += judge.training(case, limit, MODES[mode])
        except KeyboardInterrupt:
            raise Interrupted(
                _results(describe_machine(), runs, specs)
            ) from None
        runs += [
            _skipped(header, spec, name)
            for header in absent
            for spec in specs
            for name in MODES[mode]
        ]
        environment = {**describe_machine(), **judge.describe()}
    if detail:
        cases_by_id = {case.id: case for case in loaded}
        by_name = {spec.name: spec for spec in specs}
        runs = explain_divergences(runs, cases_by_id, by_name, time_limit)
    return _results(environment, runs, specs)


def _check_specs(specs: list[PortSpec]) -> None:
    for spec in specs:
        if spec.adapter == PROGRAM:
            file = spec.options["file"]
            raise InputError(f"{file}: type: lockstep validate {file}")
    if not specs:
        raise InputError("no port given: choose from " + ", ".join(PORT_NAMES))
    _refuse_twice("port", [spec.name for spec in specs])


def _check_options(mode: str, steps: int | None, time_limit: float) -> None:
    if mode not in MODES:
        raise InputError(
            f"unknown mode '{mode}': choose from {', '.join(MODES)}"
        )
    if steps is not None and not steps >= 1:
        raise InputError(f"--steps must be at least 1, got {steps}")
    if not time_limit > 0:
        raise InputError(f"--time-limit must be above 0, got {time_limit:g}")


def _results(
    environment: dict[str, Any], runs: list[RunResult], specs: list[PortSpec]
) -> Results:
    own = {spec.name for spec in specs if is_reference_code(spec)}
    runs = [replace(run, is_own_code=run.port in own) for run in runs]
    return Results(__version__, fixtures_version(), environment, runs)


def _refuse_twice(noun: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{noun} '{name}' is given twice: name it once")


def _skipped(header: CaseHeader, spec: PortSpec, mode: str) -> RunResult:
    words = f"lockstep run {header.id} --ports {spec.name} --mode {mode}"
    result = RunResult(header.id, spec.name, mode, command=words)
    return result.with_verdict(SKIPPED, header.missing)
