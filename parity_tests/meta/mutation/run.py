"""Judge the mutants of one language; take up where the last run ended.

`python -m mutation.run LANGUAGE [stem ...] [--dask ADDRESS]`; `make mutants`
starts one for each language.  With the address of a Dask cluster its workers
judge them: they have the same checkout, and the same PYTHONPATH.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from lockstep.console.progress import NO_PROGRESS
from lockstep.errors import JudgeError
from lockstep.judge.cluster.matrix import Matrix, connected
from lockstep.languages import LANGUAGES
from lockstep.ports.start import program_of

from .jury import Jury, Verdict
from .mutants import Mutant, mutants
from .reference import Reference
from .results.equivalent import contradicted, reason
from .results.record import Record

EVERY = 20  # mutants between two words of progress
LAST = ("drawn", "plots")  # pictures take longest
PORTION = 50  # mutants of a cluster's task, which starts its languages anew
Found = Iterator[tuple[Mutant, Verdict]]


def run(language: str, stems: Sequence[str], address: str = "") -> int:
    """Judge what is not known yet; how many ends are wrong.

    A mutant must not survive without a reason, nor be killed in spite of one.
    """
    record = Record(language)
    chosen = [m for m in mutants(language) if not stems or m.stem in stems]
    waiting = [m for m in chosen if record.get(m) is None]
    # At random: what is done at any time is a fair sample of all.
    waiting.sort(
        key=lambda m: (_turn(m, record.earlier(m)), record.id(m)),
    )
    if waiting:
        ends = on_cluster(address, waiting) if address else here(waiting)
        started = time.monotonic()
        for number, (mutant, verdict) in enumerate(ends, start=1):
            record.add(mutant, verdict)
            if number % EVERY == 0 or number == len(waiting):
                _tell(language, number, len(waiting), started)
    found = list(record.known(chosen))
    left = [m for m, v in found if v.end == "survives" and not reason(m)]
    for mutant in left:
        print("survives:", mutant.operator, "|", mutant.name)
    wrong = contradicted(found)
    for mutant in wrong:
        print("called equivalent, and killed:", mutant.name)
    return len(left) + len(wrong)


def _turn(mutant: Mutant, earlier: Verdict | None) -> tuple[int, bool]:
    """When to judge a mutant.

    Survivors of earlier fixtures come first; what did not run, and what is
    said to change nothing, last.
    """
    if reason(mutant):
        return 2, True
    if earlier is None:
        return 1, mutant.stem in LAST
    return 0 if earlier.end == "survives" else 2, False


def _tell(language: str, number: int, total: int, started: float) -> None:
    left = (time.monotonic() - started) / number * (total - number)
    print(
        f"{language}: {number} of {total}, {left / 60:.0f} min left",
        file=sys.stderr,
        flush=True,
    )


def here(waiting: Sequence[Mutant]) -> Found:
    """Judge mutants of one language on this machine."""
    with jury_of(waiting[0].language) as jury:
        for mutant in waiting:
            yield mutant, jury.judge(mutant)


@contextmanager
def jury_of(language: str) -> Iterator[Jury]:
    """Begin a jury, hold the unbroken code to it, and end it."""
    reference = Reference()
    jury = Jury(language, reference)
    try:
        wrong = jury.control()
        if wrong:
            raise JudgeError(f"the unbroken {language} is not equal: {wrong}")
        yield jury
    finally:
        jury.end()
        reference.close()


@dataclass(frozen=True)
class Portion:
    """Mutants of one language that one worker judges."""

    language: str
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """For messages, and for Dask's own pages."""
        return f"{len(self.ids)} mutants of {self.language}, {self.ids[0]}"

    @property
    def resource(self) -> str:
        """What its worker must declare; empty if every worker will do."""
        return self.language if program_of(self.language) else ""

    @property
    def steps(self) -> int:
        """How long it takes, roughly."""
        return len(self.ids)


def _by_id(language: str, some: Iterable[Mutant]) -> dict[str, Mutant]:
    id_of = Record(language).id
    return {id_of(mutant): mutant for mutant in some}


def on_cluster(address: str, waiting: Sequence[Mutant]) -> Found:
    """Judge mutants of one language on the workers of a cluster."""
    language = waiting[0].language
    by_id = _by_id(language, waiting)
    ids = list(by_id)
    portions = [
        Portion(language, tuple(ids[first : first + PORTION]))
        for first in range(0, len(ids), PORTION)
    ]
    with connected(address) as client:
        matrix = Matrix(client, portions, judged, NO_PROGRESS)
        matrix.check()
        for number, verdicts in matrix.work():
            for own, verdict in zip(
                portions[number].ids, verdicts, strict=True
            ):
                yield by_id[own], verdict


def judged(portion: Portion) -> list[Verdict]:
    """Judge a portion, on a worker."""
    by_id = _by_id(portion.language, mutants(portion.language))
    if not by_id.keys() >= {*portion.ids}:
        raise JudgeError(f"a worker has another {portion.language} package")
    ends = here([by_id[own] for own in portion.ids])
    return [verdict for _, verdict in ends]


def main() -> int:
    """Read what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m mutation.run")
    parser.add_argument("language", choices=list(LANGUAGES))
    parser.add_argument("stems", nargs="*")
    parser.add_argument("--dask", default="", metavar="ADDRESS")
    asked = parser.parse_args()
    return run(asked.language, asked.stems, asked.dask)


if __name__ == "__main__":
    sys.exit(main() > 0)
