import gzip
import json
import struct
from pathlib import Path

import numpy as np
import pytest
from helpers import assert_same_bits, refusal

from firstprinciples import read_case, read_idx, read_mnist

CODES = {">u1": 8, ">i1": 9, ">i2": 11, ">i4": 12, ">f4": 13, ">f8": 14}
# The largest and smallest values of each type.
VALUES = {
    ">u1": [0, 1, 127, 128, 255, 7],
    ">i1": [0, 1, 127, -128, -1, 7],
    ">i2": [0, 1, 32767, -32768, -1, 256],
    ">i4": [0, 1, 2**31 - 1, -(2**31), -1, 65536],
    ">f4": [0.1, -0.0, 3.4e38, 1e-45, -1.5, 7],
    ">f8": [0.1, -0.0, 1.7e308, 5e-324, 1 / 3, 7],
}


def idx(array: np.ndarray) -> bytes:
    """An IDX file of an array."""
    big = array.astype(array.dtype.newbyteorder(">"))
    code = CODES[big.dtype.str.replace("|", ">")]
    sizes = struct.pack(f">{big.ndim}I", *big.shape)
    return bytes([0, 0, code, big.ndim]) + sizes + big.tobytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "values-idx"


@pytest.mark.parametrize("dtype", VALUES)
@pytest.mark.parametrize("shape", [(6,), (2, 3), (3, 2, 1), (1, 2, 3)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_every_type_is_read_exactly(
    file: Path, dtype: str, shape: tuple[int, ...], pack: type
) -> None:
    array = np.array(VALUES[dtype], dtype).reshape(shape)
    file.write_bytes(pack(idx(array)))
    assert_same_bits(read_idx(file), array.astype(np.float64))


@pytest.mark.parametrize(("pack", "end"), [(bytes, ""), (gzip.compress, ".gz")])
def test_a_case_reads_images_and_labels(
    tmp_path: Path, pack: type, end: str
) -> None:
    images = np.arange(16, dtype=np.uint8).reshape(4, 2, 2)
    labels = np.array([2, 0, 1, 1], np.uint8)
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / f"images{end}").write_bytes(pack(idx(images)))
    (folder / f"labels{end}").write_bytes(pack(idx(labels)))
    fields = {
        "data": {"images": "own/images", "labels": "own/labels"},
        "network": {
            "layer_sizes": [4, 3],
            "activations": ["softmax"],
            "loss": "categorical_cross_entropy",
        },
        "weights": {"method": "he", "distribution": "normal"},
        "optimizer": {"name": "gradient_descent", "learning_rate": 0.1},
        "steps": 4,
    }
    (tmp_path / "case.json").write_text(json.dumps(fields))
    case = read_case(tmp_path / "case.json")
    assert_same_bits(case.X.T.copy(), images.reshape(4, 4) / 255)
    assert_same_bits(case.labels, labels.astype(float))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_mnist_images_become_columns(tmp_path: Path, pack: type) -> None:
    images = np.random.RandomState(0).randint(0, 256, (4, 28, 28), np.uint8)
    labels = np.array([5, 0, 9, 1], np.uint8)
    (tmp_path / "images").write_bytes(pack(idx(images)))
    (tmp_path / "labels").write_bytes(pack(idx(labels)))
    X, found = read_mnist(tmp_path / "images", tmp_path / "labels")
    assert X.shape == (784, 4)
    assert X.flags.c_contiguous
    for sample in range(4):
        assert_same_bits(X[:, sample].copy(), images[sample].ravel() / 255)
    assert_same_bits(found, labels.astype(float))


IMAGES = np.arange(12, dtype=np.uint8).reshape(2, 2, 3)
WHOLE = idx(IMAGES)
BROKEN = {
    "empty": (b"", "an IDX file of 1 to 3 dimensions, got no bytes"),
    "picture": (
        b"\x89PNG\r\n",
        "an IDX file of 1 to 3 dimensions, got one that begins with "
        "89 50 4e 47",
    ),
    "short magic": (
        WHOLE[:3],
        "an IDX file of 1 to 3 dimensions, got one that begins with 00 00 08",
    ),
    "unknown type": (
        b"\0\0\x0a\1\0\0\0\1\0",
        "an IDX file of 1 to 3 dimensions, got one that begins with "
        "00 00 0a 01",
    ),
    "no dimension": (
        b"\0\0\x08\0\0",
        "an IDX file of 1 to 3 dimensions, got one that begins with "
        "00 00 08 00",
    ),
    "four dimensions": (
        b"\0\0\x08\4" + 4 * b"\0\0\0\1" + b"\0",
        "an IDX file of 1 to 3 dimensions, got one that begins with "
        "00 00 08 04",
    ),
    "short header": (WHOLE[:9], "16 bytes, got 9"),
    "size zero": (
        b"\0\0\x08\2\0\0\0\3\0\0\0\0",
        "sizes of at least 1, got 3 x 0",
    ),
    "truncated": (WHOLE[:-1], "28 bytes, got 27"),
    "too long": (WHOLE + b"\0", "28 bytes, got 29"),
    "huge sizes": (
        b"\0\0\x08\1\xff\xff\xff\xff\0",
        "4294967303 bytes, got 9",
    ),
    "truncated in gzip": (gzip.compress(WHOLE[:-1]), "28 bytes, got 27"),
    "truncated gzip": (
        gzip.compress(WHOLE)[:-9],
        "a whole gzip file, got a damaged one",
    ),
    "spoilt gzip": (
        gzip.compress(WHOLE)[:12] + b"\xff\xff\xff\xff",
        "a whole gzip file, got a damaged one",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused(file: Path, name: str) -> None:
    content, words = BROKEN[name]
    file.write_bytes(content)
    assert refusal(read_idx, file) == f"read_idx: {file}: expected {words}"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    words = "expected a file, got"
    assert refusal(read_idx, absent) == f"read_idx: {absent}: {words} none"
    found = refusal(read_idx, tmp_path)
    assert found == f"read_idx: {tmp_path}: {words} a folder"


LABELS = np.array([0, 1], np.uint8)
UNFIT = {
    "images of two dimensions": (
        IMAGES[0],
        LABELS,
        "images: expected 3 dimensions, got 2",
    ),
    "labels of two dimensions": (
        IMAGES,
        IMAGES[0],
        "labels: expected 1 dimensions, got 2",
    ),
    "numbers that differ": (
        IMAGES,
        np.array([0, 1, 2], np.uint8),
        "labels: expected 2 labels, got 3",
    ),
    "a negative label": (
        IMAGES,
        np.array([0, -1], np.int8),
        "labels: expected whole numbers of at least 0, got -1",
    ),
    "a large pixel": (
        100 * IMAGES.astype(">i2"),
        LABELS,
        "images: expected pixels from 0 to 255, got 300",
    ),
    "a pixel too large by 1": (
        np.where(IMAGES == 3, 256, IMAGES.astype(int)).astype(">i2"),
        LABELS,
        "images: expected pixels from 0 to 255, got 256",
    ),
    "a NaN": (
        np.where(IMAGES == 3, np.nan, IMAGES).astype(">f8"),
        LABELS,
        "images: expected pixels from 0 to 255, got nan",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_files_that_do_not_fit_are_refused(tmp_path: Path, name: str) -> None:
    images, labels, words = UNFIT[name]
    files = tmp_path / "images", tmp_path / "labels"
    for place, array in zip(files, (images, labels), strict=True):
        place.write_bytes(idx(array))
    assert refusal(read_mnist, *files) == f"read_mnist: {tmp_path}/{words}"
