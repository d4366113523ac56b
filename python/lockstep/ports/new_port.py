"""Write a folder to start a port from."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import InputError

if TYPE_CHECKING:
    from importlib.abc import Traversable


COMPILED = ("{folder}/port",)


class Start(NamedTuple):
    """What a language begins with; `build` compiles it, if it must."""

    language: str
    template: str
    command: tuple[str, ...]
    build: str = ""

    @property
    def first(self) -> str:
        """The first line of the README's list."""
        if not self.build:
            return ""
        said = "0. Build it, and again after each change:"
        return f"{said}\n\n       {self.build}\n\n"


STARTS = {
    "python": Start("Python", "python", ("{python}", "{folder}/port.py")),
    "javascript": Start(
        "JavaScript", "javascript", ("node", "{folder}/port.mjs")
    ),
    "c++": Start("C++", "cpp", COMPILED, "g++ -std=c++17 -O2 -o port port.cpp"),
    "fortran": Start(
        "Fortran", "fortran", COMPILED, "gfortran -O2 -o port port.f90"
    ),
    "go": Start("Go", "go", COMPILED, "go build -o port port.go"),
    "rust": Start(
        "Rust", "rust", COMPILED, "rustc --edition 2021 -O -o port port.rs"
    ),
}
ALIASES = {"py": "python", "js": "javascript", "node": "javascript"}
ALIASES |= {"cpp": "c++", "cxx": "c++", "f90": "fortran", "golang": "go"}
OTHER = (
    "0. Write the program: [RECIPE.md](RECIPE.md) says how, in six steps.\n\n"
)


def new_port(name: str, language: str, parent: Path) -> list[Path]:
    """Write port.json, a skeleton and a README into a new folder.

    Parameters
    ----------
    name : str
        Of the port and its folder.
    language : str
        Those of STARTS have a skeleton, others a recipe.
    parent : path
        Where the folder is made.

    Returns
    -------
    list of Path

    Raises
    ------
    InputError
        If the name is not one, or its folder exists.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name):
        raise InputError(
            f"'{name}': expected a name of small letters, digits and hyphens"
        )
    folder = parent / name
    if folder.exists():
        raise InputError(f"{folder} exists already; choose another name")
    start = _start(language)
    folder.mkdir(parents=True)
    texts = {"port.json": _description(name, start)}
    texts["README.md"] = _read("README.md")
    for source in _templates().joinpath(start.template).iterdir():
        if source.is_file():  # an installer leaves compiled files, too
            texts[source.name] = source.read_text("utf-8")
    marks = {
        "@NAME@": name,
        "@LANGUAGE@": start.language,
        "@BUILD@": OTHER if start.template == "other" else start.first,
    }
    for file, text in texts.items():
        for mark, word in marks.items():
            text = text.replace(mark, word)
        (folder / file).write_text(text, "utf-8")
    return [folder / file for file in texts]


def _start(language: str) -> Start:
    key = language.lower()
    known = STARTS.get(ALIASES.get(key, key))
    return known or Start(language, "other", COMPILED)


def _description(name: str, start: Start) -> str:
    fields = {
        "name": name,
        "language": start.language,
        "version": "0.1.0",
        "level": 0,
        "command": list(start.command),
        "capabilities": [],
    }
    return json.dumps(fields, indent=2) + "\n"


def _templates() -> Traversable:
    return files("lockstep.ports") / "templates"


def _read(name: str) -> str:
    text: str = _templates().joinpath(name).read_text("utf-8")
    return text
