"""Write docs/faults-of-the-world.md from the mapping.

python parity_tests/meta/world/page.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "parity_tests" / "meta"))

from faults.catalogue import CATALOGUE  # noqa: E402

from world.mapping import SOURCES, Row  # noqa: E402

PAGE = ROOT / "docs" / "faults-of-the-world.md"
HEAD = """\
# Faults of the world

<!-- Written by parity_tests/meta/world/page.py; do not edit. -->

What others have collected of faults in programs that learn, and which fault of
ours stands for each. [faults.md](faults.md) says where the judge sees it. A
kind without a fault says why it has none.
"""


def page() -> str:
    """Write the whole page."""
    return HEAD + "".join(_part(*source) for source in SOURCES)


def _part(title: str, source: str, rows: tuple[Row, ...]) -> str:
    covered = sum(bool(row.faults) for row in rows)
    head = (
        f"\n## {title}\n\nSource: {source}. {covered} of {len(rows)} have a "
        "fault here.\n\n| reported | planted here | note |\n|---|---|---|\n"
    )
    return head + "".join(_row(row) for row in rows)


def _row(row: Row) -> str:
    planted = "<br>".join(_faults(row))
    return f"| {row.name} | {planted or 'none'} | {row.why} |\n"


def _faults(row: Row) -> Iterator[str]:
    for name in row.faults:
        yield f"{name}: {CATALOGUE[name]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
