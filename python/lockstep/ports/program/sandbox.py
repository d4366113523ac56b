"""Notice what a port changed that is not its own to change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ...files.paths import fixtures_root
from ..port import PortUnavailable

# Folders in which compilers and interpreters leave things.
IGNORED = ("__pycache__", "node_modules", "target", "build")
Snapshot = dict[str, tuple[int, int]]


class Surroundings:
    """What stands around a port while it runs.

    Its inputs, its own folder and the fixtures are watched to the bottom; of
    the home folder only the plain files in it.

    Parameters
    ----------
    inputs, port : Path
        Folders of the case file and of port.json.
    but : Path
        A folder that is left out where it lies within another one.
    """

    def __init__(self, inputs: Path, port: Path, but: Path) -> None:
        self._deep = [inputs, port, fixtures_root()]
        self._but = but
        self._before = self._snapshot()

    def check(self) -> None:
        """Refuse a port that changed, added or removed a file.

        Raises
        ------
        PortUnavailable
            Names the first such file.
        """
        before, after = self._before, self._snapshot()
        for path in sorted(before.keys() | after.keys()):
            if before.get(path) == after.get(path):
                continue
            did = "changed"
            if path not in before:
                did = "wrote"
            elif path not in after:
                did = "removed"
            raise PortUnavailable(
                f"{did} {path}, outside its own folders: a port writes to "
                "OUT_DIR and its working directory only"
            )

    def _snapshot(self) -> Snapshot:
        """Size and time of every file that is watched."""
        own = _own_output()
        return {
            path: (facts.st_size, facts.st_mtime_ns)
            for path, facts in self._files()
            if (facts.st_dev, facts.st_ino) not in own
        }

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        for folder in self._deep:
            yield from _walk(folder, self._but)
        yield from _plain_files(Path.home())


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


def _plain_files(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Files in a folder, without those that programs hide there."""
    with suppress(OSError), os.scandir(folder) as entries:
        yield from _facts(
            entry.path
            for entry in entries
            if entry.is_file(follow_symlinks=False)
            and not entry.name.startswith(".")
        )


def _facts(paths: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    for path in paths:
        with suppress(FileNotFoundError):  # gone since it was listed
            yield path, os.lstat(path)
