"""What a picture shows, read back from what was drawn.

A plot hands these numbers out, so a picture that shows something else than
it should is seen in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .pictures import pale, strong
from .refusals import Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import Collection
    from matplotlib.image import AxesImage
    from matplotlib.lines import Line2D

SAME_COLOUR = 0.5 / 255  # of two shares of red, green or blue


class Marks(NamedTuple):
    """Marks in the order in which they were drawn, group by group."""

    points: Matrix  # 2 x n_marks
    groups: np.ndarray  # n_marks
    colours: np.ndarray  # n_marks


def drawn_marks(drawn: Sequence[Collection]) -> Marks:
    """Read marks; the last word of a group's label is its number."""
    places = [np.asarray(marks.get_offsets()) for marks in drawn]
    numbers = [float(str(m.get_label()).split()[-1]) for m in drawn]
    fills = np.array([np.ravel(m.get_facecolor())[:3] for m in drawn])
    colours = colour_numbers(fills, strong())
    sizes = [len(place) for place in places]
    return Marks(
        np.concatenate(places).T,
        np.repeat(numbers, sizes),
        np.repeat(colours, sizes),
    )


def drawn_curves(lines: Sequence[Line2D]) -> tuple[Matrix, Matrix]:
    """Read the x and the y of curves of equal length, a column each."""
    x = np.column_stack([line.get_xdata() for line in lines])
    y = np.column_stack([line.get_ydata() for line in lines])
    return x.astype(np.float64), y.astype(np.float64)


def drawn_points(line: Line2D) -> Matrix:
    """Read the points of one curve, x in the first row."""
    return np.array([line.get_xdata(), line.get_ydata()], dtype=np.float64)


def drawn_map(image: AxesImage) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read the middles of a map's cells, ascending, and the cells' values.

    A row of values has one y.
    """
    values = np.asarray(image.get_array())
    left, right, bottom, top = image.get_extent()
    if image.origin == "upper":  # the first row is the top one
        bottom, top = top, bottom
    x = _middles(left, right, values.shape[1])
    y = _middles(bottom, top, values.shape[0])
    return np.sort(x), np.sort(y), values[np.argsort(y)][:, np.argsort(x)]


def drawn_regions(image: AxesImage) -> tuple[np.ndarray, np.ndarray, Matrix]:
    """Read a map of pale colours, as their numbers."""
    x, y, values = drawn_map(image)
    numbers = colour_numbers(values.reshape(-1, 3), pale())
    return x, y, numbers.reshape(len(y), len(x))


def drawn_words(axes: Axes, *others: str) -> list[str]:
    """Read the title and the words of both axes, and add others."""
    return [axes.get_title(), axes.get_xlabel(), axes.get_ylabel(), *others]


def drawn_scales(axes: Axes) -> list[str]:
    """Read whether the x axis, and the y axis, is linear or log."""
    return [axes.get_xscale(), axes.get_yscale()]


def drawn_legend(axes: Axes) -> list[str]:
    """Read the words of the legend."""
    legend = axes.get_legend()
    return [] if legend is None else [t.get_text() for t in legend.get_texts()]


def drawn_bar(image: AxesImage) -> str:
    """Read the words of the bar that explains a map's colours."""
    bar = image.colorbar
    return "" if bar is None else bar.ax.get_ylabel()


def drawn_counts(axes: Axes, n_classes: int) -> Matrix:
    """Read whole numbers that stand at (column, row); NaN where none does."""
    counts = np.full((n_classes, n_classes), np.nan)
    for text in axes.texts:
        column, row = np.rint(text.get_position()).astype(int)
        counts[row, column] = float(text.get_text())
    return counts


def colour_numbers(colours: np.ndarray, palette: np.ndarray) -> np.ndarray:
    """Find colours, one a row, in a palette; -1 where there is none like it."""
    apart = np.abs(colours[:, None] - palette).max(axis=2)
    is_known = apart.min(axis=1) < SAME_COLOUR
    return np.where(is_known, apart.argmin(axis=1), -1.0)


def _middles(first: float, last: float, n_cells: int) -> np.ndarray:
    """Middles of equal cells between two edges."""
    return first + (np.arange(n_cells) + 0.5) * ((last - first) / n_cells)
