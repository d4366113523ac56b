"""What lockstep doctor prints."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from lockstep.cli import app
from lockstep.ports import doctor


def test_the_command_that_installs_an_extra_is_shown_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cure = "pip install 'lockstep-parity[report]'"
    found = doctor.Finding("bokeh", doctor.MISSING, "not installed", cure)
    monkeypatch.setattr(doctor, "examine", lambda: [found])
    shown = CliRunner().invoke(app, ["doctor"])
    assert shown.exit_code == 3
    assert cure in shown.output
