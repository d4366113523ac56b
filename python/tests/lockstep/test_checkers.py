"""The checkers for people without Python, compiled and run."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from missing import need

from lockstep.files.paths import repository_root
from lockstep.fixtures.export import CHECKERS, STEPS

FOLDER = Path(str(files("lockstep.fixtures") / "ready"))
DUE = np.array([[1.0, -2.5e-300], [0.1, 3.0]])
ROOM = np.array([[0.0, 0.0], [1e-16, 0.5]])

FAR = np.array([[0.0, 0.0], [0.0, 0.5]])  # as far as the last may be off


@pytest.fixture(params=["c", "awk"])
def checker(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The command of a checker, without its three files."""
    if request.param == "awk":
        need(shutil.which("awk"), "awk is not installed")
        return ["awk", "-f", str(FOLDER / "check.awk")]
    need(shutil.which("cc"), "no C compiler: make setup")
    program = str(tmp_path / "check")
    source = str(FOLDER / "check.c")
    subprocess.run(["cc", "-Wall", "-o", program, source], check=True)
    return [program]


def checked(
    command: list[str], folder: Path, own: np.ndarray
) -> subprocess.CompletedProcess[str]:
    """Run a checker on own numbers, in the form that it reads."""
    np.save(folder / "due.npy", DUE)
    np.save(folder / "room.npy", ROOM)
    np.save(folder / "own.npy", own)
    shape = " ".join(map(str, own.shape))
    numbers = "".join(f"{value:.17g}\n" for value in own.ravel())
    (folder / "own.txt").write_text(f"{shape}\n{numbers}")
    name = "own.txt" if command[0] == "awk" else "own.npy"
    return subprocess.run(
        [*command, name, "due.npy", "room.npy"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_equal_numbers_agree(checker: list[str], tmp_path: Path) -> None:
    assert checked(checker, tmp_path, DUE).returncode == 0
    assert checked(checker, tmp_path, DUE + FAR).returncode == 0


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((0, 0), np.nextafter(1.0, 2.0)),
        ((0, 1), 0.0),
        ((1, 0), 0.1 + 1e-15),
        ((1, 1), 2.4),
        ((1, 1), np.nan),
        ((1, 1), np.inf),
    ],
)
def test_a_wrong_number_is_told(
    checker: list[str], tmp_path: Path, place: tuple[int, int], value: float
) -> None:
    own = DUE.copy()
    own[place] = value
    ended = checked(checker, tmp_path, own)
    assert ended.returncode == 1
    assert f"element {2 * place[0] + place[1]}: expected" in ended.stdout


def test_another_size_is_no_agreement(
    checker: list[str], tmp_path: Path
) -> None:
    assert checked(checker, tmp_path, DUE[:1]).returncode != 0


def test_the_page_tells_the_steps_and_the_checkers() -> None:
    page = (repository_root() / "docs" / "ready.md").read_text("utf-8")
    assert f"a case of {STEPS} steps" in page
    assert set(re.findall(r"check\.\w+", page)) == set(CHECKERS)
