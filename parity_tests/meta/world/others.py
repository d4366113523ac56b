"""Hold planted faults against others' rules: docs/others-rules.md.

    PYTHONPATH=parity_tests/meta python -m world.others

Each fault is planted in the Python port, which trains ten steps of the case
where the judge sees it.  In single precision both runs are rounded to 24 bits
before they are compared.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from faults import FAULTS
from faults.catalogue import CATALOGUE
from faults.table import Fault
from planting import broken_copy

from lockstep.cases.find import find_case
from lockstep.files.paths import repository_root

from .rules import RULES, STEPS, Trace

ROOT = repository_root()
PAGE = ROOT / "docs" / "others-rules.md"
HEAD = """\
# The same faults under others' rules

<!-- Written by parity_tests/meta/world/others.py; do not edit. -->

Which of the faults that this suite must catch would the rules of respected
projects notice? Each of [our faults](faults.md) that shows in training is
planted in the Python port. It trains ten steps of the case where Lockstep's
judge sees it; the rule compares them with the right ten steps. Faults with
which Python cannot train the case are left out. In single precision, both runs
are rounded to 24 bits before they are compared. Their rules were made for other
aims, such as large networks in single precision on many devices: the table says
what a tolerance lets through, not that a project is careless.

| rule | compares | source |
|---|---|---|
{rules}
## Noticed, of {total} faults

| | {names} |
|---|{lines}
{totals}
## Fault by fault

Noticed in double precision: yes or no.

| fault | case | {names} |
|---|---|{lines}
"""
Row = tuple[Fault, str, dict[str, list[bool]]]


def rows() -> Iterator[Row]:
    """Each fault that trains, and who notices it in either precision."""
    right: dict[str, Trace] = {}
    for fault in FAULTS:
        cases = [s.case for s in fault.seen if s.mode in ("replay", "free")]
        if not cases or not fault.python:
            continue
        case = cases[0]
        if case not in right:
            right[case] = _trace(case, ())
        try:
            wrong = _trace(case, fault.python)
        except Exception:
            continue  # it does not run: everybody notices
        yield (
            fault,
            case,
            {
                kind: [
                    _notices(rule, right[case], wrong, kind) for rule in RULES
                ]
                for kind in ("float64", "float32")
            },
        )


def _notices(rule: Any, right: Trace, wrong: Trace, kind: str) -> bool:
    one, other = (
        {name: value.astype(kind) for name, value in trace.items()}
        for trace in (right, wrong)
    )
    if any(one[n].shape != other[n].shape for n in one if n in other):
        return True
    with np.errstate(all="ignore"):
        return bool(rule.notices(one, other))


def _trace(case: str, edits: Any) -> Trace:
    """Train ten steps by a package with these edits."""
    folder = broken_copy("python", str(ROOT / "python"), edits)
    sys.path.insert(0, folder)
    kept = {n: m for n, m in sys.modules.items() if _is_ours(n)}
    for name in kept:
        del sys.modules[name]
    try:
        package = importlib.import_module("firstprinciples")
        training_case = package.read_case(find_case(case))
        with np.errstate(all="ignore"):
            return dict(package.train_case(training_case, 0, STEPS))
    finally:
        sys.path.remove(folder)
        for name in [n for n in sys.modules if _is_ours(n)]:
            del sys.modules[name]
        sys.modules.update(kept)


def _is_ours(name: str) -> bool:
    return name.split(".")[0] == "firstprinciples"


def page(found: list[Row]) -> str:
    """Write the whole page."""
    total = len(found)
    counts = {
        kind: [sum(row[2][kind][n] for row in found) for n in range(len(RULES))]
        for kind in ("float64", "float32")
    }
    titles = {"float64": "double precision", "float32": "single precision"}
    totals = "".join(
        f"| {titles[kind]} | {' | '.join(map(str, counts[kind]))} |\n"
        for kind in titles
    )
    head = HEAD.format(
        rules="".join(f"| {r.name} | {r.says} | {r.source} |\n" for r in RULES),
        names=" | ".join(rule.name for rule in RULES),
        lines="---|" * len(RULES),
        total=total,
        totals=totals,
    )
    return head + "".join(_row(*row) for row in found)


def _row(fault: Fault, case: str, noticed: dict[str, list[bool]]) -> str:
    words = ["yes" if seen else "no" for seen in noticed["float64"]]
    what = f"{fault.id}: {CATALOGUE[fault.id]}"
    return f"| {what} | `{case}` | {' | '.join(words)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(list(rows())), "utf-8")
