"""Say whether a change of the judge changed what it finds.

    .venv/bin/python scripts/speed/same_results.py before.json after.json

Compares two JSON of `lockstep run` to the last bit, on the runs of both files.
Times and commands may differ.  Exit code 1 if anything else does, 2 if no run
is in both.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

MAY_DIFFER = {"seconds", "command", "explain", "is_earlier", "output"}
Run = dict[str, Any]


def main() -> int:
    """Print what differs; 0 if nothing does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    given = parser.parse_args()
    before, after = runs_of(given.before), runs_of(given.after)
    shared = before.keys() & after.keys()
    different = [
        f"{' '.join(key)}: {name}: {before[key].get(name)!r} before, "
        f"{after[key].get(name)!r} after"
        for key in sorted(shared)
        for name in sorted(before[key].keys() & after[key].keys())
        if before[key][name] != after[key][name]
    ]
    print("\n".join(different))
    print(f"{len(shared)} runs in both, {len(different)} fields differ")
    if not shared:
        return 2
    return 1 if different else 0


def runs_of(file: Path) -> dict[tuple[str, ...], Run]:
    """Runs by case, port, mode and level."""
    runs = json.loads(file.read_text("utf-8"))["runs"]
    return {
        (r["case"], r["port"], r["mode"], str(r.get("level"))): {
            name: value for name, value in r.items() if name not in MAY_DIFFER
        }
        for r in runs
    }


if __name__ == "__main__":
    sys.exit(main())
