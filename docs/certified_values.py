"""Write the tables of certified-values.md.

usage: certified_values.py [--results build/parity.json] [--check]

The table of what is proved comes from fixtures/expected.  The table of how
far each port is from it comes from `lockstep run --json`; without results
it stays as it is.  --check changes nothing and fails if the page is old.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lockstep.cases.find import list_cases
from lockstep.files.paths import fixtures_root

PAGE = Path(__file__).with_name("certified-values.md")


def main() -> int:
    """Renew the page, or say that it is old."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    old = PAGE.read_text("utf-8")
    new = with_table(old, "proved", proved_table())
    if given.results is not None:
        results = json.loads(given.results.read_text("utf-8"))
        new = with_table(new, "ports", ports_table(results))
        new = with_table(new, "operations", operations_table(results))
    if given.check:
        if new != old:
            print(f"{PAGE.name} is old; type: make certified-page")
        return int(new != old)
    PAGE.write_text(new, "utf-8")
    return 0


def with_table(page: str, name: str, rows: Iterable[Iterable[str]]) -> str:
    """Put rows between the marks of a table; the first is its head."""
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    line = "|" + "---|" * (head.count("|") - 1)
    table = "\n".join([head, line, *body])
    marks = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
    return re.sub(
        marks, lambda found: f"{found[1]}{table}\n{found[2]}", page, flags=re.S
    )


def proved_table() -> list[list[str]]:
    """One row a training case, one for all operations."""
    rows = [
        ["case", "steps proved", "bits", "radius", "seconds", "not rigorous"]
    ]
    for header in list_cases():
        file = fixtures_root() / "expected" / f"{header.id}.json"
        if header.kind == "training" and file.is_file():
            rows.append(_proved(json.loads(file.read_text("utf-8"))))
    return [*rows, _operations()]


def _proved(facts: dict[str, Any]) -> list[str]:
    beyond = facts.get("beyond")
    last = max(facts["radius"], key=int)
    return [
        f"`{facts['case']}`",
        f"{facts['steps_proved']:,} of {facts['steps_of_case']:,}",
        str(facts["precision"]),
        f"{facts['radius'][last]:.0e}",
        f"{facts['seconds']:.0f}",
        f"to step {beyond['step']:,}" if beyond else "",
    ]


def _operations() -> list[str]:
    folder = fixtures_root() / "expected" / "operations"
    found = [json.loads(f.read_text("utf-8")) for f in folder.glob("*.json")]
    bits = sorted({facts["precision"] for facts in found})
    seconds = sum(facts["seconds"] for facts in found)
    name = f"{len(found)} operation cases"
    return [name, "all", ", ".join(map(str, bits)), "", f"{seconds:.0f}", ""]


def ports_table(results: dict[str, Any]) -> list[list[str]]:
    """Fewest correct digits of loss and of all quantities, a port each."""
    runs = [run for run in results["runs"] if run["mode"] in ("free", "replay")]
    ports = list(dict.fromkeys(run["port"] for run in runs))
    rows = [["case", "mode", *(f"{p}: loss, worst" for p in ports)]]
    keys = dict.fromkeys((run["case"], run["mode"]) for run in runs)
    found = {(r["case"], r["mode"], r["port"]): r["truth"] for r in runs}
    for case, mode in keys:
        cells = [_digits(found.get((case, mode, port), {})) for port in ports]
        rows.append([f"`{case}`", mode, *cells])
    return rows


def _digits(truth: dict[str, Any]) -> str:
    if not truth:
        return "-"
    worst = min(truth, key=lambda name: truth[name]["digits"])
    loss, least = truth["loss"]["digits"], truth[worst]["digits"]
    return f"{loss:.1f}, {least:.1f} {worst}"


def operations_table(results: dict[str, Any]) -> list[list[str]]:
    """Operation cases in which a port has fewer than 14.5 digits."""
    runs = [run for run in results["runs"] if run["mode"] == "operation"]
    ports = list(dict.fromkeys(run["port"] for run in runs))
    rows = [["operation case", "result", *ports]]
    found: dict[tuple[str, str], dict[str, float]] = {}
    for run in runs:
        for name, distance in run["truth"].items():
            place = found.setdefault((run["case"], name), {})
            place[run["port"]] = distance["digits"]
    few = {key: d for key, d in found.items() if min(d.values()) < 14.5}
    for (case, name), digits in sorted(few.items(), key=_least):
        cells = [
            f"{digits[port]:.1f}" if port in digits else "-" for port in ports
        ]
        rows.append([f"`{case}`", name, *cells])
    return rows


def _least(item: tuple[Any, dict[str, float]]) -> float:
    return min(item[1].values())


if __name__ == "__main__":
    sys.exit(main())
