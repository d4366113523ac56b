"""Shared by all tests of Python."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _every_run_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """No result of an earlier call of the judge may stand in for a test's."""
    monkeypatch.setenv("LOCKSTEP_AGAIN", "1")
