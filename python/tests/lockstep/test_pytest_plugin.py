"""pytest --lockstep-port adds a test for each case and level."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from own_case import FIELDS, written

import firstprinciples

PORT = Path(firstprinciples.__file__).parent / "port.json"


def run_pytest(folder: Path, port: Path, *options: str):
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_own.py").write_text("def test_own(): pass\n")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider"]
    command += ["-p", "lockstep.pytest_plugin", f"--lockstep-port={port}"]
    return subprocess.run(
        [*command, *options],
        cwd=folder,
        # Where the package is installed, its entry point loads it, too.
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_test_for_each_case_and_level(folder: Path) -> None:
    written(folder, FIELDS)
    known = [{"case": "softmax-ties", "level": 0, "reason": "not yet"}]
    fields = json.loads(PORT.read_text())
    fields |= {"known_failures": known, "operations": ["softmax"]}
    port = folder / "port.json"
    port.write_text(json.dumps(fields))
    cases = "--lockstep-cases=own.json,softmax-ties,relu-zeros"
    shown = run_pytest(folder, port, cases)
    assert shown.returncode == 1, shown.stdout
    for title in (
        "PASSED test_own.py::test_own",
        "PASSED ::python-own-level-0",
        "PASSED ::python-own-level-3",
        "FAILED ::python-softmax-ties",
    ):
        assert title in shown.stdout
    assert "not supported: operation relu" in shown.stdout
    assert "but it passes: take it out of known_failures" in shown.stdout
    assert "Traceback" not in shown.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--lockstep-cases=nothing"], "no case 'nothing'"),
        (["--lockstep-level=7"], "level: expected 0, 1, 2 or 3, got 7"),
    ],
)
def test_bad_options_are_usage_errors(
    tmp_path: Path, options: list[str], says: str
) -> None:
    shown = run_pytest(tmp_path, PORT, *options)
    assert shown.returncode == 4
    assert says in shown.stderr
