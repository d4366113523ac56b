"""Judge pictures: ports draw with different libraries, so no pixel is equal.

What must hold is what a user relies on: there is a picture, of the size that
the reference has, with about as much drawn on it.  Axes and text are grey,
what is drawn has colours: an empty frame or a missing curve shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, UnidentifiedImageError

from .findings import Comparison, Divergence

COLOUR = 40  # of 255: by how much the channels of a coloured pixel differ
# Measured on seven pictures: R and Octave colour 0.7 to 1.1 times the pixels.
MOST_TIMES = 2.0


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


def compare_pictures(
    expected: dict[str, str], actual: dict[str, str]
) -> Comparison:
    """Compare the pictures that one operation wrote.

    They differ if there is no picture, if its size is another one, or if
    much more or much less is drawn on it.

    Parameters
    ----------
    expected, actual : dict
        File names by the name of the result.
    """
    seen = Comparison()
    for name, file in expected.items():
        fault = _fault(file, actual[name])
        if fault:
            place = Divergence(0, name, message=f"{name}: {fault}")
            return seen + Comparison(divergence=place)
        seen += Comparison(values=1)
    return seen


def _fault(expected: str, actual: str) -> str:
    """Say what is wrong with a picture; nothing if it is like the other."""
    wanted, got = look_at(Path(expected)), look_at(Path(actual))
    if got is None:
        return f"no picture was written to {actual}"
    if wanted is None:
        return f"the reference wrote no picture to {expected}"
    if got[:2] != wanted[:2]:
        sizes = [f"{p.width} x {p.height}" for p in (wanted, got)]
        return "expected {} pixels, got {}".format(*sizes)
    if not _alike(wanted.coloured, got.coloured):
        return (
            f"expected about {wanted.coloured:.2%} of the picture to be "
            f"coloured, got {got.coloured:.2%}"
        )
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


def _alike(expected: float, actual: float) -> bool:
    return expected <= MOST_TIMES * actual and actual <= MOST_TIMES * expected
