"""Write docs/faults.md from the table.

python parity_tests/meta/faults/page.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "parity_tests" / "meta"))

from faults import FAULTS  # noqa: E402
from faults.catalogue import CATALOGUE  # noqa: E402
from faults.table import Fault, Sight  # noqa: E402

PAGE = ROOT / "docs" / "faults.md"
HEAD = """\
# Faults that the suite must catch

<!-- Written by parity_tests/meta/faults/page.py; do not edit. -->

Each was seen in real implementations of this course, reported of other programs
(W, see [faults of the world](faults-of-the-world.md)), or made to try the judge
(X). Most let the network learn all the same, so that its loss curve does not
show them. `parity_tests/meta/planted/test_faults.py` plants each of them in the
source of each language and demands that the judge names this quantity, at this
step; and that it does *not* show where the last column says, which is why the
other cases exist. What a replay shows, the certificate of a free run must see
at the same step. Steps count from 0.

| id | fault | planted in | caught by | quantity, step | does not show in |
|---|---|---|---|---|---|
"""
SHARED = """
## Faults that all languages share

With D12 or D13 planted in Python, R, Octave *and* the reference, free runs of a
case of your own are equal: parity cannot see them. D28 is seen, in W1, because
the certificate takes the rate from the schedule as it is written.
`test_shared_faults.py` shows this, and that an independent judge
(`independent.py`) sees all three in each language. Certified values, where a
case has them, see them too.

| id | fault | caught by |
|---|---|---|
| D12 | {D12} | central differences of the port's own loss |
| D13 | {D13} | the papers' formulas in decimal arithmetic of 50 digits |
| D28 | {D28} | rate_0 decay_rate^epoch, against the rate that training shows |
"""
ELSEWHERE = """
## What cannot be planted here

{absent}
- D10 has a third face: a caller's generator that is set back. Results do not
  show it. Each language's unit tests of the random stream draw from the
  caller's generator before and after.
"""


def page() -> str:
    """Write the whole page."""
    rows = "".join(_rows())
    absent = "\n".join(
        f"- {fault.id}, {language}: {reason}."
        for fault in FAULTS
        for language, reason in fault.absent.items()
    )
    shared = SHARED.format(**CATALOGUE)
    return HEAD + rows + shared + ELSEWHERE.format(absent=absent)


def _rows() -> Iterator[str]:
    order = {name: number for number, name in enumerate(CATALOGUE)}
    for fault in sorted(FAULTS, key=lambda row: order[row.id]):
        yield _row(fault)


def _row(fault: Fault) -> str:
    cells = (
        fault.id,
        CATALOGUE[fault.id],
        ", ".join(fault.languages),
        "<br>".join(_where(sight) for sight in fault.seen),
        "<br>".join(_what(sight) for sight in fault.seen),
        "<br>".join(_where(sight, sight.steps) for sight in fault.hidden),
    )
    return f"| {' | '.join(cells)} |\n"


def _where(sight: Sight, steps: int = 0) -> str:
    """A case and mode; of what is hidden, in how many steps."""
    trains = steps and sight.mode in ("replay", "free")
    first = f", first {steps} steps" if trains else ""
    return f"`{sight.case}` ({sight.mode}{first})"


def _what(sight: Sight) -> str:
    if not sight.quantity:
        return "does not start"
    if sight.mode in ("operation", "refusal"):
        return f"`{sight.quantity}`"
    return f"`{sight.quantity}`, {sight.step}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
