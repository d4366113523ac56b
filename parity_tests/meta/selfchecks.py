"""Which faults of the catalogue a port's self-check sees; docs/selfcheck.md.

    python parity_tests/meta/selfchecks.py             # write the page
    python parity_tests/meta/selfchecks.py --measure   # plant them, first

What is measured is kept in docs/measured/selfcheck.json and not measured again;
remove the file to begin anew.

Measured in Python; `test_selfchecks.py` plants some in each language.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from functools import partial

from bench import TIME_LIMIT, PlantedPort
from faults import FAULTS
from faults.catalogue import CATALOGUE
from faults.table import Fault
from planting import planted_spec

from lockstep.errors import PortUnavailable
from lockstep.explain.selfcheck import CHECKS, selfcheck
from lockstep.files.encode import encode_json
from lockstep.files.paths import repository_root
from lockstep.files.strict_json import JsonObject
from lockstep.ports.host import Host

ROOT = repository_root()
PAGE = ROOT / "docs" / "selfcheck.md"
KEPT = ROOT / "docs" / "measured" / "selfcheck.json"
STOPS = "does not run"
LANGUAGE = "python"
TEXT = """\
# A port held against itself

<!-- Written by parity_tests/meta/selfchecks.py; do not edit. -->

    lockstep selfcheck examples/javascript
    lockstep selfcheck octave --case my/case.json --json checks.json

No other program's numbers are asked. The command changes a case in ways whose
effect on a step is known (metamorphic relations), lets the port train the case
and the changed one, and compares the port with itself. It needs level 1, loss
and parameters; gradients are checked as well if the port shows them.

| check | what is known | faults below that break it |
|---|---|---|
{checks}

Exit code 0: all holds. 1: a relation is broken by more than its tolerance. 2:
bad input. 3: the port does not run, or nothing could be checked. "Says nothing"
is no pass: the reason stands beside it.

**What holds may still be wrong.** A port that trains another network than the
case asks for can be in perfect agreement with itself: see the table below.
`lockstep validate` and `lockstep run` judge.

## Tolerances

Each is derived, but for two choices. In `slope` the term of the order of h^2 is
an estimate, which is trusted if halving h divides it by 3 to 5. In `descent`,
2^-40 of the fall is allowed besides.

- **Relations of one step.** In exact arithmetic both sides are equal. Each
  side is off by at most the bound of one step
  ([tolerances.md](tolerances.md)), which adds up what the step's own
  operations round, from the lengths and magnitudes of their sums. So both are
  at most the sum of their bounds apart. Inputs are changed without rounding:
  places change, or exponents.
- **Powers of two.** They change exponents alone, so every digit stays: the
  tolerance is 2^-1022, what underflow may do. A weight that is scaled one way,
  and its gradient the other, are added up anew; there the bound of the step
  counts.
- **Bits.** `repeated`, `shorter run` and `restarted` compare the same
  operations on the same numbers: nothing may differ. A port that does not
  repeat its own bits (threads that add up in any order) is right all the same:
  then no bits are asked of it, and the report says so.
- **`slope`.** The loss at six points p + hd and p - hd, h, h / 2 and h / 4,
  gives the derivative along d with an error of the order of h^4; the tolerance
  is the whole term of the order of h^2, and the bounds on the losses over h
  and on the gradients. Where the quotients do not follow h^2, because a relu
  turns on the way, h is made smaller; where a score is exactly 0, the check
  says nothing.
- **`descent`.** Cross-entropy without hidden layers is convex, and its
  curvature is at most K = c (|X|^2 + m) / m, with c = 1/4 for sigmoid and 1/2
  for softmax (Böhning 1992), plus the penalty's. With a rate of at most 1 / K,
  a step that moves the parameters by D lowers the loss by |D|^2 / (2 rate) to
  |D|^2 / rate.

## What it sees of the known faults

Each fault of [faults.md](faults.md) that shows in training was planted in the
Python port, and all checks were asked, on {date}. Of {n_faults} faults, a check
sees {n_by_checks}; with {n_stops} more the port does not start. What has a dash
needs a reference. A check counts as broken, too, if the port raises an error or
writes another shape than it should in a changed case; bits that differ do not
break `repeated`, which then says nothing. {n_others} other faults do not show
in training (pictures, statistics, predictions, readers of files), or cannot be
planted in Python.

| id | fault | broken checks |
|---|---|---|
{faults}
"""


def trains(fault: Fault) -> bool:
    """Whether a fault shows in training; a self-check asks nothing else."""
    return any(sight.mode in ("free", "replay") for sight in fault.seen)


def asked() -> list[Fault]:
    """Faults that are planted, in the order of the catalogue."""
    order = {name: number for number, name in enumerate(CATALOGUE)}
    chosen = [f for f in FAULTS if f.edits(LANGUAGE) and trains(f)]
    return sorted(chosen, key=lambda fault: order[fault.id])


def caught(port: PlantedPort, fault: Fault) -> list[str]:
    """Checks that a planted port breaks, in their own order."""
    try:
        port.plant(fault.edits(LANGUAGE))
        found = selfcheck(port.spec, port)
    except PortUnavailable:
        return [STOPS]
    broken = {finding.check for finding in found.broken}
    return [check for check in CHECKS if check in broken]


def measure() -> None:
    """Plant each fault that is not in the file yet, and run all checks."""
    today = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d")
    kept: JsonObject = {"date": today, "language": LANGUAGE, "faults": {}}
    if KEPT.exists():
        kept = json.loads(KEPT.read_text("utf-8"))
    start = partial(PlantedPort, planted_spec(LANGUAGE), TIME_LIMIT)
    host = Host(LANGUAGE, start)  # a fault may end it
    for fault in asked():
        if fault.id not in kept["faults"]:
            kept["faults"][fault.id] = caught(host.port(), fault)
            KEPT.write_bytes(encode_json(kept))
    host.close()


def page() -> str:
    """The whole page, from what was measured."""
    kept = json.loads(KEPT.read_text("utf-8"))
    seen = kept["faults"]
    stops = [name for name, checks in seen.items() if checks == [STOPS]]
    found = [name for name, checks in seen.items() if checks]
    return TEXT.format(
        date=kept["date"],
        checks="".join(_checks(seen)).rstrip(),
        faults="".join(_rows(seen)).rstrip(),
        n_faults=len(seen),
        n_by_checks=len(found) - len(stops),
        n_stops=len(stops),
        n_others=len(CATALOGUE) - len(seen),
    )


def _checks(seen: JsonObject) -> Iterator[str]:
    for check, meaning in CHECKS.items():
        number = sum(check in checks for checks in seen.values())
        yield f"| {check} | {meaning} | {number} |\n"


def _rows(seen: JsonObject) -> Iterator[str]:
    for name in (fault.id for fault in asked()):
        checks = seen[name]
        told = ", ".join(checks) or "-"
        yield f"| {name} | {CATALOGUE[name]} | {told} |\n"


if __name__ == "__main__":
    if "--measure" in sys.argv:
        measure()
    PAGE.write_text(page(), "utf-8")
