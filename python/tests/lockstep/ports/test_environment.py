"""Results name everything that decides their bits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import lockstep
from lockstep.files.paths import fixtures_root, repository_root
from lockstep.judge.run import validate
from lockstep.ports.environment import fixtures_sha256
from lockstep.report.formats.files import write_json

CASE = "gate_or-2x1_step-gd"


def checked(results: lockstep.Results, file: Path) -> Any:
    """Write results, and hold them against their schema."""
    write_json(file, results)
    found = json.loads(file.read_text())
    schema = fixtures_root() / "schema" / "results.schema.json"
    Draft202012Validator(json.loads(schema.read_text())).validate(found)
    return found["environment"]


def test_results_name_versions_blas_and_fixtures(tmp_path: Path) -> None:
    results = lockstep.run(CASE, ["python", "r", "octave"], "free")
    environment = checked(results, tmp_path / "results.json")
    languages = [facts["language"] for facts in environment["ports"].values()]
    assert [name.split()[0] for name in languages] == ["Python", "R", "GNU"]
    assert environment["reference"]["language"] == languages[0]
    assert environment["fixtures_sha256"] == fixtures_sha256()


def test_results_of_a_program_name_them_too(tmp_path: Path) -> None:
    file = repository_root() / "python" / "firstprinciples" / "port.json"
    results = validate(file, cases=[CASE], steps=3)
    environment = checked(results, tmp_path / "results.json")
    assert environment["reference"]["blas"]
    assert environment["fixtures_sha256"] == fixtures_sha256()


@pytest.mark.parametrize("lost", ["fixtures_sha256", "reference", "ports"])
def test_results_without_them_break_the_schema(
    tmp_path: Path, lost: str
) -> None:
    results = lockstep.run(CASE, ["python"], "free")
    del results.environment[lost]
    with pytest.raises(ValidationError):
        checked(results, tmp_path / "results.json")


def test_every_byte_of_the_fixtures_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "fixtures"
    shutil.copytree(fixtures_root(), root)
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(root))
    before = fixtures_sha256()
    file = next((root / "weights").rglob("*.csv"))
    text = file.read_text()
    file.write_text(text.replace("1", "2", 1))
    assert fixtures_sha256() != before
    file.write_text(text)
    assert fixtures_sha256() == before
    file.rename(file.with_name("moved.csv"))
    assert fixtures_sha256() != before
