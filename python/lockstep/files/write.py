"""Write files whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..errors import InputError, JudgeError

STREAM = re.compile(r"/dev/(stdout|stderr)|/(?:dev|proc/self)/fd/(\d+)")
STREAMS = {"stdout": 1, "stderr": 2}
MOST_LINKS = 40  # as Linux has it


def check_writable(file: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuse a file that cannot be written, before any work is done.

    Parameters
    ----------
    file : Path
    inputs : iterable of Path
        What is read, and must not be overwritten.

    Raises
    ------
    InputError
        If its folder does not exist or does not let us write, or if it is an
        input.
    """
    if open_stream(file) is not None:
        return
    target = Path(os.path.realpath(file))
    if not target.parent.is_dir():
        folder = target.parent if file.is_symlink() else file.parent
        raise InputError(f"cannot write {file}: no folder {folder}; make it")
    if file.is_dir() or not os.access(_opened(target), os.W_OK):
        raise InputError(f"cannot write {file}: choose another place")
    if target.is_file() and any(
        read.exists() and read.samefile(target) for read in inputs
    ):
        raise InputError(
            f"cannot write {file}: it is an input; choose another place"
        )


def open_stream(file: Path) -> int | None:
    """Number of the open stream that a path such as /dev/stdout names."""
    for _ in range(MOST_LINKS):
        name = os.path.abspath(file)
        found = STREAM.fullmatch(name)
        if found:
            return STREAMS.get(found[1]) or int(found[2])
        if not os.path.islink(name):
            return None
        file = Path(os.path.dirname(name), os.readlink(name))
    return None


def _opened(target: Path) -> Path:
    """What must let us write: the folder, or what is no plain file."""
    return target if _is_special(target) else target.parent


def _is_special(target: Path) -> bool:
    return target.exists() and not target.is_file()


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

    A link stays a link; a device, a pipe or an open stream stays what it is,
    and is written to.

    Raises
    ------
    JudgeError
        If the file cannot be written.
    """
    data = text.encode(errors="backslashreplace")
    try:
        stream = open_stream(file)
        target = Path(os.path.realpath(file))
        if stream is not None:
            _write_through(os.dup(stream), data)
        elif _is_special(target):
            _write_through(os.open(target, os.O_WRONLY | os.O_NOCTTY), data)
        else:
            _replace(target, data)
    except OSError as error:
        raise JudgeError(f"cannot write {file}: {error.strerror}") from error


def _write_through(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.remove(name)
        raise
