"""action.yml: what a workflow gets that uses it."""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from action import ACTION, Ended, run_step

import firstprinciples

INSTALL, VALIDATE = ACTION["runs"]["steps"]
QUICK = {"cases": "gate_xor-2x2x1_tanh-gd", "steps": "3"}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checkout with a port in Python and its sources."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    package = Path(firstprinciples.__file__).parent
    fields = json.loads((package / "port.json").read_text("utf-8"))
    source = "def forward(X):\n    ...\n"
    (folder / "mine.py").write_text(source)
    fields["sources"] = {
        "network_forward": {"file": "mine.py", "from": "def forward"}
    }
    fields["command"] = [
        word.replace("{folder}", str(package)) for word in fields["command"]
    ]
    (folder / "port.json").write_text(json.dumps(fields))
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder after the first step of the action."""
    temporary = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_COMPILE", "1")  # saves half of the time
        ended = run_step(INSTALL, {}, temporary, temporary)
    assert ended.code == 0, ended.printed
    return temporary


@pytest.fixture
def validate(workspace: Path, installed: Path) -> Callable[..., Ended]:
    """The second step, in a workspace, with inputs."""

    def call(**inputs: str) -> Ended:
        return run_step(VALIDATE, {**QUICK, **inputs}, workspace, installed)

    return call


def test_the_judge_is_installed_without_what_r_needs(installed: Path) -> None:
    (packages,) = (installed / "lockstep/lib").glob("python*/site-packages")
    assert (packages / "lockstep/bundled/fixtures/manifest.json").is_file()
    assert not list(packages.glob("rpy2*"))
    assert not (packages / "oct2py").exists()


def test_a_port_that_is_equal_leaves_reports_and_badges(
    workspace: Path, validate: Callable[..., Ended]
) -> None:
    ended = validate(badges="badges")
    assert ended.code == 0, ended.printed
    assert ended.outputs == {"reports": "lockstep-reports", "verdict": "equal"}
    assert re.search(
        r"\| 3 \| in 1 of \d+ cases, 3 steps \| 1 of 1 equal \|", ended.summary
    )
    assert "::error" not in ended.printed
    reports = workspace / "lockstep-reports"
    ET.parse(reports / "junit.xml")
    for name in ("results.json", "ctrf.json"):
        json.loads((reports / name).read_text())
    for level in range(4):
        assert (workspace / f"badges/level-{level}.svg").is_file()
        assert (workspace / f"badges/level-{level}.json").is_file()


def break_port(workspace: Path) -> None:
    """Let the port write every Z and A, the loss and the rest doubled."""
    file = workspace / "port.json"
    fields = json.loads(file.read_text())
    (workspace / "broken.py").write_text(
        "import subprocess, sys\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        f"code = subprocess.call({fields['command']!r} + sys.argv[1:])\n"
        "if '\"echo\"' not in Path(sys.argv[1]).read_text():\n"
        "    for file in Path(sys.argv[2]).rglob('*.npy'):\n"
        "        np.save(file, 2 * np.load(file))\n"
        "sys.exit(code)\n"
    )
    text = json.dumps(
        {**fields, "command": [sys.executable, "{folder}/broken.py"]}
    ).replace("{python}", sys.executable)
    file.write_text(text)
    broken = workspace / "broken.py"
    broken.write_text(broken.read_text().replace("{python}", sys.executable))


def test_a_port_that_diverges_is_marked_at_its_own_line(
    workspace: Path, validate: Callable[..., Ended]
) -> None:
    break_port(workspace)
    ended = validate()
    assert ended.code == 1, ended.printed
    assert ended.outputs["verdict"] == "diverged"
    assert "| 1 | no | 0 of 1 equal, 1 failed |" in ended.summary
    assert "::error file=mine.py,line=1,title=gate_xor" in ended.printed


def test_bad_input_is_told_in_a_line(validate: Callable[..., Ended]) -> None:
    ended = validate(port="elsewhere.json")
    assert ended.code == 2
    assert ended.outputs["verdict"] == "bad input"
    assert "elsewhere.json: no such file" in ended.printed


def test_an_old_python_is_refused_with_the_cure(tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    ended = run_step(INSTALL, {"python": str(old)}, tmp_path, tmp_path)
    assert ended.code == 2
    assert "::error::Lockstep needs Python 3.10 or newer" in ended.printed
