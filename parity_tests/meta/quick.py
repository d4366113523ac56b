"""Choose the cases of `lockstep run --quick`: a set cover of what is known.

    lockstep run --again --json results.json
    python parity_tests/meta/quick.py results.json
    python parity_tests/meta/quick.py   # keep the cases, count faults anew

A planted fault is seen where the table of faults says so, which
`test_faults.py` proves; a mutant where `make mutants` has seen it (in
build/mutants, if there is one).  Cases are taken greedily, by what they show
for the seconds that they took in the results: first all that the faults need,
then, up to a share of the whole run, what shows most mutants.  In the end
those are left out that the others make useless.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import starmap
from math import inf
from pathlib import Path
from typing import NamedTuple, cast

from faults import FAULTS
from faults.table import Fault, Sight
from mutation.mutants import mutants
from mutation.order import FIRST, LONG, MORE_STEPS, STEPS
from mutation.results.record import Record
from mutation.trees.sources import LANGUAGES

from lockstep.cases.find import list_cases
from lockstep.cases.quick import FILE
from lockstep.files.encode import encode_json
from lockstep.files.strict_json import JsonObject, read_object

START = 20  # steps of training: what it takes to begin
SHARE = 0.035  # of the seconds of the whole run


class Look(NamedTuple):
    """A case and, if it trains, its steps; an operation has 0."""

    case: str
    steps: int


Known = dict[str, set[Look]]  # by fault or mutant: what shows it
Cost = Callable[[Look], float]


class Costs:
    """What looks cost in a whole run: seconds of the slowest port.

    Attributes
    ----------
    whole : float
        All cases, in seconds of the slowest port.
    """

    def __init__(self, results: Path) -> None:
        runs = json.loads(results.read_text("utf-8"))["runs"]
        self._steps = {run["case"]: run["steps"] for run in runs}
        by_port: dict[str, Counter[str]] = {}
        for run in runs:
            by_port.setdefault(run["port"], Counter())[run["case"]] += run[
                "seconds"
            ]
        self.whole = max(seconds.total() for seconds in by_port.values())
        self._seconds = {
            case: max(seconds[case] for seconds in by_port.values())
            for case in self._steps
        }

    def __call__(self, look: Look) -> float:
        """Seconds of a look."""
        seconds = self._seconds[look.case]
        if not look.steps:
            return seconds
        return seconds * (START + look.steps) / (START + self._steps[look.case])


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


def cover(
    known: Known,
    cost: Cost,
    budget: float = inf,
    begun: Iterable[Look] = (),
) -> list[Look]:
    """A cheap set of looks that shows what any shows, within a budget."""
    chosen = {look.case: look for look in begun}
    looks = set().union(*known.values()) - set(chosen.values())
    left = {
        name
        for name, seen in known.items()
        if seen and not shows(chosen.values(), seen)
    }
    while left and looks:
        best = max(
            sorted(looks), key=lambda k: _worth(k, chosen, known, left, cost)
        )
        looks.remove(best)
        taken = {**chosen, best.case: max(best, chosen.get(best.case, best))}
        if sum(map(cost, taken.values())) <= budget:
            chosen = taken
            left -= {name for name in left if shows([best], known[name])}
    return _without_useless(list(chosen.values()), known, cost)


def _worth(
    look: Look,
    chosen: dict[str, Look],
    known: Known,
    left: set[str],
    cost: Cost,
) -> float:
    shown = sum(shows([look], known[name]) for name in left)
    paid = cost(chosen[look.case]) if look.case in chosen else 0.0
    return shown / max(cost(look) - paid, 1e-3)


def shows(chosen: Iterable[Look], looks: set[Look]) -> bool:
    """Whether a look has at least the steps of one that shows it."""
    return any(
        own.case == look.case and own.steps >= look.steps
        for own in chosen
        for look in looks
    )


def _without_useless(
    chosen: list[Look], known: Known, cost: Cost
) -> list[Look]:
    wanted = [looks for looks in known.values() if shows(chosen, looks)]
    for look in sorted(chosen, key=lambda k: -cost(k)):
        rest = [other for other in chosen if other != look]
        if all(shows(rest, looks) for looks in wanted):
            chosen = rest
    return sorted(chosen)


def table_hash() -> str:
    """A name for the table of faults that the cases were chosen from."""
    rows = sorted((f.id, sorted(of_fault(f))) for f in FAULTS)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def choose(results: Path) -> JsonObject:
    """Everything that the file says."""
    faults = {fault.id: of_fault(fault) for fault in FAULTS}
    mutated, killed = of_mutants()
    cost = Costs(results)
    needed = cover(faults, cost)
    chosen = cover({**faults, **mutated}, cost, SHARE * cost.whole, needed)
    today = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d")
    return {
        "date": today,
        "table": table_hash(),
        "faults": [_count(chosen, faults), len(faults)],
        "mutants": [_count(chosen, mutated), killed],
        "steps": {k.case: k.steps for k in chosen if k.steps},
        "operations": [k.case for k in chosen if not k.steps],
    }


def recount() -> JsonObject:
    """What the file says, with the faults of today's table."""
    said = read_object(FILE)
    steps = cast(dict[str, int], said["steps"])
    operations = cast(list[str], said["operations"])
    looks = [*starmap(Look, steps.items()), *(Look(c, 0) for c in operations)]
    faults = {fault.id: of_fault(fault) for fault in FAULTS}
    counted = {"faults": [_count(looks, faults), len(faults)]}
    return {**said, "table": table_hash(), **counted}


def _count(chosen: list[Look], known: Known) -> int:
    return sum(shows(chosen, looks) for looks in known.values())


if __name__ == "__main__":
    results = [Path(argument) for argument in sys.argv[1:]]
    FILE.write_bytes(encode_json(choose(*results) if results else recount()))
