"""Numbers that a program wrote as text: the shape, then one after the other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np

from ...errors import PortUnavailable
from ...files.encode import npy_header
from ...files.plain_text import one_line
from .npy import opened

BLOCK = 2**20  # bytes read at once: memory does not grow with the file
SHAPE_BYTES = 200
MOST_AXES = 8
SHOWN = 40  # letters of what is wrong


def npy_of(file: Path) -> Path:
    """Write the numbers of NAME.txt into NAME.npy.

    Parameters
    ----------
    file : Path
        Its first line is the shape, empty for one number; the
        first axis is the slowest.  White space ends each number.

    Raises
    ------
    PortUnavailable
        If there is a NAME.npy, too, or something that is no number, or if it
        is no plain file.
    """
    target = file.with_suffix(".npy")
    if target.exists():
        raise PortUnavailable(
            f"both {target.name} and {file.name}: write one of them"
        )
    with opened(file) as source:
        shape = _shape(file, source.readline(SHAPE_BYTES))
        with target.open("xb") as stream:
            stream.write(npy_header(shape))
            _copy(file, source, stream, math.prod(shape))
    return target


def _shape(file: Path, line: bytes) -> tuple[int, ...]:
    words = line.decode("ascii", "replace").split()
    if len(words) > MOST_AXES or not all(word.isdecimal() for word in words):
        text = one_line(line.decode("ascii", "replace"), SHOWN)
        raise PortUnavailable(
            f"{file.name}: expected a shape in the first line, as in "
            f"'1000 100 3', got '{text}'"
        )
    return tuple(int(word) for word in words)


def _copy(file: Path, source: BinaryIO, stream: BinaryIO, count: int) -> None:
    written = 0
    for words in _words(source):
        numbers = _numbers(file, words, written)
        written += len(numbers)
        if written > count:
            raise PortUnavailable(
                f"{file.name}: more than the {count} numbers of its shape"
            )
        stream.write(numbers.tobytes())


def _words(source: BinaryIO) -> Iterator[list[bytes]]:
    """Words of a stream, block by block; none is cut in two.

    A last word without white space behind it may be half a number, of a
    program that crashed: it is left out.
    """
    rest = b""
    while block := source.read(BLOCK):
        *words, rest = (rest + block + b"|").split()
        rest = rest[:-1]
        yield words


def _numbers(file: Path, words: list[bytes], before: int) -> np.ndarray:
    try:
        return np.array([float(word) for word in words], dtype="<f8")
    except ValueError:
        wrong = next(i for i, word in enumerate(words) if not _is_number(word))
        text = one_line(words[wrong].decode("ascii", "replace"), SHOWN)
        raise PortUnavailable(
            f"{file.name}: number {before + wrong + 1}: got '{text}'"
        ) from None


def _is_number(word: bytes) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
