"""Break every line of mathematics in each language and count who sees it.

    python parity_tests/meta/mutation_score.py [stem ...]

Without stems it writes docs/mutants.md.  It fails if a mutant survives that
`equivalent` does not explain.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bench import Bench, in_parallel
from equivalent import EQUIVALENT
from mutant_jury import (
    FAILS,
    seen_by_its_own_tests,
    seen_by_the_judge,
)
from mutants import STEMS, Mutant, mutants

PAGE = Path(__file__).parents[2] / "docs" / "mutants.md"
LANGUAGES = ("python", "r", "octave")
HEAD = """\
# Mutation score

<!-- Written by `make mutants`; do not edit. -->

A mutant is a source file with one operator, function or constant of its
mathematics changed. Each cell says how many of them the suite sees, of all
that can be seen; those that crash, hang or fail to load count in no cell. R and
Octave are held to the reference by the judge.
Python's mutants are tried without R and Octave and without a right copy of
themselves: by the unit tests and by independent formulas, for a reference has
nobody to lean on.

| stem | Python | R | Octave |
|---|---|---|---|
"""
TAIL = """
## Mutants that nobody can see

They change the text and not the result; they count in no cell.

| language | where | changed line | why nothing changes |
|---|---|---|---|
"""
Seen = dict[Mutant, str]


def try_all(bench: Bench, stems: list[str]) -> Seen:
    """Who saw each mutant; an empty text for those that survive."""

    def one_language(language: str) -> Seen:
        jury = {"python": seen_by_its_own_tests}.get(
            language, seen_by_the_judge
        )
        found: Seen = {}
        for stem in stems:
            for mutant in mutants(language, stem):
                if mutant.key in EQUIVALENT:
                    continue
                found[mutant] = jury(bench, mutant)
                if not found[mutant]:
                    print("survives:", language, mutant.name, flush=True)
        return found

    results: Seen = {}
    for part in in_parallel(one_language, LANGUAGES):
        results.update(part)
    return results


def page(results: Seen) -> str:
    """Write the table of scores."""
    rows = [_row(stem, [stem], results) for stem in STEMS]
    rows.append(_row("**all**", list(STEMS), results))
    known = [
        f"| {language} | `{file}` | `{line}` | {reason} |\n"
        for (language, file, line), reason in sorted(EQUIVALENT.items())
    ]
    return HEAD + "".join(rows) + TAIL + "".join(known)


def _row(title: str, stems: list[str], results: Seen) -> str:
    cells = []
    for language in LANGUAGES:
        seen = [
            bool(who)
            for mutant, who in results.items()
            if mutant.language == language
            and mutant.stem in stems
            and not who.startswith(FAILS)
        ]
        cells.append(f"{sum(seen)} / {len(seen)}" if seen else "-")
    return f"| {title} | {' | '.join(cells)} |\n"


def main() -> int:
    """Try the stems that are named, or all of them."""
    with Bench() as bench:
        results = try_all(bench, sys.argv[1:] or list(STEMS))
    if not sys.argv[1:]:
        PAGE.write_text(page(results), "utf-8")
    survivors = sum(not who for who in results.values())
    ran = sum(not who.startswith(FAILS) for who in results.values())
    print(f"{ran - survivors} of {ran} that run are seen")
    return int(survivors > 0)


if __name__ == "__main__":
    sys.exit(main())
