"""A full run makes the original's steps, judged beyond what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import lockstep
from lockstep.cases.load import load_case
from lockstep.files.paths import fixtures_root
from lockstep.reference.envelope import stored_envelope

CASE = "circles-2x4x1_tanh-gd"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A short case with an original of 30 steps."""
    fields = json.loads(
        (fixtures_root() / "cases" / f"{CASE}.json").read_text()
    )
    fields.update(steps=20, full_steps=30, id="short")
    fields["data"] = str(fixtures_root() / "data" / "circles.csv")
    file = tmp_path / "short.json"
    file.write_text(json.dumps(fields))
    return file


def test_a_full_run_makes_the_originals_steps(case: Path) -> None:
    assert {r.steps for r in lockstep.run(case, ["python"]).runs} == {20}
    full = lockstep.run(case, full=True).runs
    assert {(run.verdict, run.steps) for run in full} == {("equal", 30)}
    assert {run.matched_steps for run in full} == {None}
    assert all(run.command.endswith(" --full") for run in full)
    fewer = lockstep.run(case, ["python"], "replay", steps=25, full=True).runs
    assert fewer[0].steps == 25
    assert fewer[0].command.endswith(" --full --steps 25")


@pytest.mark.parametrize("mode", ["free", "replay"])
def test_a_fault_beyond_the_suites_steps_is_caught(
    case: Path, mode: str
) -> None:
    late = lockstep.PortSpec("late", "wrong_ports:WrongLate", {"step": 25})
    assert lockstep.run(case, [late], mode).verdict == "equal"
    run = lockstep.run(case, [late], mode, full=True).runs[0]
    assert run.verdict == "diverged"
    assert run.divergence is not None
    assert (run.divergence.step, run.divergence.quantity) == (25, "loss")


def test_a_stored_envelope_is_not_stretched() -> None:
    found = load_case(CASE)
    assert stored_envelope(found, found.steps) is not None
    assert stored_envelope(found, found.steps + 1) is None
