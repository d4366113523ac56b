"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from ..errors import InputError


def check_writable(file: Path) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Raises
    ------
    InputError
        If its folder does not exist or does not let us write.
    """
    folder = file.parent
    if not folder.is_dir():
        raise InputError(f"cannot write {file}: no folder {folder}; make it")
    if file.is_dir() or not os.access(folder, os.W_OK):
        raise InputError(f"cannot write {file}: choose another place")


def make_folder(folder: Path) -> None:
    """Make a folder for results, before any work is done.

    Raises
    ------
    InputError
        If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"cannot make the folder {folder}: {error.strerror}; choose "
            "another place"
        ) from None


def write_whole(file: Path, text: str) -> None:
    """Write a file in one move, so that nobody sees half of it.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent or Path())
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except OSError as error:
        raise InputError(f"cannot write {file}: {error.strerror}") from error
