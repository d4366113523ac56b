"""The workflows of CI: their pins, the scripts they call."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[3]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read_yaml(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file)


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in read_yaml(file)["jobs"].items():
            yield f"{file.stem}-{name}", job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in jobs():
        for step in job["steps"]:
            yield name, step
    for step in read_yaml(ROOT / "action.yml")["runs"]["steps"]:
        yield "action", step


RUNS = [(name, step["run"]) for name, step in steps() if "run" in step]


@pytest.mark.parametrize("file", [*WORKFLOWS, ROOT / "action.yml"], ids=str)
def test_actions_of_others_are_pinned_by_commit(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if re.match(r"\s*(- )?uses: (?!\./$)", line):
            assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@pytest.mark.parametrize(("job", "script"), RUNS)
def test_each_script_is_good_bash(job: str, script: str) -> None:
    assert "${{" not in script, f"{job}: give it as a variable under env"
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(("job", "script"), RUNS)
def test_each_script_of_ours_can_be_run(job: str, script: str) -> None:
    for name in re.findall(r"\bscripts/[\w./-]+", script):
        file = ROOT / name
        assert file.is_file(), f"{job}: {name}"
        by_itself = not re.search(rf"python3 {name}", script)
        assert os.access(file, os.X_OK) or not by_itself, f"{job}: {name}"


def test_the_short_tag_of_the_action_starts_no_release() -> None:
    release = read_yaml(ROOT / ".github/workflows/release.yml")
    (pattern,) = release["on"]["push"]["tags"]
    assert fnmatch("v0.2.0", pattern)
    assert not fnmatch("v0.2", pattern)


def made_targets() -> Iterator[str]:
    for _, job in jobs():
        matrix = job.get("strategy", {}).get("matrix", {})
        yield from matrix.get("target", [])
        yield from (row["target"] for row in matrix.get("include", []))
    for _, script in RUNS:
        for words in re.findall(r"^make ([a-z -]+)$", script, re.MULTILINE):
            yield from words.split()


def test_every_target_is_one_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    asked = set(made_targets())
    assert {"test", "parity", "mutants", "certify-check", "dist"} <= asked
    assert asked <= targets


def test_the_oldest_python_that_is_promised_is_tried() -> None:
    promise = 'requires-python = ">=3.10"'
    for file in ("pyproject.toml", "python/pyproject.toml"):
        assert promise in (ROOT / file).read_text("utf-8")
    python = dict(jobs())["ci-oldest-python"]["steps"][1]
    assert python["with"]["python-version"] == "3.10"


def test_macos_gets_what_a_run_needs() -> None:
    job = dict(jobs())["ci-macos"]
    (brew,) = (
        script
        for script in (step.get("run", "") for step in job["steps"])
        if "brew install" in script
    )
    for row in (ROOT / "scripts/system-packages.txt").read_text().splitlines():
        if row.startswith("run "):
            _, need, *_, package = row.split()[:6]
            named = need.removeprefix("r_") if package == "-" else package
            # The compiler comes with the system, Python with setup-python.
            assert package in ("gcc", "python") or named in brew, row
