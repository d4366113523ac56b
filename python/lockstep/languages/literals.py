"""Write any value of a case in the words of a language."""

from __future__ import annotations

import textwrap
from pathlib import PurePath
from typing import TYPE_CHECKING

from .base import Language

if TYPE_CHECKING:
    import numpy as np

WIDTH = 76


def literal(language: Language, value: object) -> str:
    """Write any value that an operation case may hand to a port.

    Parameters
    ----------
    language : Language
    value : bool, number, str, path, list, ndarray or dict of these
    """
    import numpy as np  # not to be loaded by who only lists languages

    if isinstance(value, dict):
        fields = {name: literal(language, v) for name, v in value.items()}
        return language.record(fields)
    if isinstance(value, (str, PurePath)):
        return language.text(str(value))
    if isinstance(value, bool):
        return language.flag(value)
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        value = value.tolist()
    if isinstance(value, (list, tuple)) and isinstance(value[0], str):
        return language.texts(value)
    array = np.asarray(value, dtype=float)
    if array.ndim == 0:
        return language.number(float(array))
    return (
        language.numbers(array) if array.ndim == 1 else language.matrix(array)
    )


def joined(language: Language, values: np.ndarray) -> str:
    """Numbers in lines of a screen's width."""
    text = ", ".join(language.number(value) for value in values)
    lines = textwrap.wrap(text, WIDTH, break_on_hyphens=False)
    return language.continued.join(lines)
