"""Read and write .npy files of a port: checked, never mapped, never trusted."""

from __future__ import annotations

import errno
import math
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.lib import format as npy_format

from ...errors import PortUnavailable
from ...files.encode import encode_npy
from ...files.plain_text import one_line

HEADER_LIMIT = 10_000  # bytes; ten times what any array needs
MOST_AXES = 4  # no quantity has more than three
LONGEST_AXIS = 2**31
READERS: dict[tuple[int, int], Any] = {
    (1, 0): npy_format.read_array_header_1_0,
    (2, 0): npy_format.read_array_header_2_0,
}


@dataclass(frozen=True)
class Stack:
    """A quantity of a trace: how many steps it promises and holds.

    Attributes
    ----------
    promised : int
        Steps that the header names.
    held : int
        Steps that are whole.
    """

    promised: int
    held: int
    _file: Path
    _shape: tuple[int, ...]
    _is_fortran: bool
    _offset: int

    def rows(self, first: int, end: int) -> np.ndarray:
        """Read some steps that are whole; the step is the first axis.

        Read and not mapped: who cuts a mapped file ends who looks at it.

        Raises
        ------
        PortUnavailable
            If the file is not what it was.
        """
        end = min(end, self.held)
        n_rows, size = max(end - first, 0), math.prod(self._shape)
        with opened(self._file) as stream:
            place = self._offset + 8 * first * size
            flat = np.fromfile(stream, "<f8", n_rows * size, offset=place)
        if flat.size < n_rows * size:
            raise PortUnavailable(
                f"{self._file.name}: it was cut after the port had ended"
            )
        values = flat.reshape(n_rows, *self._shape)
        if self._is_fortran:
            # Within a step the axes still stand in reverse.
            values = values.transpose(0, *range(values.ndim - 1, 0, -1))
        return values


def write_npy(file: Path, values: object) -> None:
    """Write an array of doubles, in C order."""
    file.write_bytes(encode_npy(np.asarray(values, dtype=np.float64)))


def create_npy(file: Path, shape: Sequence[int]) -> np.ndarray:
    """Map a new file of zeros, to be filled a step at a time."""
    return npy_format.open_memmap(
        file, "w+", np.dtype("<f8"), tuple(shape), version=(1, 0)
    )


def read_array(file: Path) -> np.ndarray:
    """Read a whole array.

    Raises
    ------
    PortUnavailable
        If it is not a whole .npy file of doubles.
    """
    with opened(file) as stream:
        shape, is_fortran = _header(stream, file)
        count, held = math.prod(shape), _held(stream)
        if held < count:
            raise PortUnavailable(
                f"{file.name}: expected {count:.6g} numbers, got {held}"
            )
        flat = np.fromfile(stream, "<f8", count)
    return flat.reshape(shape, order="F" if is_fortran else "C")


def open_stack(file: Path) -> Stack:
    """Look at a stack of steps without reading it.

    The step is the slowest axis: the last one in Fortran's order, else the
    first one.  Steps that are not whole are left out.

    Raises
    ------
    PortUnavailable
        If it is not a .npy file of doubles.
    """
    with opened(file) as stream:
        shape, is_fortran = _header(stream, file)
        offset, held = stream.tell(), _held(stream)
    shape = shape or (1,)
    promised, *rest = reversed(shape) if is_fortran else shape
    size = math.prod(rest)
    whole = min(promised, held // size) if size else promised
    return Stack(promised, whole, file, tuple(rest), is_fortran, offset)


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """Open a plain file; links and pipes could lead anywhere, or hang.

    Raises
    ------
    PortUnavailable
        If it is none, or is gone.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        with open(os.open(file, flags), "rb") as stream:
            if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                yield stream
                return
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENXIO):
            raise PortUnavailable(f"{file.name}: {error.strerror}") from None
    raise PortUnavailable(f"{file.name}: expected a plain file")


def _held(stream: BinaryIO) -> int:
    """Numbers from here to the end of a file."""
    return (os.fstat(stream.fileno()).st_size - stream.tell()) // 8


def _header(stream: BinaryIO, file: Path) -> tuple[tuple[int, ...], bool]:
    """Shape and order; the stream stands before the numbers then."""
    try:
        version = npy_format.read_magic(stream)
        read = READERS.get(version, READERS[2, 0])
        shape, is_fortran, dtype = read(stream, max_header_size=HEADER_LIMIT)
    except Exception as error:  # it reads Python, and may raise anything
        reason = str(error).splitlines()[0] if str(error) else "no header"
        raise PortUnavailable(
            f"{file.name}: expected a .npy file, got none that can be "
            f"read ({one_line(reason, 200)})"
        ) from None
    strange = any(
        type(size) is not int or not 0 <= size < LONGEST_AXIS for size in shape
    )
    if strange or len(shape) > MOST_AXES:
        raise PortUnavailable(
            f"{file.name}: expected a shape of at most {MOST_AXES} axes, "
            f"none below 0 or as long as {LONGEST_AXIS}, got {shape!s:.60}"
        )
    if dtype.str != "<f8":
        raise PortUnavailable(
            f"{file.name}: expected little-endian doubles, '<f8', got "
            f"'{dtype.str:.60}'"
        )
    return shape, is_fortran
