"""Shared by the parity tests: ports that run once, results that are kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bench import Bench

import lockstep
from lockstep.cases.find import list_cases
from lockstep.judge.results import RunResult
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.start import port_spec

TIME_LIMIT = 120.0
LONG = 600.0  # seconds; all cases in one run, on a machine that is busy


@pytest.fixture(autouse=True)
def _every_run_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """No result of an earlier call of the judge may stand in for a test's."""
    monkeypatch.setenv("LOCKSTEP_AGAIN", "1")


@pytest.fixture(autouse=True)
def _a_pipe_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers of pytest-xdist say 80 columns, which would fold lines."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="session", params=PORT_NAMES)
def port(request: pytest.FixtureRequest) -> Iterator[BridgePort]:
    """Each language in turn, running.  A missing language is an error."""
    with BridgePort(port_spec(request.param), TIME_LIMIT) as running:
        yield running


@pytest.fixture(scope="session")
def operation_runs() -> dict[tuple[str, str], RunResult]:
    """Results of all operation cases, by case and port."""
    cases = [c.path for c in list_cases() if c.kind == "operation"]
    return {
        (r.case, r.port): r for r in lockstep.run(cases, time_limit=LONG).runs
    }


@pytest.fixture(scope="session")
def training_runs() -> dict[tuple[str, str, str], RunResult]:
    """Results of all training cases, by case, port and mode."""
    cases = [
        c.path for c in list_cases() if c.kind == "training" and not c.missing
    ]
    return {
        (r.case, r.port, r.mode): r
        for r in lockstep.run(cases, time_limit=LONG).runs
    }


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """All languages, running, and ready to be broken."""
    with Bench() as running:
        yield running
