"""docs/ci.md: each of its blocks is right as it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from action import ACTION, ROOT

PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+) ?(.*?)\n(.*?)^```$", PAGE, re.M | re.S)
SCHEMAS = {
    ".github/workflows/lockstep.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}


def block(language: str, title: str = "") -> str:
    (text,) = (b[2] for b in BLOCKS if b[:2] == (language, title))
    return text


@pytest.mark.parametrize(("title", "schema"), SCHEMAS.items())
def test_a_workflow_of_the_page_follows_its_schema(
    tmp_path: Path, title: str, schema: str
) -> None:
    file = tmp_path / Path(title).name
    file.write_text(block("yaml", title))
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    checked = subprocess.run(
        [*checker, schema, str(file)], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_page_has_no_other_workflow() -> None:
    assert {title for language, title, _ in BLOCKS if language == "yaml"} == (
        set(SCHEMAS)
    )


def test_the_table_of_inputs_is_that_of_the_action() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| `?(.*?)`?\s*\| (.*) \|$", PAGE, re.M)
    inputs = {
        name: (facts["default"], facts["description"])
        for name, facts in ACTION["inputs"].items()
    }
    assert {name: (default, text) for name, default, text in rows} == inputs


def test_the_outputs_are_those_of_the_action() -> None:
    verdicts = " ".join(ACTION["outputs"]["verdict"]["description"].split())
    assert f"`verdict`: {verdicts}" in " ".join(PAGE.split())


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A python3 whose environments hold this judge and a pip that tells.

    That the wheels can be installed is tried by scripts/check-wheel.sh.
    """
    folder = tmp_path / "programs"
    folder.mkdir()
    lockstep = Path(sys.executable).with_name("lockstep")
    made = folder / "python3"
    made.write_text(
        "#!/bin/sh -e\n"
        'test "$1 $2" = "-m venv"\n'
        'mkdir -p "$3/bin"\n'
        f'ln -s "{lockstep}" "$3/bin"\n'
        'printf \'#!/bin/sh\\necho "$@" > asked.txt\\n\' > "$3/bin/pip"\n'
        'chmod +x "$3/bin/pip"\n'
    )
    made.chmod(0o755)
    return folder


def test_the_lines_for_any_shell_judge_a_port(
    tmp_path: Path, programs: Path
) -> None:
    """The port says of each case that it does not support it."""
    folder = tmp_path / "port"
    folder.mkdir()
    port = {
        "name": "mine",
        "language": "sh",
        "version": "1",
        "level": 0,
        "command": ["sh", "-c", "echo not yet >&2; exit 2"],
        "capabilities": [],
    }
    (folder / "port.json").write_text(json.dumps(port))
    ended = subprocess.run(
        ["sh", "-e"],
        input=block("sh"),
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert "level 0: 0 of " in ended.stdout
    asked = (folder / "asked.txt").read_text().split()
    assert asked == ["install", "lockstep-parity"]
    ET.parse(folder / "junit.xml")
    found = json.loads((folder / "ctrf.json").read_text())["results"]
    assert found["summary"]["tests"] > 400
    assert found["summary"]["passed"] == 0
