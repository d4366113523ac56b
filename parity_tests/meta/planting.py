"""Plant faults in a running port: change its sources and load them anew.

A port starts once and is broken many times.  `Planted...` are the judge's own
adapters with one method more, `plant`; they run in the port's process.
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lockstep.errors import PortUnavailable
from lockstep.files.paths import fixtures_root
from lockstep.ports.bridge.octave import OctaveAdapter, pack
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.bridge.r import RAdapter
from lockstep.ports.port import PortSpec
from lockstep.ports.start import port_spec
from lockstep.reference.adapter import ReferenceAdapter

PACKAGES = {  # what is copied, and where a stem's file lies in it
    "python": ("firstprinciples", "firstprinciples/{}.py"),
    "r": ("R", "R/{}.R"),
    "octave": ("inst", "inst/{}.m"),
}


class Edit(NamedTuple):
    """Text of one source file, and what stands there instead."""

    file: str  # "network" in Python and R, "network/train" in Octave
    right: str
    wrong: str
    line: int = 0  # the whole line of this number, if it is given


def broken_copy(language: str, source: str, edits: Sequence[Edit]) -> str:
    """Copy a package and change it.

    Raises
    ------
    ValueError
        If the right text does not stand there exactly once: the source moved
        on, and the fault has to follow it.
    """
    part, pattern = PACKAGES[language]
    copy = Path(tempfile.mkdtemp(prefix="planted-"))
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(source) / part, copy / part, ignore=ignored)
    shutil.copy(fixtures_root() / "contract.json", copy / part)
    for edit in edits:
        file = copy / pattern.format(edit.file)
        file.write_text(changed(file.read_text("utf-8"), edit), "utf-8")
    return str(copy)


def changed(text: str, edit: Edit) -> str:
    """Change the text of a file."""
    if edit.line:
        lines = text.splitlines(keepends=True)
        lines[edit.line - 1] = edit.wrong + "\n"
        return "".join(lines)
    times = text.count(edit.right)
    if times != 1:
        raise ValueError(
            f"{edit.file}: expected once, found {times} times: {edit.right}"
        )
    return text.replace(edit.right, edit.wrong)


class PlantedPython(PythonAdapter):
    """The Python port, to be broken."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._origin, self._folder = source, source
        sys.dont_write_bytecode = True  # two copies may have one time stamp

    def plant(self, edits: Sequence[Edit]) -> None:
        """Load the package with these edits, and no others."""
        folder = broken_copy("python", self._origin, edits)
        sys.path[sys.path.index(self._folder)] = folder
        self._folder = folder
        for name in list(sys.modules):
            if name.split(".")[0] == "firstprinciples":
                del sys.modules[name]
        try:
            self._port = importlib.import_module("firstprinciples")
        except Exception as error:
            raise PortUnavailable(
                f"cannot import firstprinciples: {error}"
            ) from error


class PlantedReference(PlantedPython, ReferenceAdapter):
    """The reference, to be broken like every port."""


class PlantedR(RAdapter):
    """The R port, to be broken."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._origin = source

    def plant(self, edits: Sequence[Edit]) -> None:
        """Source the package with these edits, and no others."""
        self._source = broken_copy("r", self._origin, edits)
        self._port = None
        self._loaded()


class PlantedOctave(OctaveAdapter):
    """The Octave port, to be broken."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._origin = self._loaded = source

    def plant(self, edits: Sequence[Edit]) -> None:
        """Put the package with these edits, and no others, on the path."""
        folder = broken_copy("octave", self._origin, edits)
        path = self._octave.genpath(str(Path(self._loaded) / "inst"))
        self._octave.rmpath(path, nout=0)
        self._serve("load", pack({"folder": str(Path(folder) / "inst")}))
        self._loaded = folder


def planted_spec(name: str) -> PortSpec:
    """Port to be broken: python, r, octave or reference."""
    if name == "reference":
        options = dict(planted_spec("python").options)
        return PortSpec(name, "planting:PlantedReference", options)
    options: dict[str, Any] = dict(port_spec(name).options)
    if name == "python":
        package = importlib.import_module("firstprinciples")
        options["source"] = str(Path(package.__file__ or "").parents[1])
    adapter = f"planting:Planted{'R' if name == 'r' else name.title()}"
    return PortSpec(name, adapter, options)
