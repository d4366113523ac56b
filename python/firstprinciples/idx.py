"""Read IDX files, the format of the MNIST digits, plain or gzip.

An IDX file holds two zero bytes, the type of its values, the number of its
dimensions, their sizes, and then the values, the last dimension the fastest;
all numbers are big-endian.
"""

from __future__ import annotations

import gzip
import math
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from .arguments import checked
from .calls import check_value
from .refusals import Matrix, refuse
from .tables import check_file

GZIP_MAGIC = b"\x1f\x8b"
TYPES = {
    0x08: ">u1",
    0x09: ">i1",
    0x0B: ">i2",
    0x0C: ">i4",
    0x0D: ">f4",
    0x0E: ">f8",
}


@checked
def read_idx(file: str | Path) -> np.ndarray:
    """Read an array from an IDX file, plain or gzip.

    Source: LeCun, Cortes and Burges, "The MNIST database of handwritten
    digits".
    """
    return _read_array("read_idx", file)


def _read_array(function: str, file: Any) -> np.ndarray:
    content = _read_bytes(function, file)
    dtype, shape, start = _read_header(function, str(file), content)
    n_bytes = start + math.prod(shape) * dtype.itemsize
    _check_length(function, str(file), content, n_bytes)
    values = np.frombuffer(content, dtype, offset=start)
    return values.astype(np.float64).reshape(shape)


@checked
def read_mnist(
    images_file: str | Path, labels_file: str | Path
) -> tuple[Matrix, np.ndarray]:
    """Read images and labels from the two IDX files of an MNIST set.

    Source: LeCun, Cortes and Burges, "The MNIST database of handwritten
    digits"; Ganesh, "Deep Learning from first principles", part 5.
    """
    return read_images("read_mnist", images_file, labels_file)


def read_images(
    function: str, images_file: Any, labels_file: Any
) -> tuple[Matrix, np.ndarray]:
    """Read what `read_mnist` does for another public function."""
    images = _read_array(function, images_file)
    labels = _read_array(function, labels_file)
    _check_dimensions(function, images_file, images, 3)
    _check_dimensions(function, labels_file, labels, 1)
    is_label = {"kind": "labels", "range": "labels", "shape": f"{len(images)}"}
    check_value(function, {"name": str(labels_file), **is_label}, labels)
    wrong = images[~((images >= 0) & (images <= 255))]
    if wrong.size:
        expected, got = "pixels from 0 to 255", format(wrong[0], ".6g")
        refuse(function, str(images_file), expected, got)
    pixels = images.reshape(len(images), -1)  # n_samples x n_pixels
    return np.ascontiguousarray(pixels.T) / 255.0, labels


def _read_bytes(function: str, file: Any) -> bytes:
    content = check_file(function, file).read_bytes()
    if not content.startswith(GZIP_MAGIC):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error):
        refuse(function, str(file), "a whole gzip file", "a damaged one")


def _read_header(
    function: str, file: str, content: bytes
) -> tuple[np.dtype, tuple[int, ...], int]:
    """Type of the values, sizes, and the place of the first value."""
    start = content[:4]
    n_dimensions = start[-1] if start else 0
    known = len(start) == 4 and start[:2] == b"\0\0" and start[2] in TYPES
    if not (known and 1 <= n_dimensions <= 3):
        got = f"one that begins with {start.hex(' ')}" if start else "no bytes"
        refuse(function, file, "an IDX file of 1 to 3 dimensions", got)
    n_bytes = 4 + 4 * n_dimensions
    if len(content) < n_bytes:
        _check_length(function, file, content, n_bytes)
    sizes = np.frombuffer(content, ">u4", n_dimensions, offset=4)
    if not sizes.all():
        got = " x ".join(map(str, sizes))
        refuse(function, file, "sizes of at least 1", got)
    return np.dtype(TYPES[start[2]]), tuple(sizes.tolist()), n_bytes


def _check_length(
    function: str, file: str, content: bytes, n_bytes: int
) -> None:
    if len(content) != n_bytes:
        refuse(function, file, f"{n_bytes} bytes", f"{len(content)}")


def _check_dimensions(
    function: str, file: str | Path, array: np.ndarray, n_dimensions: int
) -> None:
    if array.ndim != n_dimensions:
        expected = f"{n_dimensions} dimensions"
        refuse(function, str(file), expected, f"{array.ndim}")
