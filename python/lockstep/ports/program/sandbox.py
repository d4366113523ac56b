"""Notice what a port changed that is not its own to change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ...errors import PortUnavailable
from ...files.paths import fixtures_root, repository_root

# Folders in which compilers and interpreters leave things.
IGNORED = ("__pycache__", "node_modules", "target", "build")
OWN = "LOCKSTEP_"  # how variables of the judge begin
OF_SHELLS = ("_", "PWD", "OLDPWD")  # what was typed, and where
Facts = tuple[int, int]  # size and time
Snapshot = dict[str, Facts]


def inherited() -> dict[str, str]:
    """The environment, without what tells where the answers are.

    PATH stays as it is: programs are found by it.
    """
    places = str(repository_root()), str(fixtures_root())
    return {
        name: value
        for name, value in os.environ.items()
        if name == "PATH"
        or not (
            name.startswith(OWN)
            or name in OF_SHELLS
            or any(place in value for place in places)
        )
    }


class Sandbox:
    """The files around a port that it may not change while it runs.

    Its inputs belong to this run alone.  Its own folder and the fixtures are
    others' as well: an editor may save a file there, or a neighbour.

    Parameters
    ----------
    inputs, port : Path
        Folders of the case file and of port.json.
    but : Path
        A folder that is left out where it lies within another one.
    """

    def __init__(self, inputs: Path, port: Path, but: Path) -> None:
        self._inputs = inputs
        self._folders = [inputs, port, fixtures_root()]
        self._but = but
        self._before = self._snapshot()

    def changes(self) -> dict[str, str]:
        """What happened to files: changed, wrote or removed, by path."""
        before, after = self._before, self._snapshot()
        return {
            path: _what_happened(before.get(path), after.get(path))
            for path in sorted(before.keys() | after.keys())
            if before.get(path) != after.get(path)
        }

    def own_changes(self, changes: dict[str, str]) -> dict[str, str]:
        """Those that nobody but the port can have made."""
        return {
            path: did
            for path, did in changes.items()
            if Path(path).is_relative_to(self._inputs)
        }

    def _snapshot(self) -> Snapshot:
        """Size and time of every file that is watched."""
        own = _own_output()
        return {
            path: (facts.st_size, facts.st_mtime_ns)
            for path, facts in self._files()
            if (facts.st_dev, facts.st_ino) not in own
        }

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        for folder in self._folders:
            yield from _walk(folder, self._but)


def refuse_changes(changes: dict[str, str]) -> None:
    """Refuse a port that changed, added or removed a file.

    Raises
    ------
    PortUnavailable
        Names the first such file.
    """
    for path, did in changes.items():
        raise PortUnavailable(
            f"{did} {path}, outside its own folders: a port writes to "
            "OUT_DIR and its working directory only"
        )


def refuse_strangers(folder: Path, own: set[str]) -> None:
    """Refuse a port that wrote beside the folders that are its own.

    Raises
    ------
    PortUnavailable
        Names the first such file.
    """
    strange = {entry.name for entry in folder.iterdir()} - own
    if strange:
        raise PortUnavailable(
            f"wrote {min(strange)} beside OUT_DIR: a port writes to OUT_DIR "
            "and its working directory only"
        )


def _what_happened(before: Facts | None, after: Facts | None) -> str:
    if before is None:
        return "wrote"
    return "removed" if after is None else "changed"


def _own_output() -> set[tuple[int, int]]:
    """Files that lockstep itself prints to: `lockstep ... > log.txt`."""
    facts = []
    for stream in (1, 2):
        with suppress(OSError):
            facts.append(os.fstat(stream))
    return {(f.st_dev, f.st_ino) for f in facts}


def _walk(folder: Path, but: Path) -> Iterator[tuple[str, os.stat_result]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if name not in IGNORED
            and not name.startswith(".")
            and Path(parent, name) != but
        ]
        yield from _facts(os.path.join(parent, name) for name in names)


def _facts(paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    for path in paths:
        with suppress(FileNotFoundError):  # gone since it was listed
            yield path, os.lstat(path)
