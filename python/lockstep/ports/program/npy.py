"""Read and write .npy files of a port: mapped, checked, never trusted."""

from __future__ import annotations

import math
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy_format

from ...errors import PortUnavailable
from ...files.encode import encode_npy

HEADER_LIMIT = 10_000  # bytes; ten times what any array needs
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
    values : ndarray
        The steps that are whole, as the first axis.
    """

    promised: int
    values: np.ndarray


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
    shape, is_fortran, offset = _header(file)
    count = math.prod(shape)
    held = (file.stat().st_size - offset) // 8
    if held < count:
        raise PortUnavailable(
            f"{file.name}: expected {count} numbers, got {held}"
        )
    flat = np.fromfile(file, "<f8", count, offset=offset)
    return flat.reshape(shape, order="F" if is_fortran else "C")


def map_stack(file: Path) -> Stack:
    """Map a stack of steps without reading it.

    The step is the slowest axis: the last one in Fortran's order, else the
    first one.  Steps that are not whole are left out.

    Raises
    ------
    PortUnavailable
        If it is not a .npy file of doubles.
    """
    shape, is_fortran, offset = _header(file)
    if not shape:
        shape = (1,)
    turned = tuple(reversed(shape)) if is_fortran else shape  # step first
    step_size = math.prod(turned[1:])
    held = (file.stat().st_size - offset) // 8
    whole = min(turned[0], held // step_size if step_size else turned[0])
    if whole * step_size == 0:
        values = np.empty((whole, *turned[1:]))
    else:
        rows = (whole, *turned[1:])
        values = np.asarray(
            np.memmap(file, "<f8", "r", offset=offset, shape=rows)
        )
    if is_fortran:
        # Within a step the axes still stand in reverse.
        values = values.transpose(0, *range(values.ndim - 1, 0, -1))
    return Stack(turned[0], values)


def _header(file: Path) -> tuple[tuple[int, ...], bool, int]:
    """Shape, order and place of the numbers."""
    check_plain(file)
    with file.open("rb") as stream:
        try:
            version = npy_format.read_magic(stream)
            read = READERS.get(version, READERS[2, 0])
            shape, is_fortran, dtype = read(
                stream, max_header_size=HEADER_LIMIT
            )
        except (ValueError, EOFError, SyntaxError, TypeError) as error:
            reason = str(error).splitlines()[0] if str(error) else "no header"
            raise PortUnavailable(
                f"{file.name}: expected a .npy file, got none that can be "
                f"read ({reason})"
            ) from None
        offset = stream.tell()
    if min(shape, default=0) < 0:
        raise PortUnavailable(f"{file.name}: a shape of {shape}")
    if dtype.str != "<f8":
        raise PortUnavailable(
            f"{file.name}: expected little-endian doubles, '<f8', got "
            f"'{dtype.str}'"
        )
    return shape, is_fortran, offset


def check_plain(file: Path) -> None:
    """Refuse links and pipes: reading them could lead anywhere, or hang."""
    if not stat.S_ISREG(os.lstat(file).st_mode):
        raise PortUnavailable(f"{file.name}: expected a plain file")
