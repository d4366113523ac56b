"""Break what is computed, one place at a time: the judge must see it.

`make mutants` tries every mutant in every language and writes
docs/mutants.md; here are a few of each language.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from mutation.jury import Jury, Verdict
from mutation.mutants import Mutant, mutants
from mutation.operators.arrays import OPERATORS
from mutation.operators.others import IDEAS
from mutation.reference import Reference
from mutation.results.equivalent import EQUIVALENT, contradicted
from mutation.results.page import BADGE, PAGE, badge, page
from mutation.results.score import read_scores, recounted, score, survivor
from mutation.trees import octave
from mutation.trees.reach import reached_from
from mutation.trees.sources import LANGUAGES, sources

CORE = ("activations", "layers", "losses", "network", "optimizers")
SAMPLE = 6
FACTS = {"date": "", "commit": "", "machine": ""}


@pytest.fixture(scope="module")
def reference() -> Iterator[Reference]:
    """The reference's answers to every case."""
    found = Reference()
    yield found
    found.close()


def sample(language: str) -> list[Mutant]:
    """Mutants of the mathematics, always the same: `make mutants` has all."""
    chosen = [
        mutant
        for mutant in mutants(language)
        if mutant.stem in CORE and mutant.key not in EQUIVALENT
    ]
    return random.Random(language).sample(chosen, SAMPLE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_of_mutants_is_killed_or_does_not_run(
    reference: Reference, language: str
) -> None:
    jury = Jury(language, reference, thorough=True)
    try:
        assert jury.control() == [], "the unbroken port is not equal"
        ends = {m.name: jury.judge(m).end for m in sample(language)}
        known = [m for m in mutants(language) if m.key in EQUIVALENT][:2]
        killed = contradicted((m, jury.judge(m)) for m in known)
    finally:
        jury.end()
    assert [name for name, end in ends.items() if end == "survives"] == []
    assert "diverged" in ends.values()
    assert killed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_operator_finds_something_to_break(language: str) -> None:
    found = {mutant.operator for mutant in mutants(language)}
    assert found == set(OPERATORS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_mutant_is_one_change_of_code(language: str) -> None:
    texts = {source.name: source.text for source in sources(language)}
    for mutant in mutants(language):
        text = texts[mutant.file]
        assert mutant.apply(text) != text
        line = text[: mutant.start].rpartition("\n")[2]
        comment = "#" in line and '"' not in line
        assert not comment, mutant.name


def test_nearly_all_of_octave_is_parsed() -> None:
    unread = [octave.unread(s.text) for s in sources("octave")]
    assert sum(map(len, unread)) <= 8, unread


def test_octave_as_matlab_keeps_every_place() -> None:
    for source in sources("octave"):
        same = octave.as_matlab(source.text)
        assert len(same) == len(source.text)
        assert "\nendfunction" not in same


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_of_a_layer_reaches_training(language: str) -> None:
    reached = reached_from(language, "dense_forward")
    assert {"network_forward", "train_case", "random_search"} <= reached
    assert "roc_curve" not in reached


def test_every_equivalent_mutant_still_exists() -> None:
    keys = {m.key for language in LANGUAGES for m in mutants(language)}
    assert set(EQUIVALENT) <= keys, "the source moved on"


def test_an_equivalent_mutant_that_is_killed_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutant = mutants("python")[0]
    monkeypatch.setitem(EQUIVALENT, mutant.key, "because")
    killed, alive = Verdict("diverged"), Verdict("survives")
    assert contradicted([(mutant, killed)]) == [mutant]
    assert contradicted([(mutant, alive)]) == []


def test_what_does_not_run_is_not_killed() -> None:
    some = [replace(m, language="r") for m in mutants("python")[:4]]
    ends = ("diverged", "survives", "does not run", "hangs")
    rows = list(zip(some, map(Verdict, ends), strict=True))
    scores = {"r": score(rows, 4, FACTS)}
    said = page(scores)
    row = next(r for r in said.splitlines() if r.startswith("| R |"))
    assert "| 1 | **50.00%** |" in row
    assert row.endswith("| 75.00% |")
    assert badge(scores)["message"] == "50.0% of 2"


def test_the_page_shows_what_was_counted() -> None:
    scores = read_scores()
    assert PAGE.read_text("utf-8") == page(scores)
    assert json.loads(BADGE.read_text("utf-8")) == badge(scores)
    for found in scores.values():
        for counts in (found.operators, found.topics):
            killed, judged = map(sum, zip(*counts.values(), strict=True))
            assert (killed, judged) == (found.killed, found.judged)


def test_survivors_that_are_judged_again_change_the_count() -> None:
    some = mutants("python")[:4]
    ends = ("diverged", "survives", "survives", "does not run")
    old = score(list(zip(some, map(Verdict, ends), strict=True)), 4, FACTS)
    assert (old.killed, old.judged) == (1, 3)
    again = [(some[1], Verdict("assertion")), (some[2], Verdict("survives"))]
    new = recounted(old, again)
    assert (new.killed, new.judged, new.n_known) == (2, 3, 4)
    assert new.survivors == [survivor(some[2])]
    for counts in (new.operators, new.topics):
        assert list(map(sum, zip(*counts.values(), strict=True))) == [2, 3]
    assert "2 survivors were judged again" in new.note


def test_what_other_tools_change_is_laid_to_operators_that_exist() -> None:
    for idea in IDEAS:
        assert set(idea.here) <= set(OPERATORS)
        assert idea.here or idea.why, idea.what


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_names_one_mutant(language: str) -> None:
    keys = [mutant.key for mutant in mutants(language)]
    assert len(keys) == len(set(keys))


def test_what_is_not_judged_yet_may_survive() -> None:
    found = read_scores()["python"]
    ends = {"diverged": 60, "assertion": 20, "survives": 5, "hangs": 9}
    part = replace(found, ends=ends, n_known=100, n_mutants=115)
    assert part.least == 0.8
    assert replace(part, n_known=115).least == 80 / 85
