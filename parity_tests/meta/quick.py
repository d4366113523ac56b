"""Choose the cases of `lockstep run --quick`: a set cover of what is known.

    python parity_tests/meta/quick.py

A planted fault is seen where the table of faults says so, which
`test_faults.py` proves; a mutant where `make mutants` has seen it (in
build/mutants, if there is one).  Cases are taken greedily, by what they show
for what they cost, and then those are left out that the others make useless.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from faults import FAULTS
from faults.table import Fault, Sight
from mutation.jury import FIRST, LONG, MORE_STEPS, STEPS
from mutation.mutants import mutants
from mutation.record import Record
from mutation.trees.sources import LANGUAGES

from lockstep.cases.find import list_cases
from lockstep.cases.quick import FILE
from lockstep.files.encode import encode_json
from lockstep.files.strict_json import JsonObject

START = 20.0  # what a training case costs more than an operation, in steps


class Look(NamedTuple):
    """A case and, if it trains, its steps; an operation has 0."""

    case: str
    steps: int

    @property
    def cost(self) -> float:
        """How long it takes, roughly, in steps of training."""
        return START + self.steps if self.steps else 1.0


Known = dict[str, set[Look]]  # by fault or mutant: what shows it


def of_fault(fault: Fault) -> set[Look]:
    """What shows a planted fault; nothing if it takes a misspelt word."""
    return {_look(sight) for sight in fault.seen if sight.mode != "refusal"}


def _look(sight: Sight) -> Look:
    if sight.mode == "operation":
        return Look(sight.case, 0)
    return Look(sight.case, min(sight.steps, sight.step + 1))


def of_mutants() -> tuple[Known, int]:
    """What shows each mutant that the judge kills, and how many are killed."""
    known: Known = {}
    killed = 0
    for language in LANGUAGES:
        for mutant, verdict in Record(language).known(mutants(language)):
            killed += verdict.end in ("diverged", "assertion")
            if verdict.end == "diverged":
                known[mutant.key] = {_where(verdict.by)}
    return known, killed


def _where(case: str) -> Look:
    """The steps of the jury: few in its first cases, more in others."""
    if case not in _trained():
        return Look(case, 0)
    return Look(case, STEPS if case in FIRST else LONG.get(case, MORE_STEPS))


@cache
def _trained() -> frozenset[str]:
    return frozenset(h.id for h in list_cases() if h.kind == "training")


def cover(known: Known) -> list[Look]:
    """A small set of looks that shows all that any shows."""
    left = {name for name, looks in known.items() if looks}
    chosen: dict[str, Look] = {}
    looks = set().union(*known.values())
    while left:
        best = max(sorted(looks), key=lambda k: _worth(k, chosen, known, left))
        left -= {name for name in left if shows([best], known[name])}
        chosen[best.case] = max(best, chosen.get(best.case, best))
    return _without_useless(list(chosen.values()), known)


def _worth(
    look: Look, chosen: dict[str, Look], known: Known, left: set[str]
) -> float:
    shown = sum(shows([look], known[name]) for name in left)
    paid = chosen[look.case].cost if look.case in chosen else 0.0
    return shown / max(look.cost - paid, 0.1)


def shows(chosen: Iterable[Look], looks: set[Look]) -> bool:
    """Whether a look has at least the steps of one that shows it."""
    return any(
        own.case == look.case and own.steps >= look.steps
        for own in chosen
        for look in looks
    )


def _without_useless(chosen: list[Look], known: Known) -> list[Look]:
    wanted = [looks for looks in known.values() if shows(chosen, looks)]
    for look in sorted(chosen, key=lambda k: -k.cost):
        rest = [other for other in chosen if other != look]
        if all(shows(rest, looks) for looks in wanted):
            chosen = rest
    return sorted(chosen)


def table_hash() -> str:
    """A name for the table of faults that the cases were chosen from."""
    rows = sorted((f.id, sorted(of_fault(f))) for f in FAULTS)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def choose() -> JsonObject:
    """Everything that the file says."""
    faults = {fault.id: of_fault(fault) for fault in FAULTS}
    mutated, killed = of_mutants()
    chosen = cover({**faults, **mutated})
    today = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d")
    return {
        "date": today,
        "table": table_hash(),
        "faults": [_count(chosen, faults), len(faults)],
        "mutants": [_count(chosen, mutated), killed],
        "steps": {k.case: k.steps for k in chosen if k.steps},
        "operations": [k.case for k in chosen if not k.steps],
    }


def _count(chosen: list[Look], known: Known) -> int:
    return sum(shows(chosen, looks) for looks in known.values())


if __name__ == "__main__":
    FILE.write_bytes(encode_json(choose()))
