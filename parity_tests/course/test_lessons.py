"""A lesson prints the same in every language, cut to a few steps.

A solution of exercises is short: it prints what its page shows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lockstep.files.paths import repository_root

ROOT = repository_root()
STEPS = "21"
COMMANDS = {
    "python": (sys.executable, "python/examples/{}.py"),
    "r": ("Rscript", "r/examples/{}.R"),
    "octave": ("octave-cli --quiet --no-init-file", "octave/examples/{}.m"),
}
LESSONS = sorted(f.stem for f in (ROOT / "octave" / "examples").glob("*.m"))
KEPT = json.loads((ROOT / "docs/measured/lessons.json").read_text("utf-8"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_prints_the_same_in_every_language(
    lesson: str, tmp_path: Path
) -> None:
    for part in ("python", "r", "octave", "fixtures"):  # as in the checkout
        (tmp_path / part).symlink_to(ROOT / part)
    expected = printed("python", lesson, tmp_path)
    assert len(expected) > 10
    for language in ("r", "octave"):
        assert printed(language, lesson, tmp_path) == expected


def printed(language: str, lesson: str, folder: Path) -> list[str]:
    """What a lesson prints, but for the folder of its pictures."""
    place = f"build/examples/{lesson}/{language}"
    shown = run(language, lesson, folder, STEPS)
    assert list((folder / place).iterdir())
    return shown.replace(place, "").splitlines()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_page_shows_what_its_lesson_prints(
    lesson: str, tmp_path: Path
) -> None:
    for part in ("python", "fixtures"):
        (tmp_path / part).symlink_to(ROOT / part)
    shown = run("python", lesson, tmp_path).partition("pictures in ")[0]
    words, expected = shown.split(), KEPT[lesson]["printed"].split()
    assert len(words) == len(expected)
    for word, kept in zip(words, expected, strict=True):
        try:  # another processor rounds otherwise
            assert float(word) == pytest.approx(float(kept), rel=1e-3, abs=1e-4)
        except ValueError:
            assert word == kept


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("language", COMMANDS)
def test_a_solution_prints_what_its_page_shows(
    language: str, lesson: str
) -> None:
    name = f"solutions/{lesson}"
    assert run(language, name, ROOT).rstrip() == KEPT[name]["printed"]


def run(language: str, name: str, folder: Path, *arguments: str) -> str:
    """Run a program of the course; what it prints."""
    program, script = COMMANDS[language]
    ended = subprocess.run(
        [*program.split(" "), script.format(name), *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return ended.stdout
