"""Compare a release's tag with every version that the sources state.

`release_version.py v0.2.0` ends with 0 if all agree, else with 2 and a line
for each file that does not.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = "pyproject.toml"
# Where a version stands, and how its line begins and ends.
PLACES = [
    (PYTHON, r'version = "(.*)"'),
    (PYTHON, r' +"firstprinciples\[statistics\]==(.*)",'),
    ("python/firstprinciples/__init__.py", r'__version__ = "(.*)"'),
    ("r/DESCRIPTION", r"Version: (.*)"),
    ("octave/DESCRIPTION", r"Version: (.*)"),
    ("CITATION.cff", r"version: (.*)"),
    ("CHANGELOG.md", r"## (\d.*)"),  # the newest release stands first
]


def stated_versions(root: Path = ROOT) -> list[tuple[str, str]]:
    """Name each file with the version that it states."""
    return [(name, _first(root / name, line)) for name, line in PLACES]


def _first(file: Path, line: str) -> str:
    found = re.search(rf"^{line}$", file.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else "no version"


def differences(tag: str, root: Path = ROOT) -> list[str]:
    """Say which files state another version than a tag such as v0.2.0."""
    return [
        f"{name}: expected {tag.removeprefix('v')}, got {version}"
        for name, version in stated_versions(root)
        if f"v{version}" != tag
    ]


def main() -> None:
    """Print the differences; exit code 2 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tag", help="such as v0.2.0")
    found = differences(parser.parse_args().tag)
    for line in found:
        print(line)
    sys.exit(2 if found else 0)


if __name__ == "__main__":
    main()
