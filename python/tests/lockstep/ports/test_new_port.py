"""A new port runs at once, and its first report says what comes next."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from missing import need
from own_case import FIELDS, make_folder, written

from lockstep.errors import InputError
from lockstep.judge.run import validate
from lockstep.ports.description import read_port
from lockstep.ports.new_port import new_port

SKELETONS = [("Python", None), ("JavaScript", "node"), ("C++", "g++")]


@pytest.mark.parametrize(("language", "program"), SKELETONS)
def test_the_first_report_says_what_comes_next(
    tmp_path: Path, language: str, program: str | None
) -> None:
    if program is not None:
        need(shutil.which(program), f"{program} is not installed: make setup")
    new_port("mine", language, tmp_path)
    folder = tmp_path / "mine"
    case = written(make_folder(tmp_path), FIELDS)
    if language == "C++":
        run = validate(folder, cases=[case]).runs[0]
        assert "does not exist; build it" in run.message
        build = "g++ -std=c++17 -O2 -o port port.cpp"
        assert build in (folder / "README.md").read_text()
        subprocess.run(build.split(), cwd=folder, check=True)
    run = validate(folder, cases=[case]).runs[0]
    assert run.message == "labels at step 0: the port did not deliver it"
    assert run.divergence is not None
    assert run.divergence.agreed == ["X"]


def test_other_languages_get_a_recipe(tmp_path: Path) -> None:
    files = new_port("mine", "Fortran", tmp_path)
    assert [file.name for file in files] == [
        "port.json",
        "README.md",
        "RECIPE.md",
    ]
    assert read_port(tmp_path / "mine").language == "Fortran"
    text = (tmp_path / "mine" / "README.md").read_text()
    assert text.startswith("# mine: a port of Lockstep in Fortran\n")
    assert "@" not in text


def test_aliases_of_languages(tmp_path: Path) -> None:
    for name, alias in (("a", "cpp"), ("b", "js"), ("c", "PYTHON")):
        new_port(name, alias, tmp_path)
    found = [
        json.loads((tmp_path / name / "port.json").read_text())["language"]
        for name in "abc"
    ]
    assert found == ["C++", "JavaScript", "Python"]


@pytest.mark.parametrize(
    ("name", "says"),
    [("Mine", "expected a name of small letters"), ("old", "exists already")],
)
def test_names_that_are_refused(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(InputError, match=says):
        new_port(name, "Python", tmp_path)
