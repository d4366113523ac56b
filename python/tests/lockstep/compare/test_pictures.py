from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lockstep.cases.arguments import read_arguments
from lockstep.compare.findings import Comparison
from lockstep.compare.pictures import compare_pictures, look_at
from lockstep.errors import InputError


def paint(
    file: Path, width: int = 60, height: int = 40, n_red: int = 40
) -> str:
    """Write a white picture with some red pixels."""
    pixels = np.full((width * height, 3), 255, dtype=np.uint8)
    pixels[:n_red] = [200, 30, 30]
    Image.fromarray(pixels.reshape(height, width, 3)).save(file)
    return str(file)


def compare(expected: str, actual: str) -> Comparison:
    return compare_pictures("file", expected, actual)


def message(seen: Comparison) -> str:
    assert seen.divergence is not None
    return seen.divergence.message


def test_other_pixels_of_the_same_size_pass(tmp_path: Path) -> None:
    wanted = paint(tmp_path / "wanted.png")
    for n_red in (1, 40, 2400):
        got = paint(tmp_path / "got.png", n_red=n_red)
        assert compare(wanted, got).agrees


def test_what_is_seen_of_a_picture(tmp_path: Path) -> None:
    seen = look_at(Path(paint(tmp_path / "a.png", 50, 20, n_red=250)))
    assert seen == (50, 20, 0.25)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"width": 61}, "expected 60 x 40 pixels, got 61 x 40"),
        ({"height": 20}, "expected 60 x 40 pixels, got 60 x 20"),
        ({"n_red": 0}, "the picture is empty: no pixel of it has a colour"),
    ],
)
def test_wrong_picture_diverges(
    tmp_path: Path, changes: dict[str, int], says: str
) -> None:
    wanted = paint(tmp_path / "wanted.png")
    got = paint(tmp_path / "got.png", **changes)
    assert says in message(compare(wanted, got))


@pytest.mark.parametrize("content", [None, b"", b"\x89PNG\r\n\x1a\nnothing"])
def test_no_picture_diverges(tmp_path: Path, content: bytes | None) -> None:
    wanted, got = paint(tmp_path / "wanted.png"), tmp_path / "got.png"
    if content is not None:
        got.write_bytes(content)
    assert "no picture was written" in message(compare(wanted, str(got)))
    told = message(compare(str(got), wanted))
    assert "the reference wrote no picture" in told


@pytest.mark.parametrize("name", ["../a.png", "/tmp/a.png", "", 3])
def test_a_case_names_no_folder_to_write_to(name: object) -> None:
    with pytest.raises(InputError, match=r"arguments.file: expected .* file"):
        read_arguments("plot_softmax_surface", {"file": name})
