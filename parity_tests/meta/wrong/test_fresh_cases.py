"""A port that hands back stored answers is found out by fresh cases."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from example_ports import PORTS, require

from lockstep.errors import InputError
from lockstep.judge import fresh
from lockstep.judge.run import validate
from lockstep.report.formats.badge import write_badges
from lockstep.report.levels import fresh_count

CASE, STEPS, N_CASES = "circles-2x11x1_relu-l2", 2, 3
PARROT = '''\
"""Hand back what was answered before: of this case, or of any."""
import json, pathlib, shutil, sys

case, out = map(pathlib.Path, sys.argv[1:])
fields = json.loads(case.read_text())
answers = pathlib.Path(__file__).parent / "answers"
own = answers / f"{fields['run']['task']}-{fields['id']}"
if not own.is_dir():
    own = next(answers.glob(f"{fields['run']['task']}-*"))
shutil.copytree(own, out, dirs_exist_ok=True)
'''


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "N_CASES", N_CASES)


def test_stored_answers_pass_for_known_cases_alone(tmp_path: Path) -> None:
    require(PORTS["awk"])
    honest = PORTS["awk"].folder
    kept = tmp_path / "kept"
    known = validate(honest, cases=[CASE], steps=STEPS, keep=kept)
    assert known.verdict == "equal"
    parrot = parrot_of(honest, kept, tmp_path / "parrot")
    assert validate(parrot, cases=[CASE], steps=STEPS).verdict == "equal"

    results = fresh.validate_fresh(parrot, level=1)
    assert results.verdict == "diverged"
    for run in results.runs:
        assert run.command.endswith(" --level 1")
        assert not run.explain  # its case is gone
    assert fresh_count(results) == (0, N_CASES)
    write_badges(tmp_path, results)
    badge = json.loads((tmp_path / "fresh.json").read_text())
    assert badge["message"] == f"0 of {N_CASES}"
    assert badge["isError"]


def parrot_of(honest: Path, kept: Path, folder: Path) -> Path:
    """A port that knows what an honest one has answered."""
    twins = shutil.ignore_patterns("*.npy")  # the judge's, of the texts
    for out in kept.glob("*/out"):
        task = out.parent.name.rpartition("-")[2]
        own = folder / "answers" / f"{task}-{CASE}"
        shutil.copytree(out, own, ignore=twins)
    fields = json.loads((honest / "port.json").read_text())
    fields["command"] = ["{python}", "{folder}/port.py"]
    (folder / "port.json").write_text(json.dumps(fields))
    (folder / "port.py").write_text(PARROT)
    return folder


def test_an_honest_port_passes_and_a_seed_draws_again() -> None:
    require(PORTS["awk"])
    one = fresh.validate_fresh(PORTS["awk"].folder, seed=11)
    assert fresh_count(one) == (N_CASES, N_CASES)
    assert one.environment["fresh"] == {"seed": 11, "cases": N_CASES}
    assert "--fresh --seed 11" in one.runs[0].command
    again = fresh.validate_fresh(PORTS["awk"].folder, seed=11)
    assert [r.values for r in one.runs] == [r.values for r in again.runs]


def test_a_port_that_trains_nothing_is_refused(tmp_path: Path) -> None:
    fields = json.loads((PORTS["awk"].folder / "port.json").read_text())
    fields["capabilities"] = []
    (tmp_path / "port.json").write_text(json.dumps(fields))
    with pytest.raises(InputError, match="no training case can be drawn"):
        fresh.validate_fresh(tmp_path)
