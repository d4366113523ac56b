"""Judge the mutants of one language; take up where the last run ended.

`python -m mutation.run LANGUAGE [stem ...]`; `make mutants` starts one for
each language.
"""

from __future__ import annotations

import sys
import time

from .equivalent import contradicted, reason
from .jury import Jury
from .mutants import Mutant, mutants
from .record import Record
from .reference import Reference

EVERY = 20  # mutants between two words of progress
LAST = ("drawn", "plots")  # pictures take longest


def run(language: str, stems: list[str]) -> int:
    """Judge what is not known yet; how many ends are wrong.

    A mutant must not survive without a reason, nor be killed in spite of one.
    """
    record = Record(language)
    chosen = [m for m in mutants(language) if not stems or m.stem in stems]
    waiting = [m for m in chosen if record.get(m) is None]
    # Survivors of earlier fixtures, then at random: a fair sample of all.
    waiting.sort(
        key=lambda m: (not _survived(record, m), m.stem in LAST, record.id(m))
    )
    if waiting:
        _judge(language, waiting, record)
    found = list(record.known(chosen))
    left = [m for m, v in found if v.end == "survives" and not reason(m)]
    for mutant in left:
        print("survives:", mutant.operator, "|", mutant.name)
    wrong = contradicted(found)
    for mutant in wrong:
        print("called equivalent, and killed:", mutant.name)
    return len(left) + len(wrong)


def _survived(record: Record, mutant: Mutant) -> bool:
    earlier = record.earlier(mutant)
    return earlier is not None and earlier.end == "survives"


def _judge(language: str, waiting: list[Mutant], record: Record) -> None:
    reference = Reference()
    jury = Jury(language, reference)
    try:
        wrong = jury.control()
        if wrong:
            sys.exit(f"the unbroken {language} is not equal: {wrong}")
        started = time.monotonic()
        for number, mutant in enumerate(waiting, start=1):
            record.add(mutant, jury.judge(mutant))
            if number % EVERY == 0 or number == len(waiting):
                seconds = time.monotonic() - started
                left = seconds / number * (len(waiting) - number)
                print(
                    f"{language}: {number} of {len(waiting)}, "
                    f"{left / 60:.0f} min left",
                    file=sys.stderr,
                    flush=True,
                )
    finally:
        jury.end()
        reference.close()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]) > 0)
