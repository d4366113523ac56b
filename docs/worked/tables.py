"""Markdown of worked numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[float | str]],
    digits: int = 4,
) -> str:
    """Markdown of a table; no zeros behind an exact number.

    Parameters
    ----------
    heads : sequence of str
    rows : iterable of sequences
        Numbers and words.
    digits : int
        After the point.
    """
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(number(x, digits) for x in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def number(value: float | str, digits: int = 4) -> str:
    """A number as a page shows it: what is exact has no zeros behind it."""
    if isinstance(value, str):
        return value
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if float(text) == value else text


def matrix(values: np.ndarray, digits: int = 4) -> str:
    r"""LaTeX of a matrix.

    Parameters
    ----------
    values : ndarray
        n_rows x n_columns.
    digits : int
    """
    rows = [" & ".join(number(x, digits) for x in row) for row in values]
    inside = r" \\ ".join(rows)
    return rf"\begin{{pmatrix}} {inside} \end{{pmatrix}}"
