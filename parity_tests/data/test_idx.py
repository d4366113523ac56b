"""Every language reads IDX files bit for bit, and refuses the same ones."""

from __future__ import annotations

import gzip
import struct
from pathlib import Path

import numpy as np
import pytest

from lockstep.ports.doctor import same_bits
from lockstep.ports.port import Port, Reply, Request
from lockstep.traces.forms import like

CODES = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}
STREAM = np.random.RandomState(0)
BITS = STREAM.randint(0, 256, 480).astype(np.uint8)  # 480 = 2 x 5 x 6 x 8
BITS[:8] = [128, 0, 0, 0, 0, 0, 0, 0]  # -2^31, or -0
IMAGES = STREAM.randint(0, 256, (5, 28, 28)).astype(np.uint8)
LABELS = np.array([5, 0, 9, 1, 4], np.uint8)
PACKS = {"plain": bytes, "gzip": gzip.compress}


def idx(array: np.ndarray) -> bytes:
    """An IDX file of an array."""
    code = CODES[array.dtype.str[1:]]
    sizes = struct.pack(f">{array.ndim}I", *array.shape)
    big = array.astype(array.dtype.newbyteorder(">"))
    return bytes([0, 0, code, array.ndim]) + sizes + big.tobytes()


def call(port: Port, operation: str, *files: Path, returns: str) -> Reply:
    """Let a port read files."""
    names = tuple(map(str, files))
    request = Request(operation, names, tuple(returns.split()))
    return port.call([request])[0]


def as_in_python(expected: np.ndarray, reply: Reply) -> np.ndarray:
    """Octave has no vectors and drops last axes of length one."""
    results = {"array": reply.results["array"]}
    found = like({"array": expected}, results, reply.unknown_forms)["array"]
    return np.asarray(found, dtype=np.float64)


def values(dtype: str) -> np.ndarray:
    """Random bits of a type; no NaN, whose bits languages change."""
    array = np.frombuffer(BITS.tobytes(), f">{dtype}").astype(dtype)
    return np.where(array == array, array, np.array(0, dtype))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("dtype", CODES)
@pytest.mark.parametrize("shape", [(-1,), (2, -1), (2, 5, -1), (-1, 2, 1)])
def test_arrays_are_read_exactly(
    port: Port,
    tmp_path: Path,
    dtype: str,
    shape: tuple[int, ...],
    pack: str,
) -> None:
    array = values(dtype).reshape(shape)
    file = tmp_path / "values"
    file.write_bytes(PACKS[pack](idx(array)))
    reply = call(port, "read_idx", file, returns="array")
    assert not reply.error, reply.error
    expected = array.astype(np.float64)
    found = as_in_python(expected, reply)
    assert same_bits(expected, found)


@pytest.mark.parametrize("pack", PACKS)
def test_mnist_is_read_exactly(port: Port, tmp_path: Path, pack: str) -> None:
    files = tmp_path / "images", tmp_path / "labels"
    for file, array in zip(files, (IMAGES, LABELS), strict=True):
        file.write_bytes(PACKS[pack](idx(array)))
    reply = call(port, "read_mnist", *files, returns="X labels")
    assert not reply.error, reply.error
    X = np.ascontiguousarray(IMAGES.reshape(5, -1).T / 255)  # 784 x 5
    assert same_bits(X, reply.results["X"])
    assert np.ravel(reply.results["labels"]).tolist() == LABELS.tolist()


WHOLE = idx(LABELS)
PACKED = gzip.compress(WHOLE)
DAMAGED = "expected a whole gzip file, got a damaged one"
NO_IDX = "expected an IDX file of 1 to 3 dimensions, got"
BROKEN = {
    "empty": (b"", f"{NO_IDX} no bytes"),
    "another format": (
        b"\x89PNG\r\n",
        f"{NO_IDX} one that begins with 89 50 4e 47",
    ),
    "truncated": (WHOLE[:-1], "expected 13 bytes, got 12"),
    "too long": (WHOLE + b"\0", "expected 13 bytes, got 14"),
    "short header": (WHOLE[:6], "expected 8 bytes, got 6"),
    "truncated in gzip": (
        gzip.compress(WHOLE[:-1]),
        "expected 13 bytes, got 12",
    ),
    "truncated gzip": (PACKED[:-9], DAMAGED),
    "wrong checksum": (
        PACKED[:-8] + bytes([PACKED[-8] ^ 1]) + PACKED[-7:],
        DAMAGED,
    ),
    "start of a gzip file": (PACKED[:2], DAMAGED),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_in_the_same_words(
    port: Port, tmp_path: Path, name: str
) -> None:
    content, words = BROKEN[name]
    file = tmp_path / "broken"
    file.write_bytes(content)
    reply = call(port, "read_idx", file, returns="array")
    assert reply.error == f"read_idx: {file}: {words}"


def test_images_and_labels_of_different_numbers_are_refused(
    port: Port, tmp_path: Path
) -> None:
    images, labels = tmp_path / "images", tmp_path / "labels"
    images.write_bytes(idx(IMAGES))
    labels.write_bytes(idx(LABELS[:4]))
    reply = call(port, "read_mnist", images, labels, returns="X labels")
    assert reply.error == f"read_mnist: {labels}: expected 5 labels, got 4"
