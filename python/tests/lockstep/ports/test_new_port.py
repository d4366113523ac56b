"""A new port runs at once, and its first report says what comes next."""

from __future__ import annotations

import json
import shutil
import subprocess
from os import environ
from pathlib import Path

import pytest
from missing import need
from own_case import FIELDS, make_folder, written

from lockstep.errors import InputError
from lockstep.judge.run import validate
from lockstep.ports.description import read_port
from lockstep.ports.new_port import STARTS, new_port

SKELETONS = {"Python": "", "JavaScript": "node", "C++": "g++"}
SKELETONS |= {"Fortran": "gfortran", "Go": "go", "Rust": "rustc"}
# For no other test: `make skeletons` demands it.
ONLY_AT_NIGHT = {"rustc"}


def need_program(program: str) -> None:
    """Skip without a compiler, or fail where it is demanded."""
    found = not program or shutil.which(program) is not None
    may_lack = program in ONLY_AT_NIGHT and "LOCKSTEP_SKELETONS" not in environ
    if not found and may_lack:
        pytest.skip(f"{program} is not installed; see make skeletons")
    need(found, f"{program} is not installed: make setup")


@pytest.mark.parametrize(("language", "program"), SKELETONS.items())
def test_the_first_report_says_what_comes_next(
    tmp_path: Path, language: str, program: str
) -> None:
    need_program(program)
    new_port("mine", language, tmp_path)
    folder = tmp_path / "mine"
    case = written(make_folder(tmp_path), FIELDS)
    build = STARTS[language.lower()].build
    if build:
        run = validate(folder, cases=[case]).runs[0]
        assert "does not exist; build it" in run.message
        assert f"\n       {build}\n" in (folder / "README.md").read_text()
        home = {**environ, "GOCACHE": str(tmp_path / "cache")}
        subprocess.run(build.split(), cwd=folder, check=True, env=home)
    run = validate(folder, cases=[case]).runs[0]
    assert run.message == "labels at step 0: the port did not deliver it"
    assert run.divergence is not None
    assert run.divergence.agreed == ["X"]
    described = json.loads((folder / "port.json").read_text())
    described |= {"level": 1, "capabilities": ["*"]}
    (folder / "port.json").write_text(json.dumps(described))
    trained = validate(folder, cases=[case], steps=1).runs[1]
    assert trained.verdict == "error"
    assert "is not written yet" in trained.message + trained.output


def test_every_skeleton_is_compiled_and_judged() -> None:
    assert {start.language for start in STARTS.values()} == set(SKELETONS)


def test_other_languages_get_a_recipe(tmp_path: Path) -> None:
    files = new_port("mine", "Lua", tmp_path)
    assert [file.name for file in files] == [
        "port.json",
        "README.md",
        "RECIPE.md",
    ]
    assert read_port(tmp_path / "mine").language == "Lua"
    text = (tmp_path / "mine" / "README.md").read_text()
    assert text.startswith("# mine: a port of Lockstep in Lua\n")
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
