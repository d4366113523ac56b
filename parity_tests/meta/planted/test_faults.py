"""Every fault of the catalogue is caught: the quantity and the step."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bench import Bench, in_parallel
from faults import FAULTS
from faults.catalogue import CATALOGUE
from faults.naming import (
    FILE,
    LISTED,
    RIGHT,
    SILENT,
    named_sights,
    naming,
)
from faults.page import PAGE, page
from faults.table import LANGUAGES, Fault, Sight
from planting import PACKAGES, changed, planted_spec

from lockstep.judge.results import RunResult

PLANTED = [
    pytest.param(fault, language, id=f"{fault.id}-{language}")
    for fault in FAULTS
    for language in fault.languages
]
Runs = dict[tuple[str, str, Sight], RunResult]


def certified(fault: Fault) -> list[Sight]:
    """Free runs of the cases whose replay shows a fault."""
    return [replace(s, mode="free") for s in fault.seen if s.mode == "replay"]


def sights_of(fault: Fault) -> list[Sight]:
    """All that is run of a fault, each once."""
    return list(dict.fromkeys([*fault.seen, *certified(fault), *fault.hidden]))


@pytest.fixture(scope="module")
def runs(bench: Bench) -> Runs:
    """Plant each fault in each language and judge where it should show."""

    def judge(language: str) -> Runs:
        found = {}
        for fault in FAULTS:
            edits = fault.edits(language)
            sights = sights_of(fault) if edits else []
            cases = [(sight.case, sight.mode, sight.steps) for sight in sights]
            judged = bench.judge(language, edits, cases)
            for sight, run in zip(sights, judged, strict=True):
                found[fault.id, language, sight] = run
        return found

    results: Runs = {}
    for part in in_parallel(judge, LANGUAGES):
        results.update(part)
    return results


@pytest.mark.parametrize(("fault", "language"), PLANTED)
def test_fault_is_caught_and_named(
    runs: Runs, fault: Fault, language: str
) -> None:
    assert fault.seen
    for sight in fault.seen:
        run = runs[fault.id, language, sight]
        assert run.verdict != "equal", sight
        assert sight.message in run.message
        if not sight.quantity:
            continue  # it does not even start
        place = run.divergence
        assert place is not None, run.message
        found = place.step, place.quantity
        assert found == (sight.step, sight.quantity), run.message
        assert not sight.also or sight.also in place.also_wrong


@pytest.mark.parametrize(("fault", "language"), PLANTED)
def test_the_certificate_catches_it_at_the_same_step(
    runs: Runs, fault: Fault, language: str
) -> None:
    for sight in certified(fault):
        run = runs[fault.id, language, sight]
        assert run.verdict != "equal", sight
        if sight.quantity:
            assert run.divergence is not None, run.message
            assert run.divergence.step == sight.step, run.message


@pytest.mark.parametrize(("fault", "language"), PLANTED)
def test_fault_hides_where_the_table_says(
    runs: Runs, fault: Fault, language: str
) -> None:
    for sight in fault.hidden:
        run = runs[fault.id, language, sight]
        assert run.verdict == "equal", run.message
        assert run.values > 0


NAMED = json.loads(FILE.read_text("utf-8"))


@pytest.mark.parametrize(("fault", "language"), PLANTED)
def test_fault_is_named_as_the_page_says(
    runs: Runs, fault: Fault, language: str
) -> None:
    """docs/known-mistakes.md; `python -m faults.naming` renews it."""
    sights = named_sights(fault)
    found = naming(fault, [runs[fault.id, language, s] for s in sights])
    assert found == (RIGHT if fault.id in LISTED else SILENT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_listed_faults_are_named_and_no_other(language: str) -> None:
    listed = list(NAMED[language]["listed"].values())
    assert len(listed) == len(LISTED)
    assert listed.count(RIGHT) >= 0.95 * len(listed)
    assert set(NAMED[language]["others"].values()) == {SILENT}


@pytest.mark.parametrize("fault", CATALOGUE)
def test_fault_is_planted_or_cannot_exist(fault: str) -> None:
    rows = [row for row in FAULTS if row.id == fault]
    assert len(rows) == 1, "neither planted nor explained"
    for language in LANGUAGES:
        assert rows[0].edits(language) or rows[0].absent[language]


@pytest.mark.parametrize(("fault", "language"), PLANTED)
def test_fault_fits_the_source(fault: Fault, language: str) -> None:
    source = Path(planted_spec(language).options["source"])
    for edit in fault.edits(language):
        file = source / PACKAGES[language][1].format(edit.file)
        changed(file.read_text("utf-8"), edit)  # refuses what does not fit


def test_every_row_has_an_entry_in_the_catalogue() -> None:
    assert {fault.id for fault in FAULTS} == set(CATALOGUE)


def test_a_port_without_faults_passes_all_that_broken_ones_fail(
    bench: Bench,
) -> None:
    sights = {
        (sight.case, sight.mode, sight.steps)
        for fault in FAULTS
        for sight in fault.seen
    }

    def judge(language: str) -> list[RunResult]:
        return list(bench.judge(language, [], sorted(sights)))

    for found in in_parallel(judge, LANGUAGES):
        for run in found:
            assert run.verdict == "equal", (run.port, run.case, run.message)


def test_the_page_is_written_from_the_table() -> None:
    command = "python parity_tests/meta/faults/page.py"
    assert PAGE.read_text("utf-8") == page(), f"run {command}"
