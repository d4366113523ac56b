"""Judge the survivors of a language's last count again, after new tests.

`python -m mutation.again LANGUAGE` asks the whole jury, changes the count and
writes docs/mutants.md.  It refuses if a survivor is no mutant any more: then
the code has changed, and `make mutants` must count anew.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict

from lockstep.errors import JudgeError
from lockstep.languages import LANGUAGES

from .jury import Jury, Verdict
from .mutants import Mutant, mutants
from .results.equivalent import contradicted
from .results.page import write
from .results.score import keep_scores, read_scores, recounted, survivor
from .run import jury_of

Found = list[tuple[Mutant, Verdict]]


def judged_again(jury: Jury, rows: list[list[str]]) -> Found:
    """What becomes of the survivors that the page lists.

    A row may name several mutants of its line.  All are judged, and those
    that are killed are taken to be the ones that were killed before.
    """
    named = defaultdict(list)
    for mutant in mutants(jury.language):
        named[tuple(survivor(mutant))].append(mutant)
    found: Found = []
    for row, number in Counter(map(tuple, rows)).items():
        if len(named[row]) < number:
            raise JudgeError(f"no mutant any more: {' '.join(row)}")
        ends = [(mutant, jury.judge(mutant)) for mutant in named[row]]
        ends.sort(key=lambda end: end[1].end == "survives")
        found += ends[-number:]
        for mutant, verdict in ends[-number:]:
            print(f"{mutant.name}: {verdict.end}", flush=True)
    return found


def main() -> int:
    """Judge again, and write the page."""
    parser = argparse.ArgumentParser(prog="python -m mutation.again")
    parser.add_argument("language", choices=list(LANGUAGES))
    language = parser.parse_args().language
    scores = read_scores()
    if not scores[language].survivors:
        print(f"{language}: nothing survived")
        return 0
    with jury_of(language) as jury:
        found = judged_again(jury, scores[language].survivors)
    scores[language] = recounted(scores[language], found)
    keep_scores(scores)
    write(scores)
    return len(scores[language].survivors) + len(contradicted(found))


if __name__ == "__main__":
    sys.exit(main() > 0)
