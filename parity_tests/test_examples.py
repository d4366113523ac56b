"""The lessons run as they stand, and print the same in every language."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lockstep.paths import repository_root

ROOT = repository_root()
STEPS = "3"
COMMANDS = {
    "python": ([sys.executable], "py"),
    "r": (["Rscript"], "R"),
    "octave": (["octave-cli", "--quiet", "--no-init-file"], "m"),
}


def lessons(language: str) -> set[str]:
    """Names of the lessons of a language, without what they share."""
    files = (ROOT / language / "examples").glob(f"*.{COMMANDS[language][1]}")
    return {file.stem for file in files} - {"lesson"}


PARTS = sorted(lessons("python"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that looks like a checkout and takes the pictures."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("fixtures", *COMMANDS):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def printed(root: Path) -> dict[tuple[str, str], str]:
    """What each lesson prints, by part and language."""

    def run(part: str, language: str) -> str:
        program, ending = COMMANDS[language]
        file = f"{language}/examples/{part}.{ending}"
        shown = subprocess.run(
            [*program, file, STEPS], cwd=root, capture_output=True, text=True
        )
        assert shown.returncode == 0, f"{file}:\n{shown.stdout}{shown.stderr}"
        return shown.stdout

    pairs = [(part, language) for part in PARTS for language in COMMANDS]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = pool.map(lambda pair: run(*pair), pairs)
        return dict(zip(pairs, texts, strict=True))


@pytest.mark.parametrize("language", COMMANDS)
def test_each_language_has_every_lesson(language: str) -> None:
    assert lessons(language) == set(PARTS)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["r", "octave"])
def test_the_same_text_is_printed(
    part: str, language: str, printed: dict[tuple[str, str], str]
) -> None:
    wanted = printed[part, "python"].splitlines()
    assert wanted[-1] == f"pictures in build/examples/{part}/python"
    wanted[-1] = f"pictures in build/examples/{part}/{language}"
    assert printed[part, language].splitlines() == wanted


@pytest.mark.parametrize("part", PARTS)
def test_the_same_pictures_are_written(
    part: str, printed: dict[tuple[str, str], str], root: Path
) -> None:
    assert printed  # they have run
    names = {
        language: {
            file.name
            for file in (root / "build/examples" / part / language).iterdir()
        }
        for language in COMMANDS
    }
    assert names["python"]
    assert names["r"] == names["octave"] == names["python"]
