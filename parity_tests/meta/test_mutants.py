"""Break a line of mathematics in R or Octave: the judge must see it.

Here one mutant a line, of what training goes through.  `make mutants` tries
every rule on every stem and on Python, and writes docs/mutants.md.
"""

from __future__ import annotations

import pytest
from bench import Bench, in_parallel
from equivalent import EQUIVALENT
from mutant_jury import FAILS, seen_by_the_judge
from mutants import CORE, STEMS, Mutant, mutants
from mutation_score import page

LANGUAGES = ("r", "octave")


def _lines(language: str) -> list[Mutant]:
    found = [m for stem in CORE for m in mutants(language, stem, True)]
    return [m for m in found if m.key not in EQUIVALENT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_lines_to_break(language: str) -> None:
    assert len(_lines(language)) >= 40


def test_broken_lines_are_seen(bench: Bench) -> None:
    def judge(language: str) -> list[str]:
        return [
            f"{language} {mutant.name}"
            for mutant in _lines(language)
            if not seen_by_the_judge(bench, mutant)
        ]

    survivors = [
        name for part in in_parallel(judge, LANGUAGES) for name in part
    ]
    assert not survivors


def test_mutants_that_do_not_run_count_in_no_cell() -> None:
    stem = CORE[0]
    some = mutants("r", stem)[:3]
    found = dict(zip(some, ["a case", "", f"{FAILS}hung"], strict=True))
    assert "| - | 1 / 2 | - |" in page(found)


def test_equivalent_mutants_still_exist() -> None:
    languages = ("python", "r", "octave")
    keys = {
        mutant.key
        for language in languages
        for stem in STEMS
        for mutant in mutants(language, stem)
    }
    assert set(EQUIVALENT) <= keys, "the source moved on"
