"""Write what came of random networks into docs/measured-errors.md.

    python scripts/bounds/hard_table.py [FOLDER]

FOLDER holds the files of hard_cases.py, build by default.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from hard_cases import (
    FAILED,
    OVERFLOWS,
    PREFIX,
    REFUSED,
    RIGHT,
    Outcome,
    done_before,
)
from platforms import settings
from tables import head, put

from lockstep.files.paths import repository_root


def row(name: str, outcomes: list[Outcome]) -> str:
    """A line of the table."""
    networks = {outcome.number for outcome in outcomes}
    ports = sorted({outcome.port for outcome in outcomes})
    counts = [
        f"{sum(outcome.verdict == verdict for outcome in outcomes):,}"
        for verdict in (RIGHT, OVERFLOWS, REFUSED, FAILED)
    ]
    nearest = max(outcomes, key=lambda outcome: outcome.share)
    cells = [
        name,
        ", ".join(ports),
        f"{len(networks):,}",
        f"{sum(outcome.values for outcome in outcomes):,}",
        *counts,
        f"{nearest.share:.2f} ({nearest.where}, {nearest.kind})",
    ]
    return f"| {' | '.join(cells)} |"


def is_reference(outcome: Outcome) -> bool:
    """Whether Python was compared with itself, which counts for nothing."""
    return outcome.port == "python"


def seed_and_setting(file: Path) -> list[str]:
    """What the name of a file of outcomes says."""
    return file.stem.removeprefix(PREFIX).split("-", 1)


def table(files: Iterable[Path]) -> list[str]:
    """The table of some files, each of a seed and a setting."""
    rows, n_networks = [], 0
    for file in sorted(files, key=lambda file: int(seed_and_setting(file)[0])):
        seed, setting = seed_and_setting(file)
        outcomes = done_before(file)
        if setting == settings()[0].name.replace(" ", "_"):
            outcomes = [o for o in outcomes if not is_reference(o)]
        if outcomes:
            name = f"{setting.replace('_', ' ')}, seed {seed}"
            rows.append(row(name, outcomes))
            n_networks += len({outcome.number for outcome in outcomes})
    return [
        head("hard_table.py", f"{n_networks:,} networks"),
        "",
        "| setting | ports | networks | values | right | overflow | refused "
        "| failed | largest error over its bound |",
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
    ]


def main() -> int:
    """Print the table and write it; 2 if there is nothing to write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = repository_root() / "build"
    parser.add_argument("folder", type=Path, nargs="?", default=default)
    files = list(parser.parse_args().folder.glob(f"{PREFIX}*.jsonl"))
    if not files:
        print("no files of hard_cases.py there")
        return 2
    lines = table(files)
    print("\n".join(lines))
    put("random networks", lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
