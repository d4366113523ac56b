"""Notice what a port changed that is not its own to change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .base import PortUnavailable

# Folders in which compilers and interpreters leave things.
IGNORED = ("__pycache__", "node_modules", "target", "build")
Snapshot = dict[str, tuple[int, int]]


def snapshot(folders: Iterable[Path], but: Path) -> Snapshot:
    """Size and time of every file in some folders.

    Parameters
    ----------
    folders : iterable of Path
    but : Path
        A folder that is left out where it lies within another one.
    """
    return {
        path: (facts.st_size, facts.st_mtime_ns)
        for folder in folders
        for path, facts in _files(folder, but)
    }


def check_unchanged(before: Snapshot, after: Snapshot) -> None:
    """Refuse a port that changed, added or removed a file.

    Raises
    ------
    PortUnavailable
        Names the first such file.
    """
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        did = "changed"
        if path not in before:
            did = "wrote"
        elif path not in after:
            did = "removed"
        raise PortUnavailable(
            f"{did} {path}, outside its own folders: a port writes to OUT_DIR "
            "and its working directory only"
        )


def _files(folder: Path, but: Path) -> Iterator[tuple[str, os.stat_result]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if name not in IGNORED
            and not name.startswith(".")
            and Path(parent, name) != but
        ]
        for name in names:
            path = os.path.join(parent, name)
            yield path, os.lstat(path)
