"""MNIST's case reads a user's IDX files, or says which are missing."""

from __future__ import annotations

import gzip
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

import lockstep
from lockstep.cases.find import list_cases
from lockstep.cli import app
from lockstep.files.paths import fixtures_root

MNIST = "mnist-784x15x9x10_relu-gd"
SMALL = "gate_not-1x1_step-gd"
STREAM = np.random.RandomState(5)
LABELS = np.arange(30, dtype=np.uint8) % 10
IMAGES = STREAM.randint(0, 256, (30, 28, 28)).astype(np.uint8)
FILES = {
    "train-images-idx3-ubyte": bytes([0, 0, 8, 3, 0, 0, 0, 30])
    + bytes([0, 0, 0, 28, 0, 0, 0, 28])
    + IMAGES.tobytes(),
    "train-labels-idx1-ubyte": bytes([0, 0, 8, 1, 0, 0, 0, 30])
    + LABELS.tobytes(),
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fixtures of two training cases: MNIST's, with few steps, and another."""
    found = fixtures_root()
    shutil.copytree(found / "schema", tmp_path / "schema")
    (tmp_path / "cases").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("VERSION", "contract.json", "data/gate-not.csv"):
        shutil.copy(found / name, tmp_path / name)
    for name in (MNIST, SMALL):
        fields = json.loads((found / "cases" / f"{name}.json").read_text())
        fields.update(steps=5, full_steps=7, batch_size=8)
        file = tmp_path / "cases" / f"{name}.json"
        file.write_text(json.dumps(fields))
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(tmp_path))
    return tmp_path


def put(folder: Path, ending: str, pack: Callable[[bytes], bytes]) -> None:
    """Write MNIST's files."""
    folder.mkdir()
    for name, content in FILES.items():
        (folder / f"{name}{ending}").write_bytes(pack(content))


def test_a_users_files_are_trained_on_in_every_language(root: Path) -> None:
    put(root / "mnist", "", bytes)
    put(root / "packed", ".gz", gzip.compress)
    case = root / "cases" / f"{MNIST}.json"
    packed = root / "cases" / "packed.json"
    packed.write_text(
        case.read_text()
        .replace("../mnist/", "../packed/")
        .replace(MNIST, "packed")
    )
    assert not any(header.missing for header in list_cases())
    results = lockstep.run([MNIST, "packed"])
    assert [run.message for run in results.runs if run.message] == []
    found = [(run.verdict, run.steps) for run in results.runs]
    assert found == [("equal", 5)] * 12


def test_without_the_files_only_its_case_is_skipped(root: Path) -> None:
    arguments = ["run", "--ports=python", f"--json={root / 'out.json'}"]
    result = CliRunner().invoke(
        app, [*arguments, f"--junit={root / 'out.xml'}"]
    )
    assert result.exit_code == 0, result.output
    assert "equal: 2 runs on python (2 equal)" in result.output
    assert result.output.endswith("; 2 not run, files are missing\n")
    told = result.output.count(f"{MNIST} is not run: files are missing: put ")
    assert told == 1
    runs = json.loads((root / "out.json").read_text())["runs"]
    skipped = [run for run in runs if run["case"] == MNIST]
    assert {run["verdict"] for run in skipped} == {"skipped"}
    assert all(str(root / "mnist") in run["message"] for run in skipped)
    suite = ET.parse(root / "out.xml").getroot()
    assert (suite.get("tests"), suite.get("skipped")) == ("4", "2")
    assert len(suite.findall("testcase/skipped")) == 2


@pytest.mark.parametrize("present", [[], list(FILES)[:1]])
def test_asked_for_by_name_it_says_which_files_to_put_where(
    root: Path, present: list[str]
) -> None:
    (root / "mnist").mkdir()
    for name in present:
        (root / "mnist" / name).write_bytes(FILES[name])
    with pytest.raises(lockstep.InputError) as refused:
        lockstep.run(MNIST)
    absent = [str(root / "mnist" / n) for n in FILES if n not in present]
    assert str(refused.value) == (
        f"{root / 'cases' / MNIST}.json: files are missing: put "
        f"{' and '.join(absent)} there (from "
        "https://ossci-datasets.s3.amazonaws.com/mnist/)"
    )


def test_nothing_but_skipped_cases_is_no_success(root: Path) -> None:
    (root / "cases" / f"{SMALL}.json").unlink()
    assert lockstep.run(ports=["python"]).verdict == "error"
