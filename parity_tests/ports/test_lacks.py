"""What the machine lacks is an error with its cure, never a divergence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LIMIT = 300
PICTURE = "plot_losses-ordinary"
TRAINING = "gate_or-2x1_sigmoid-gd"


def linked(folders: list[str], target: Path, *hidden: str) -> str:
    """Link to everything in some folders but what begins with a hidden name."""
    target.mkdir()
    for folder in map(Path, folders):
        for file in folder.iterdir() if folder.is_dir() else ():
            link = target / file.name
            if not file.name.startswith(hidden) and not link.is_symlink():
                link.symlink_to(file)
    return str(target)


def path_without(folder: Path, *programs: str) -> dict[str, str]:
    """A PATH from which programs are hidden; Octave has one of its own."""
    path = os.environ["PATH"].split(os.pathsep)
    octave = Path(shutil.which("octave-cli") or "").resolve().parents[1]
    for part in ("lib", "libexec"):
        (folder / part).symlink_to(octave / part)
    links = linked(path, folder / "bin", *programs)
    return {"PATH": links, "OCTAVE_EXEC_HOME": str(folder)}


def lockstep(*arguments: str, **changes: str) -> tuple[int, str]:
    """Exit code and output of a command."""
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("lockstep")), *arguments],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        env={**os.environ, **changes},
    )
    return ended.returncode, ended.stdout + ended.stderr


def no_fonts(folder: Path) -> dict[str, str]:
    file = folder / "fonts.conf"
    file.write_text('<?xml version="1.0"?>\n<fontconfig></fontconfig>\n')
    nowhere = str(folder / "fonts")
    return {"FONTCONFIG_FILE": str(file), "OCTAVE_FONTS_DIR": nowhere}


def no_r_package(folder: Path, package: str) -> dict[str, str]:
    """A library of R with all packages but one."""
    words = ["Rscript", "-e", "cat(.libPaths(), sep = '\n')"]
    paths = subprocess.check_output(words, text=True).split()
    library = linked(paths, folder / "library", package)
    return {"R_LIBS_SITE": library, "R_LIBS_USER": library}


HIDDEN = {
    "R": (
        "r",
        TRAINING,
        lambda folder: path_without(folder, "R", "Rscript"),
        "R is not installed: no R in the PATH",
    ),
    "jsonlite": (
        "r",
        TRAINING,
        lambda folder: no_r_package(folder, "jsonlite"),
        "R lacks the package jsonlite",
    ),
    "ggplot2": (
        "r",
        PICTURE,
        lambda folder: no_r_package(folder, "ggplot2"),
        "R lacks the package ggplot2",
    ),
    "Octave": (
        "octave",
        TRAINING,
        lambda folder: path_without(folder, "octave"),
        "Octave is not installed: no octave-cli in the PATH",
    ),
    "gnuplot": (
        "octave",
        PICTURE,
        lambda folder: path_without(folder, "gnuplot"),
        "Octave lacks gnuplot",
    ),
    "Ghostscript": (
        "octave",
        PICTURE,
        lambda folder: path_without(folder, "gs"),
        "Octave lacks Ghostscript",
    ),
    "fonts": (
        "octave",
        PICTURE,
        no_fonts,
        "Octave lacks the font GNU FreeFont",
    ),
}


@pytest.mark.parametrize("what", HIDDEN)
def test_what_is_hidden_is_an_error_with_its_cure(
    tmp_path: Path, what: str
) -> None:
    port, case, hide, message = HIDDEN[what]
    code, shown = lockstep("run", case, "--ports", port, **hide(tmp_path))
    assert message in shown
    assert "; type: make setup-run" in shown  # this is a clone
    assert "diverged" not in shown.lower()
    assert code == 3


def test_doctor_finds_what_is_hidden_and_nothing_else(tmp_path: Path) -> None:
    code, shown = lockstep("doctor", **path_without(tmp_path, "gnuplot"))
    missing = [line for line in shown.splitlines() if line[:7] == "missing"]
    assert [line.split()[1] for line in missing] == ["Octave's"]
    assert "lacks gnuplot" in missing[0]
    assert "type: make setup-run" in missing[0]
    assert code == 3


def test_doctor_ends_with_0_where_all_is_there() -> None:
    code, shown = lockstep("doctor")
    assert "missing" not in shown
    assert shown.count("draws one") == 3
    assert code == 0
