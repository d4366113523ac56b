"""Shared by all tests of Python."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _every_run_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """No result of an earlier call of the judge may stand in for a test's."""
    monkeypatch.setenv("LOCKSTEP_AGAIN", "1")


@pytest.fixture(autouse=True)
def _a_pipe_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers of pytest-xdist say 80 columns, which would fold lines."""
    monkeypatch.delenv("COLUMNS", raising=False)
