"""Write the table of docs/known-mistakes.md from the judge's catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from certified_values import with_table

from lockstep.judge.mistakes.catalogue import MISTAKES

PAGE = Path(__file__).with_name("known-mistakes.md")
MEASURED = PAGE.parent / "measured" / "named-mistakes.json"
NAMES = {"python": "Python", "r": "R", "octave": "Octave"}
NAMES |= {"javascript": "JavaScript", "cpp": "C++", "pytorch": "PyTorch"}
HEAD = """\
| name | what the port does | what is right |
|---|---|---|
"""


def table() -> str:
    """A row a mistake, in the order of a step."""
    rows = (f"| `{m.id}` | {m.words} | {m.cure} |\n" for m in MISTAKES)
    return HEAD + "".join(rows)


def measured() -> list[list[str]]:
    """A row a language: how many planted faults were named, and how."""
    rows = [["language", "listed faults", "named right"]]
    rows[0] += ["named wrongly", "faults that are not listed", "named wrongly"]
    told = json.loads(MEASURED.read_text("utf-8"))
    for language, found in told.items():
        listed, others = (
            list(found[kind].values()) for kind in ("listed", "others")
        )
        counts = (
            *(len(listed), listed.count("right"), listed.count("wrong")),
            *(len(others), others.count("wrong")),
        )
        rows.append([NAMES[language], *map(str, counts)])
    return rows


def page() -> str:
    """The page, its tables renewed."""
    words, _, _ = PAGE.read_text("utf-8").partition(HEAD)
    return with_table(words, "measured", measured()) + table()


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        PAGE.write_text(page(), "utf-8")
    sys.exit(PAGE.read_text("utf-8") != page())
