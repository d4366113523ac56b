"""Write docs/ports.md from what `lockstep validate` found of the examples.

    python docs/ports_page.py --results build/ports   # NAME.json of each
    python docs/ports_page.py             # from docs/measured/ports.json
    python docs/ports_page.py --check     # is the page as measured?

`make ports-page` judges the ports and writes the page.  The site's gallery
shows the same numbers.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from lockstep.files.strict_json import JsonObject
from lockstep.judge import EQUAL
from lockstep.judge.results import Results
from lockstep.ports.description import read_port
from lockstep.report.formats.badge import badge, endpoint
from lockstep.report.levels import level_counts, reached_level
from lockstep.report.stored import read_results

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
PAGE = DOCS / "ports.md"
MEASURED = DOCS / "measured" / "ports.json"
BADGES = DOCS / "figures" / "ports"
NOT_CODE = {".md", ".json", ""}
HEAD = """\
| port | language | lines | level | cases equal | headroom | seconds | badge |
|---|---|---|---|---|---|---|---|
"""


def measured(name: str, results: Results) -> JsonObject:
    """What the page tells of a port: numbers of its validation.

    Parameters
    ----------
    name : str
        Of its folder in examples/.
    results : Results
    """
    port, counts = read_port(EXAMPLES / name), level_counts(results)
    level = reached_level(counts)
    equal = [run for run in results.runs if run.verdict == EQUAL]
    narrow = max(equal, key=lambda run: run.worst[1].fraction)
    top = counts[-1]
    return {
        "language": port.language,
        "lines": count_lines(EXAMPLES / name),
        "level": level,
        "equal": len({run.case for run in equal if run.level == level}),
        "cases": len({run.case for run in results.runs if run.level == level}),
        "values": results.values,
        "steps": max(run.steps for run in equal),
        "headroom": narrow.headroom,
        "narrowest": [narrow.case, narrow.worst[0]],
        "seconds": sum(run.seconds for run in results.runs),
        "badge": endpoint(top, counts[:-1]),
        "drawn": badge(top, counts[:-1]),
    }


def count_lines(folder: Path) -> int:
    """Lines of a port's sources that are not empty."""
    sources = [
        file
        for file in folder.iterdir()
        if file.is_file() and file.suffix not in NOT_CODE
    ]
    lines = [line for file in sources for line in file.read_text().splitlines()]
    return sum(bool(line.strip()) for line in lines)


def keep(folder: Path) -> None:
    """Shorten the results of ports, and draw their badges; the others stay."""
    known = json.loads(MEASURED.read_text("utf-8"))["ports"]
    day = datetime.now(timezone.utc).date().isoformat()
    BADGES.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.json"):
        facts = measured(file.stem, read_results(file))
        (BADGES / f"{file.stem}.svg").write_text(
            str(facts.pop("drawn")), "utf-8"
        )
        known[file.stem] = {"measured": day} | facts
    told = {"ports": {name: known[name] for name in sorted(known)}}
    MEASURED.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def table() -> str:
    """A row a port, in the order of levels, then of names."""
    ports = json.loads(MEASURED.read_text("utf-8"))["ports"]
    order = sorted(ports, key=lambda name: (-ports[name]["level"], name))
    return HEAD + "".join(_row(name, ports[name]) for name in order)


def _row(name: str, facts: JsonObject) -> str:
    case, quantity = facts["narrowest"]
    room = "exact"
    if facts["headroom"]:
        room = f"{facts['headroom']:.1f}, {quantity} of `{case}`"
    said = facts["badge"]
    alt = f"{said['label']}: {said['message']}"
    cells = (
        f"[{name}](../examples/{name})",
        facts["language"],
        str(facts["lines"]),
        str(facts["level"]),
        f"{facts['equal']} of {facts['cases']}",
        room,
        f"{facts['seconds']:.1f}",
        f"![{alt}](figures/ports/{name}.svg)",
    )
    return "| " + " | ".join(cells) + " |\n"


def page() -> str:
    """The page, its table renewed."""
    before, _, rest = PAGE.read_text("utf-8").partition(HEAD)
    lines = rest.splitlines(keepends=True)
    after = [line for line in lines if not line.startswith("|")]
    return before + table() + "".join(after)


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--results", type=Path)
    parser.add_argument("--check", action="store_true")
    wanted = parser.parse_args()
    if wanted.results is not None:
        keep(wanted.results)
    if wanted.check:
        return int(page() != PAGE.read_text("utf-8"))
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
