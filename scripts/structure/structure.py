"""Measure how the house is built: figure, today, target.

    make structure        # or: python scripts/structure.py [--json FILE]

Exit code 0: every target is met.  1: at least one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import grimp
from rich.console import Console
from rich.table import Table
from source_lines import (
    Function,
    code_lines,
    octave_functions,
    python_functions,
    r_functions,
    refusing_lines,
)

ROOT = Path(__file__).resolve().parents[2]
JUDGE = ROOT / "python" / "lockstep"
PACKAGES = {
    "Python": (ROOT / "python" / "firstprinciples", "*.py"),
    "R": (ROOT / "r" / "R", "*.R"),
    "Octave": (ROOT / "octave" / "inst", "*.m"),
}
FUNCTIONS = {
    "Python": python_functions,
    "R": r_functions,
    "Octave": octave_functions,
}
CASE = "spiral-2x100x3_relu-gd"
LANGUAGE_FACTS = ("rpy2", "oct2py", "Rscript", "octave-cli", '.R"', '.m"')


@dataclass(frozen=True)
class Figure:
    """One row: what was measured, what is aimed at, and whether it is met."""

    name: str
    today: float
    target: float
    unit: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the figure is at most its target."""
        return self.today <= self.target


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    figures = [figure for group in GROUPS for figure in group()]
    table = Table("figure", "today", "target", "")
    for figure in figures:
        mark = "met" if figure.is_met else "[red]missed[/]"
        table.add_row(
            figure.name, _text(figure), f"{figure.target:g}{figure.unit}", mark
        )
    Console().print(table)
    if options.json:
        rows = [{**vars(f), "is_met": f.is_met} for f in figures]
        options.json.write_text(json.dumps(rows, indent=2) + "\n")
    return 0 if all(figure.is_met for figure in figures) else 1


def _text(figure: Figure) -> str:
    digits = ".2f" if figure.unit == " s" else ",.4g"
    return f"{figure.today:{digits}}{figure.unit}"


def arrows() -> Iterator[Figure]:
    """What imports what, imports inside functions counted."""
    graph = grimp.build_graph("lockstep", cache_dir=None)
    rooms = {module: _room(module) for module in graph.modules if "." in module}
    drawn = {
        (rooms[importer], rooms[imported])
        for importer in rooms
        for imported in graph.find_modules_directly_imported_by(importer)
        if imported in rooms and rooms[importer] != rooms[imported]
    }
    yield Figure("rooms at the top of lockstep", len(set(rooms.values())), 20)
    yield Figure("arrows between rooms", len(drawn), 90)
    yield Figure("layers", len(list(_layers(drawn))), 10)
    yield Figure("rooms in a circle", len(_in_circles(drawn)), 0)


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _layers(drawn: set[tuple[str, str]]) -> Iterator[set[str]]:
    """Take away, again and again, the rooms that import no other."""
    left = {room for arrow in drawn for room in arrow}
    while left:
        ground = {
            room
            for room in left
            if not any(a == room and b in left for a, b in drawn)
        }
        yield ground or left
        left -= ground or left


def _in_circles(drawn: set[tuple[str, str]]) -> set[str]:
    """Rooms that can be reached from themselves."""
    reached = set(drawn)
    while True:
        further = {(a, d) for a, b in reached for c, d in drawn if b == c}
        if further <= reached:
            return {a for a, b in reached if a == b}
        reached |= further


def sizes() -> Iterator[Figure]:
    """Files and lines of the judge."""
    files = [f for f in JUDGE.rglob("*.py") if "templates" not in f.parts]
    folders: dict[Path, int] = {}
    for file in files:
        folders[file.parent] = folders.get(file.parent, 0) + 1
    lines = {file: _lines(file) for file in files}
    code = sum(len(code_lines(file)) for file in files)
    yield Figure("files in the root of lockstep", folders[JUDGE], 7)
    yield Figure("most files in a folder", max(folders.values()), 15)
    yield Figure("lines of the longest file", max(lines.values()), 300)
    yield Figure("lines of code without docstrings", code, 10_600)
    yield Figure("lines of the judge", sum(lines.values()), 15_500)
    texts = [file.read_text("utf-8") for file in files]
    any_lines = sum("Any" in row for text in texts for row in text.split("\n"))
    yield Figure("`case: Any`", sum(t.count("case: Any") for t in texts), 0)
    yield Figure("lines with `Any`", any_lines, 80)
    knowing = [t for t in texts if any(fact in t for fact in LANGUAGE_FACTS)]
    yield Figure("modules that know a language", len(knowing), 4)


def _lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def packages() -> Iterator[Figure]:
    """Equations, documentation and refusals of the three packages."""
    most = {"Python": 4300, "R": 3900, "Octave": 8000}
    longest = {"Python": (9, 1, 5), "R": (10, 1, 5), "Octave": (10, 1, 5)}
    for name, (folder, pattern) in PACKAGES.items():
        files = sorted(folder.rglob(pattern))
        lines = sum(_lines(file) for file in files)
        yield Figure(f"{name}: lines of the package", lines, most[name])
        code = sum(len(code_lines(file)) for file in files)
        refusing = sum(len(refusing_lines(file)) for file in files)
        share = 100 * refusing / code
        yield Figure(f"{name}: code that refuses input", share, 12, " %")
        public = [f for file in files for f in FUNCTIONS[name](file)]
        for part, target in zip(
            ("documentation", "checks", "body"), longest[name], strict=True
        ):
            yield Figure(
                f"{name}: median lines of {part}",
                _median(public, part),
                target,
            )


def _median(functions: list[Function], part: str) -> float:
    return statistics.median(getattr(f, part) for f in functions)


def modules() -> Iterator[Figure]:
    """Modules of the judge that one call executes in its own process."""
    calls = {
        "a free run": (f"lockstep.run({CASE!r}, ['python'], 'free', 3)", 26),
        "a replay": (f"lockstep.run({CASE!r}, ['python'], 'replay', 3)", 26),
    }
    for name, (call, target) in calls.items():
        count = (
            f"import lockstep, sys; {call}; print(sum("
            "m.startswith('lockstep.') for m in sys.modules))"
        )
        shown = subprocess.run(
            [sys.executable, "-c", count],
            capture_output=True,
            text=True,
            check=True,
        )
        yield Figure(f"modules executed by {name}", int(shown.stdout), target)


def imports() -> Iterator[Figure]:
    """Processor's seconds that an import takes, the best of five."""
    bare = min(_processor_seconds("pass") for _ in range(5))
    for module in ("lockstep.cli", "firstprinciples"):
        asked = min(_processor_seconds(f"import {module}") for _ in range(5))
        yield Figure(f"import {module}", asked - bare, 0.25, " s")


def _processor_seconds(code: str) -> float:
    """Time of a process, as users have it: what it imports is compiled."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (
        after.ru_stime - before.ru_stime
    )


GROUPS: tuple[Callable[[], Iterator[Figure]], ...] = (
    arrows,
    sizes,
    packages,
    modules,
    imports,
)

if __name__ == "__main__":
    sys.exit(main())
