"""A fixture that somebody edits has lost its certified values, and says so."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

import lockstep
from lockstep.cases.load import load_case
from lockstep.files.paths import fixtures_root
from lockstep.judge.results import Results
from lockstep.reference.envelope import stored_envelope
from lockstep.report.terminal import print_results
from lockstep.truth.stored import fingerprint

OPERATION, TRAINING = "softmax-ties", "gate_and-2x1_step-gd"
ADAM = "spiral_shuffled-2x15x6x3_relu-adam"
PLACES = {
    OPERATION: f"operations/{OPERATION}.json",
    TRAINING: f"{TRAINING}.json",
}


@pytest.fixture
def own_fixtures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root, copy = fixtures_root(), tmp_path / "fixtures"
    shutil.copytree(root / "schema", copy / "schema")
    shutil.copytree(root / "data", copy / "data")
    for name in ("contract.json", "VERSION"):
        shutil.copy(root / name, copy / name)
    for place in PLACES.values():
        for folder in ("cases", "expected"):
            (copy / folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / folder / place, copy / folder / place)
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(copy))
    return copy


def printed(results: Results) -> str:
    stream = io.StringIO()
    print_results(Console(file=stream, width=200), results)
    return stream.getvalue()


def edit(fixtures: Path, case: str) -> None:
    """Change a number that the case computes with."""
    file = fixtures / "cases" / PLACES[case]
    fields = json.loads(file.read_text())
    if case == OPERATION:
        fields["arguments"]["Z"][0][0] += 0.5
    else:
        data = file.parent / fields["data"]
        lines = data.read_text().splitlines()
        data.write_text("\n".join([*lines[:-1], "0.5" + lines[-1][1:]]) + "\n")
    file.write_text(json.dumps(fields))


@pytest.mark.parametrize("case", [OPERATION, TRAINING])
def test_an_edited_fixture_says_that_its_truth_is_lost(
    own_fixtures: Path, case: str
) -> None:
    whole = lockstep.run(case, ["python"], "free")
    assert whole.runs[0].truth
    assert not whole.runs[0].has_lost_truth
    edit(own_fixtures, case)
    edited = lockstep.run(case, ["python"], "free")
    assert edited.runs[0].has_lost_truth
    assert not edited.runs[0].truth
    told = printed(edited)
    assert f"{case} was edited: its certified values are not used" in told
    assert "edited" in told.splitlines()[2]
    hashes = [r.environment["fixtures_sha256"] for r in (whole, edited)]
    assert hashes[0] != hashes[1]


CHANGES = {
    "seed": lambda seed: seed + 1,
    "batch_size": lambda size: size - 1,
    "labels": lambda labels: np.roll(labels, 1),
    "X": lambda X: X + 1.0,
    "network": lambda network: replace(network, keep_prob=0.5),
    "optimizer": lambda optimizer: replace(optimizer, learning_rate=0.5),
    "parameters": lambda stacks: {n: 2.0 * p for n, p in stacks.items()},
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_envelope_belongs_to_all_that_the_case_says(name: str) -> None:
    case = load_case(ADAM)
    assert stored_envelope(case, case.steps) is not None
    other = replace(case, **{name: CHANGES[name](getattr(case, name))})
    assert fingerprint(other) != fingerprint(case)
    assert stored_envelope(other, case.steps) is None
