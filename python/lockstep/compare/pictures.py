"""Judge pictures: what they show is judged by the numbers handed out.

A picture itself must be there, as large as the reference's, and not empty.
Axes and text are grey, what is drawn has colours.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, UnidentifiedImageError

from .findings import Comparison, Divergence

COLOUR = 40  # of 255: by how much the channels of a coloured pixel differ


class Picture(NamedTuple):
    """What is seen of a picture.

    Attributes
    ----------
    width, height : int
        In pixels.
    coloured : float
        Fraction of the pixels that are not grey.
    """

    width: int
    height: int
    coloured: float


def compare_pictures(name: str, expected: str, actual: str) -> Comparison:
    """Look whether the picture of an operation was drawn.

    Parameters
    ----------
    name : str
        The argument that names the file.
    expected, actual : str
        The files of the reference and of the port.
    """
    fault = _fault(expected, actual)
    if fault:
        place = Divergence(0, name, message=f"{name}: {fault}")
        return Comparison(divergence=place)
    return Comparison()


def _fault(expected: str, actual: str) -> str:
    """Say why a picture counts as not drawn; nothing if it was drawn."""
    wanted, got = look_at(Path(expected)), look_at(Path(actual))
    if got is None:
        return f"no picture was written to {actual}"
    if wanted is None:
        return f"the reference wrote no picture to {expected}"
    if got[:2] != wanted[:2]:
        sizes = [f"{p.width} x {p.height}" for p in (wanted, got)]
        return "expected {} pixels, got {}".format(*sizes)
    if not got.coloured > 0:
        return "the picture is empty: no pixel of it has a colour"
    return ""


def look_at(file: Path) -> Picture | None:
    """Open a picture; None if there is none that can be read."""
    try:
        with Image.open(file) as image:
            width, height = image.size
            pixels = np.asarray(image.convert("RGB"), dtype=np.int64)
    except (OSError, UnidentifiedImageError):
        return None
    coloured = np.ptp(pixels, axis=-1) > COLOUR  # height x width
    return Picture(width, height, float(coloured.mean()))
