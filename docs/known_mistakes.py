"""Write the table of docs/known-mistakes.md from the judge's catalogue."""

from __future__ import annotations

import sys
from pathlib import Path

from lockstep.judge.mistakes.catalogue import MISTAKES

PAGE = Path(__file__).with_name("known-mistakes.md")
HEAD = """\
| name | what the port does | what is right |
|---|---|---|
"""


def table() -> str:
    """A row a mistake, in the order of a step."""
    rows = (f"| `{m.id}` | {m.words} | {m.cure} |\n" for m in MISTAKES)
    return HEAD + "".join(rows)


def page() -> str:
    """The page, its table renewed."""
    words, _, _ = PAGE.read_text("utf-8").partition(HEAD)
    return words + table()


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), "utf-8")
    sys.exit(PAGE.read_text("utf-8") != page())
