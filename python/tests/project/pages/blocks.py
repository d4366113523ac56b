"""The blocks of code in the pages of the repository."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[4]
FENCED = r"^```(?P<language>[^\n`]*)\n(?P<text>.*?)^```$"
INDENTED = r"(?<=\n\n)(?P<lines>(?: {4}[^\n]*\n|\n(?= {4}))+)"
BLOCK = re.compile(f"{FENCED}|{INDENTED}", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A block of code.

    Attributes
    ----------
    page : str
        From the root of the repository.
    language : str
        "sh" where it is indented, and "" where its fence names none.
    text : str
    """

    page: str
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Its lines without comments, for a block of the shell."""
        lines = (line.partition(" #")[0] for line in self.text.splitlines())
        return [line.strip() for line in lines if line.strip()]

    def is_named(self, starts: Iterable[str]) -> bool:
        """Whether it begins with one of these texts."""
        return self.text.startswith(tuple(starts))


def blocks_of(page: str) -> list[Block]:
    """Find the blocks of a page, in their order."""
    text = (ROOT / page).read_text("utf-8")
    return [
        Block(
            page,
            "sh" if found["lines"] else found["language"],
            found["text"] or re.sub("^ {4}", "", found["lines"], flags=re.M),
        )
        for found in BLOCK.finditer(text)
    ]
