from __future__ import annotations

import json
import shutil
from dataclasses import replace
from multiprocessing import Process
from pathlib import Path

import pytest

import lockstep
from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.files.paths import fixtures_root, source_path
from lockstep.judge.results import Results, RunResult
from lockstep.report.cache import (
    fingerprints,
    lasting,
    recall,
    remember,
)
from lockstep.report.course import standing, systems

CASE = "gate_and-2x1_step-gd"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "lockstep" / "verdicts.json"


def results(*runs: RunResult) -> Results:
    return Results("0", "1", {}, list(runs))


def keep(*runs: RunResult) -> None:
    """Remember runs that were made with what there is now."""
    before = fingerprints(["r", "octave", "python"])
    remember(lasting(results(*runs), before))


def whole_run(mode: str, verdict: str = "equal") -> RunResult:
    steps = {case.id: case.steps for case in list_cases()}[CASE]
    run = RunResult(CASE, "r", mode, verdict, steps=steps, is_fixture=True)
    return replace(run, of_steps=steps)


def known(port: str = "r") -> dict[str, dict[str, str]]:
    """Verdicts that still hold, by the case's name."""
    return {
        Path(path).stem: modes for path, modes in recall([port])[port].items()
    }


@pytest.fixture
def own_fixtures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what one case needs, to be changed."""
    root, copy = fixtures_root(), tmp_path / "own fixtures"
    shutil.copytree(root / "schema", copy / "schema")
    (copy / "cases").mkdir()
    for name in ("contract.json", "course.json", "VERSION"):
        shutil.copy(root / name, copy / name)
    shutil.copy(root / "cases" / f"{CASE}.json", copy / "cases")
    fields = json.loads((copy / "cases" / f"{CASE}.json").read_text())
    names = [f"expected/{CASE}.json", fields["data"][3:]]
    names.append(f"envelopes/{CASE}.csv")
    for name in names:
        (copy / name).parent.mkdir(exist_ok=True)
        if (root / name).is_file():
            shutil.copy(root / name, copy / name)
        else:
            (copy / name).write_text("")
    monkeypatch.setenv("LOCKSTEP_FIXTURES", str(copy))
    return copy


def test_every_case_and_operation_has_its_place() -> None:
    rows = systems()
    placed = {case.id for row in rows for case in row.cases}
    assert placed == {case.id for case in list_cases()}
    compared = {n for n, e in contract().items() if e["comparison"] != "none"}
    listed = json.loads((fixtures_root() / "course.json").read_text())
    named = [o for row in listed["systems"] for o in row["operations"]]
    assert compared <= set(named) <= set(contract())
    assert len(named) == len(set(named))


def test_systems_are_those_of_the_schema_in_its_order() -> None:
    schema = json.loads(
        (fixtures_root() / "schema" / "case.schema.json").read_text()
    )
    known = schema["$defs"]["training_case"]["properties"]["system"]["enum"]
    names = [row.name for row in systems()]
    assert [name for name in names if name in known] == known


def test_nothing_is_known_before_a_run() -> None:
    rows = systems()
    for row in rows:
        for count in standing(rows)[row.name].values():
            assert count["equal"] == count["diverged"] == 0


def test_a_training_case_is_equal_when_both_modes_are() -> None:
    rows = [row for row in systems() if row.name == "perceptron and gates"]
    name = rows[0].name
    keep(whole_run("free"))
    assert standing(rows)[name]["r"]["equal"] == 0
    keep(whole_run("replay"))
    assert standing(rows)[name]["r"]["equal"] == 1
    keep(whole_run("replay", "diverged"))
    assert standing(rows)[name]["r"]["equal"] == 0
    assert standing(rows)[name]["r"]["diverged"] == 1


def test_a_run_cut_short_proves_nothing() -> None:
    whole = whole_run("free")
    short = replace(whole, steps=whole.steps - 1)
    keep(short, RunResult(CASE, "r", "replay", "skipped"))
    assert known() == {}


@pytest.mark.parametrize("folder", ["cases", "data", "expected", "envelopes"])
def test_an_edited_file_of_the_case_ends_its_verdicts(
    own_fixtures: Path, folder: str
) -> None:
    keep(whole_run("free"))
    assert known() == {CASE: {"free": "equal"}}
    (file,) = (own_fixtures / folder).iterdir()
    file.write_text(file.read_text() + "\n")
    assert known() == {}


@pytest.mark.parametrize("name", ["python/firstprinciples", "r/R"])
def test_a_changed_source_ends_the_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    keep(whole_run("free"))
    copy = tmp_path / name
    shutil.copytree(source_path(name), copy)
    monkeypatch.setattr(
        "lockstep.report.cache.source_path",
        lambda asked: copy if asked == name else source_path(asked),
    )
    assert known() == {CASE: {"free": "equal"}}
    file = min(copy.glob("*.[Rp]*"))
    file.write_text(file.read_text() + "\n")
    assert known() == {}


def test_a_changed_judge_or_version_ends_the_verdicts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(whole_run("free"))
    for name, other in (("LOCKSTEP", tmp_path), ("__version__", "0")):
        with monkeypatch.context() as changed:
            changed.setattr(f"lockstep.report.cache.{name}", other)
            assert known() == {}
    assert known() == {CASE: {"free": "equal"}}
    assert known("octave") == {}


def test_a_case_of_ones_own_with_a_fixtures_name_is_not_kept() -> None:
    keep(replace(whole_run("free"), is_fixture=False))
    assert known() == {}


def test_a_toy_with_a_fixtures_name_is_no_fixture(tmp_path: Path) -> None:
    toy = json.loads((fixtures_root() / "cases" / f"{CASE}.json").read_text())
    for key in ("$schema", "source", "system"):
        toy.pop(key, None)
    toy["data"] = str(fixtures_root() / "cases" / toy["data"])
    file = tmp_path / f"{CASE}.json"
    file.write_text(json.dumps(toy))
    own, fixture = (
        lockstep.run(case, ["python"], "free").runs[0] for case in (file, CASE)
    )
    assert (own.case, own.is_fixture) == (CASE, False)
    assert (fixture.case, fixture.is_fixture) == (CASE, True)


def test_a_port_that_changed_during_the_run_is_not_kept() -> None:
    remember(lasting(results(whole_run("free")), {"r": "as it was"}))
    assert known() == {}


def test_two_at_a_time_lose_nothing() -> None:
    free, replay = whole_run("free"), whole_run("replay")
    both = [Process(target=keep, args=(run,)) for run in (free, replay)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert known() == {CASE: {"free": "equal", "replay": "equal"}}


def test_fingerprint_depends_on_the_port_and_repeats() -> None:
    both = fingerprints(["r", "octave"])
    assert fingerprints(["r"])["r"] == both["r"] != both["octave"]


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"\xff\xfe{"])
def test_a_damaged_file_counts_as_none(own_cache: Path, content: bytes) -> None:
    own_cache.parent.mkdir()
    own_cache.write_bytes(content)
    assert known() == {}
    keep(whole_run("free"))
    assert known() == {CASE: {"free": "equal"}}


def test_a_cache_that_cannot_be_written_is_no_error(own_cache: Path) -> None:
    own_cache.parent.write_text("a file where a folder should be")
    keep(whole_run("free"))
    assert known() == {}
