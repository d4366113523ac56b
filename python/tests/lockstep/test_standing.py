from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.files.paths import fixtures_root
from lockstep.judge.cache import fingerprint, recall, remember
from lockstep.judge.results import Results, RunResult
from lockstep.report.course import standing, systems

CASE = "gate_and-2x1_step-gd"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "lockstep" / "verdicts.json"


def results(*runs: RunResult) -> Results:
    return Results("0", "1", {}, list(runs))


def whole_run(mode: str, verdict: str = "equal") -> RunResult:
    steps = {case.id: case.steps for case in list_cases()}[CASE]
    return RunResult(CASE, "r", mode, verdict, steps=steps)


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
    remember(results(whole_run("free")))
    assert standing(rows)[name]["r"]["equal"] == 0
    remember(results(whole_run("replay")))
    assert standing(rows)[name]["r"]["equal"] == 1
    remember(results(whole_run("replay", "diverged")))
    assert standing(rows)[name]["r"]["equal"] == 0
    assert standing(rows)[name]["r"]["diverged"] == 1


def test_a_run_cut_short_proves_nothing() -> None:
    whole = whole_run("free")
    short = replace(whole, steps=whole.steps - 1)
    remember(results(short, RunResult(CASE, "r", "replay", "skipped")))
    assert recall("r") == {}


def test_verdicts_hold_for_their_sources_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remember(results(whole_run("free")))
    assert recall("r") == {CASE: {"free": "equal"}}
    assert recall("octave") == {}
    monkeypatch.setattr(
        "lockstep.judge.cache.fingerprint", lambda port: "other"
    )
    assert recall("r") == {}


def test_fingerprint_depends_on_the_port_and_repeats() -> None:
    assert fingerprint("r") == fingerprint("r") != fingerprint("octave")


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b"\xff\xfe{"])
def test_a_damaged_file_counts_as_none(own_cache: Path, content: bytes) -> None:
    own_cache.parent.mkdir()
    own_cache.write_bytes(content)
    assert recall("r") == {}
    remember(results(whole_run("free")))
    assert recall("r") == {CASE: {"free": "equal"}}


def test_a_cache_that_cannot_be_written_is_no_error(own_cache: Path) -> None:
    own_cache.parent.write_text("a file where a folder should be")
    remember(results(whole_run("free")))
    assert recall("r") == {}
