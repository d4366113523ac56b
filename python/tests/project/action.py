"""A composite action, run step by step as GitHub's runner runs it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
ACTION = YAML(typ="safe").load(ROOT / "action.yml")


class Ended(NamedTuple):
    """How an action ended, and what it left for the runner."""

    code: int
    printed: str
    outputs: dict[str, str]
    summary: str


def run_step(
    step: Mapping[str, Any],
    inputs: Mapping[str, str],
    workspace: Path,
    temporary: Path,
) -> Ended:
    """Run one step of action.yml in a workspace."""
    given = {name: facts["default"] for name, facts in ACTION["inputs"].items()}
    assert set(inputs) <= set(given)
    given |= inputs
    files = {name: temporary / name.lower() for name in ("OUTPUT", "SUMMARY")}
    for file in files.values():
        file.write_text("")
    variables = {
        name: re.sub(
            r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value
        )
        for name, value in step["env"].items()
    }
    assert not any("${{" in value for value in variables.values())
    # So the runner calls `shell: bash`.
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=workspace,
        env={
            **os.environ,
            **variables,
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(files["OUTPUT"]),
            "GITHUB_STEP_SUMMARY": str(files["SUMMARY"]),
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(temporary),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = files["OUTPUT"].read_text().splitlines()
    return Ended(
        ended.returncode,
        ended.stdout,
        dict(line.split("=", 1) for line in lines),
        files["SUMMARY"].read_text(),
    )
