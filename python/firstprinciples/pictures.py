"""Pictures of one style, drawn without a display and without global state.

The R and the Octave package have the same colours, marks and words.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .refusals import Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure

PathLike = str | os.PathLike[str]

# Okabe and Ito (2008), "Color universal design": colours that people with
# any colour vision tell apart.  Marks and lines repeat in other rhythms, so
# that a colour used twice comes with another mark.
COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#F0E442",
)
MARKS = ("o", "^", "s", "D", "v")
LINES = ("solid", "dashed", "dashdot")
EDGE = "#333333"
SIZE = (6.0, 4.5)  # inches
RESOLUTION = 150  # pixels an inch
WHITE_SHARE = 0.65  # of the colour of a region


def new_picture(
    function: str, title: str, x_label: str, y_label: str
) -> tuple[Figure, Axes]:
    """Start a picture of one pair of axes, unknown to matplotlib.pyplot."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        message = (
            f"{function}: needs matplotlib; type: pip install "
            "'firstprinciples[plots]'"
        )
        raise ImportError(message) from None
    figure = Figure(figsize=SIZE, dpi=RESOLUTION, layout="constrained")
    axes = figure.subplots()
    axes.set(title=title, xlabel=x_label, ylabel=y_label)
    return figure, axes


def save_picture(figure: Figure, file: PathLike) -> None:
    """Write a picture in the format that the file's ending names."""
    figure.savefig(file, format=Path(file).name.rsplit(".")[-1])


def add_legend(axes: Axes) -> None:
    """Put a legend beside the axes, where it hides nothing."""
    axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))


def draw_samples(axes: Axes, X: Matrix, labels: np.ndarray) -> None:
    """Mark samples by class."""
    for label in np.unique(labels).astype(int):
        x1, x2 = X[:, labels == label]  # each n_samples of the class
        axes.scatter(
            x1,
            x2,
            s=22,
            color=colour(label),
            marker=MARKS[label % len(MARKS)],
            edgecolors=EDGE,
            linewidths=0.5,
            label=f"class {label}",
        )
    add_legend(axes)


def draw_trials(
    axes: Axes,
    places: np.ndarray,
    rounds: np.ndarray,
    scores: np.ndarray,
    best: float,
) -> None:
    """Mark the trials of a search by round, and put a ring about the best."""
    for number in np.unique(rounds).astype(int):
        here = (rounds == number) & np.isfinite(scores)
        axes.scatter(
            places[here],
            scores[here],
            s=30,
            color=colour(number),
            marker=MARKS[number % len(MARKS)],
            edgecolors=EDGE,
            linewidths=0.5,
            label=f"round {number}",
        )
    winner = np.flatnonzero(scores == best)[:1]
    axes.scatter(
        places[winner],
        scores[winner],
        s=150,
        facecolors="none",
        edgecolors=EDGE,
        label="winner",
    )
    axes.grid(alpha=0.3)
    add_legend(axes)


def set_log_axis(axes: Axes) -> None:
    """Make the x axis logarithmic, with ticks at 1 and 3 of each decade."""
    from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

    axes.set(xscale="log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1.0, 3.0)))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())


def colour(number: int) -> str:
    """Colour of a class or a curve, from the first again after the last."""
    return COLOURS[number % len(COLOURS)]


def shades() -> Colormap:
    """From white to the first colour."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", ["white", COLOURS[0]])


def strong() -> np.ndarray:
    """Colours, a row each: red, green and blue, from 0 to 1."""
    digits = "".join(COLOURS).replace("#", "")
    return np.frombuffer(bytes.fromhex(digits), np.uint8).reshape(-1, 3) / 255.0


def pale() -> np.ndarray:
    """Colours of regions, in the same way."""
    return WHITE_SHARE + (1 - WHITE_SHARE) * strong()


def region_colours(labels: np.ndarray) -> np.ndarray:
    """Pale colours of classes, red, green and blue as the last axis."""
    return pale()[labels.astype(int) % len(COLOURS)]


def edges(x: np.ndarray, y: np.ndarray) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of cells about points of equal distance."""
    half_x, half_y = (x[1] - x[0]) / 2, (y[1] - y[0]) / 2
    return (x[0] - half_x, x[-1] + half_x, y[0] - half_y, y[-1] + half_y)
