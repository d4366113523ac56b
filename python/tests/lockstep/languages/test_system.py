"""What to type is said in the words of the system at hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lockstep.files.paths import repository_root
from lockstep.languages import LANGUAGES, system

COMMANDS = {
    "apt-get": "sudo apt-get install octave gnuplot-nox",
    "dnf": "sudo dnf install octave gnuplot",
    "pacman": "sudo pacman -S octave gnuplot",
    "brew": "brew install octave gnuplot",
}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation by pip, with no program in the PATH."""
    table = repository_root() / "scripts" / "system-packages.txt"
    root = tmp_path / "bundled"
    (root / "scripts").mkdir(parents=True)
    shutil.copy(table, root / "scripts")
    monkeypatch.setattr(system, "repository_root", lambda: root)
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def add_program(folder: Path, name: str) -> None:
    (folder / name).write_text("#!/bin/sh\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("manager", COMMANDS)
def test_each_package_manager_has_its_own_words(
    installed: Path, manager: str
) -> None:
    add_program(installed, manager)
    typed = system.install_command(["octave", "gnuplot"])
    assert typed == COMMANDS[manager]


def test_an_unknown_system_is_told_what_is_needed(installed: Path) -> None:
    said = system.install_command(["octave", "r_jsonlite"])
    assert said == "install GNU Octave 7.3 or newer, the R package jsonlite"


def test_a_package_that_a_manager_lacks_comes_from_r(installed: Path) -> None:
    add_program(installed, "brew")
    r = LANGUAGES["r"]
    assert r.install_command(["r", "r_jsonlite", "r_ggplot2"]) == (
        "brew install r && Rscript -e "
        '\'install.packages(c("jsonlite", "ggplot2"))\''
    )


def test_a_clone_has_a_target_of_make() -> None:
    assert system.install_command(["r"]) == "make setup-run"


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_need_of_a_language_is_in_the_table(language) -> None:
    assert set(language.needs) <= set(system.needs())


@pytest.mark.parametrize(
    ("name", "message", "lack"),
    [
        (
            "r",
            "read_case: Error in loadNamespace(x) : there is no package "
            "called 'jsonlite'",
            "R lacks the package jsonlite; type: make setup-run",
        ),
        (
            "octave",
            "plot_roc: needs Ghostscript; type: apt-get install ghostscript",
            "Octave lacks Ghostscript; type: make setup-run",
        ),
        (
            "octave",
            "The gnuplot executable 'gnuplot' was not found or does not work.",
            "Octave lacks gnuplot; type: make setup-run",
        ),
        (
            "python",
            "plot_roc: needs matplotlib; type: pip install matplotlib",
            "Python lacks matplotlib; type: pip install matplotlib",
        ),
        ("python", "relu: Z: expected finite values, got NaN or Inf", ""),
        ("r", "relu: Z: expected finite values, got NaN or Inf", ""),
        ("octave", "nonconformant arguments (op1 is 2x3, op2 is 2x3)", ""),
    ],
)
def test_a_lack_is_told_from_an_error_of_the_port(
    name: str, message: str, lack: str
) -> None:
    assert LANGUAGES[name].lack(message) == lack
