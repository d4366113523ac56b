"""The guide for authors of ports, followed to the letter.

Its blocks are files, changes of files, and commands with what they print.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from example_ports import PORTS, require

from lockstep.files.paths import repository_root

GUIDE = repository_root() / "docs" / "adding-a-port.md"
BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HOME = "/home/you/perl-port"  # where the guide's reader works
LEFT_OUT = "..."
# Last digits, and bounds on them, differ between processors.
LAST_DIGITS = re.compile(r"(\d\.\d{8})\d+|(?<=tolerance) [\d.e-]+")


class Command(NamedTuple):
    """A command of the guide, what it should print and what it does."""

    line: str
    expected: list[str]
    printed: list[str]


def follow(folder: Path) -> Iterator[Command]:
    """Do in a folder what the guide says."""
    for language, title, text in BLOCK.findall(GUIDE.read_text()):
        if language == "console":
            line, *expected = text.splitlines()
            yield Command(line, expected, run(line, folder))
        elif language == "diff":
            change(folder / title, text)
        else:
            name, _, appends = title.partition(" ")
            before = (folder / name).read_text() + "\n" if appends else ""
            (folder / name).write_text(before + text)


def run(line: str, folder: Path) -> list[str]:
    """Run a command line; return what it prints, without surroundings."""
    _prompt, _program, *words = line.split()
    code = "from lockstep.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    text = ended.stderr + ended.stdout
    text = text.replace(str(folder.resolve()), HOME)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def change(file: Path, text: str) -> None:
    """Replace the lines marked - by those marked +, run by run."""
    content = file.read_text()
    for old, new in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", text, re.M):
        old, new = (re.sub(r"^.", "", part, flags=re.M) for part in (old, new))
        old, new = old.rstrip("\n"), new.rstrip("\n")
        assert content.count(old) == 1, f"{file.name}: no single '{old}'"
        content = content.replace(old, new)
    file.write_text(content)


def prints(expected: list[str], printed: list[str]) -> bool:
    """Whether lines are printed as expected, `...` being any lines."""
    expected = [LAST_DIGITS.sub(r"\1", line) for line in expected]
    printed = [LAST_DIGITS.sub(r"\1", line) for line in printed]
    pattern = "".join(
        r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(line.rstrip()) + r"\n"
        for line in expected
    )
    found = "".join(line + "\n" for line in printed)
    return re.fullmatch(pattern + r"(?:.*\n)*", found) is not None


def test_guide_shows_what_is_printed() -> None:
    require(PORTS["perl"])
    # A short path: what a port prints is told up to 200 characters.
    with tempfile.TemporaryDirectory() as folder:
        follow_and_compare(Path(folder))


def follow_and_compare(folder: Path) -> None:
    for command in follow(folder):
        assert command.expected, command.line
        assert prints(command.expected, command.printed), (
            f"{command.line} prints\n" + "\n".join(command.printed)
        )
    for file in folder.glob("*.p[lm]"):
        example = PORTS["perl"].folder / file.name
        assert file.read_text() == example.read_text()


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        (["a", "c"], ["a", "b", "c"]),
        (["a", "..."], ["b", "a"]),
        (["a.c"], ["abc"]),
        (["a", "...", "d"], ["a", "b", "c"]),
    ],
)
def test_other_lines_are_noticed(
    expected: list[str], printed: list[str]
) -> None:
    assert not prints(expected, printed)
