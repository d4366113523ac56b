"""What an earlier run found equal is not run again, unless it changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from lockstep.cli import app
from lockstep.files.paths import fixtures_root, source_path
from lockstep.ports.host import Host

GATE, OPERATION = "gate_and-2x1_step-gd", "softmax-ties"
TAKEN = "taken from earlier runs"
Results = dict[str, Any]
Run = Callable[..., tuple[str, Results]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("LOCKSTEP_AGAIN", raising=False)
    monkeypatch.delenv("CI", raising=False)

    def run(*options: str) -> tuple[str, Results]:
        file = tmp_path / "results.json"
        command = ["run", GATE, OPERATION, "--ports", "python", "--json"]
        made = CliRunner().invoke(app, [*command, str(file), *options])
        assert made.exit_code == 0, made.output
        return made.output, json.loads(file.read_text())

    return run


def verdicts(results: Results) -> list[Results]:
    """Runs, without what says where they come from."""
    return [{**r, "is_earlier": False} for r in results["runs"]]


def test_an_unchanged_port_on_an_unchanged_case_is_not_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, first = run()
    assert TAKEN not in said
    with monkeypatch.context() as patch:
        patch.setattr(Host, "port", lambda host: pytest.fail("it was started"))
        said, second = run()
    assert f"3 of 3 {TAKEN}" in " ".join(said.split())
    assert verdicts(first) == verdicts(second)
    assert second["environment"]["ports"] == first["environment"]["ports"]


def test_asked_or_in_ci_everything_is_run(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    assert TAKEN not in run("--again")[0]
    monkeypatch.setenv("CI", "true")
    assert TAKEN not in run()[0]


def test_a_part_of_the_steps_is_not_kept(run: Run) -> None:
    run("--steps", "2")
    said, _ = run()
    assert f"1 of 3 {TAKEN}" in " ".join(said.split())  # the operation is whole


def test_a_changed_source_is_run_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    name = "python/firstprinciples"
    shutil.copytree(source_path(name), tmp_path / name)
    with (tmp_path / name / "layers.py").open("a") as file:
        file.write("\n")
    monkeypatch.setattr(
        "lockstep.report.cache.source_path",
        lambda asked: tmp_path / asked if asked == name else source_path(asked),
    )
    assert TAKEN not in run()[0]


def test_a_changed_case_alone_is_run_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "fixtures"
    shutil.copytree(fixtures_root(), copy)
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(copy))
    run()
    case = copy / "cases" / f"{GATE}.json"
    case.write_text(case.read_text() + "\n")
    said, results = run()
    assert f"1 of 3 {TAKEN}" in " ".join(said.split())
    earlier = {r["case"] for r in results["runs"] if r["is_earlier"]}
    assert earlier == {OPERATION}


def test_a_damaged_file_counts_as_none(run: Run, tmp_path: Path) -> None:
    run()
    (file,) = (tmp_path / "cache" / "lockstep").glob("runs-*.json")
    for content in ("{", "[]", '{"runs": {"/": 3}}', '{"runs": 3, "facts": 1}'):
        file.write_text(content)
        assert TAKEN not in run()[0]
