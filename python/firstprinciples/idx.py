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

from .checks import Matrix, check_labels, check_n_labels, check_path, refuse

GZIP_MAGIC = b"\x1f\x8b"
TYPES = {
    0x08: ">u1",
    0x09: ">i1",
    0x0B: ">i2",
    0x0C: ">i4",
    0x0D: ">f4",
    0x0E: ">f8",
}


def read_idx(file: str | Path) -> np.ndarray:
    """Read an array from an IDX file, plain or gzip.

    Parameters
    ----------
    file : path
        Of values of any IDX type, in one to three dimensions.

    Returns
    -------
    ndarray of float, of the file's shape

    Raises
    ------
    ValueError
        If the file is missing, is not an IDX file, or is shorter or longer
        than its header says.

    References
    ----------
    LeCun, Cortes and Burges, "The MNIST database of handwritten digits".
    """
    return _read_array("read_idx", "file", file)


def _read_array(function: str, name: str, file: Any) -> np.ndarray:
    content = _read_bytes(function, name, file)
    dtype, shape, start = _read_header(function, str(file), content)
    n_bytes = start + math.prod(shape) * dtype.itemsize
    _check_length(function, str(file), content, n_bytes)
    values = np.frombuffer(content, dtype, offset=start)
    return values.astype(np.float64).reshape(shape)


def read_mnist(
    images_file: str | Path, labels_file: str | Path
) -> tuple[Matrix, np.ndarray]:
    """Read images and labels from the two IDX files of an MNIST set.

    Parameters
    ----------
    images_file : path
        Images of n_rows x n_columns pixels from 0 to 255.
    labels_file : path
        One label an image.

    Returns
    -------
    X : ndarray, shape (n_pixels, n_samples)
        Pixels from 0 to 1, an image a column, row by row; n_pixels is
        n_rows n_columns, in MNIST 784.
    labels : ndarray, shape (n_samples,)
        0-based.

    Raises
    ------
    ValueError
        As from `read_idx`, or if the files do not hold images and labels,
        or not as many of one as of the other.

    References
    ----------
    LeCun, Cortes and Burges, "The MNIST database of handwritten digits";
    Ganesh, "Deep Learning from first principles", part 5.
    """
    return read_images("read_mnist", images_file, labels_file)


def read_images(
    function: str, images_file: Any, labels_file: Any
) -> tuple[Matrix, np.ndarray]:
    """Read what `read_mnist` does for another public function."""
    images = _read_array(function, "images_file", images_file)
    labels = _read_array(function, "labels_file", labels_file)
    _check_dimensions(function, images_file, images, 3)
    _check_dimensions(function, labels_file, labels, 1)
    check_n_labels(function, str(labels_file), labels, len(images))
    check_labels(function, str(labels_file), labels)
    wrong = images[~((images >= 0) & (images <= 255))]
    if wrong.size:
        expected, got = "pixels from 0 to 255", format(wrong[0], ".6g")
        refuse(function, str(images_file), expected, got)
    pixels = images.reshape(len(images), -1)  # n_samples x n_pixels
    return np.ascontiguousarray(pixels.T) / 255.0, labels


def _read_bytes(function: str, name: str, file: Any) -> bytes:
    check_path(function, name, file)
    path = Path(file)
    if not path.is_file():
        got = "a folder" if path.is_dir() else "none"
        refuse(function, str(file), "a file", got)
    content = path.read_bytes()
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
