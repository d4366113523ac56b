"""Drawings of networks and of gradient descent, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from worked.descent import bowl, bowl_path, parabola, parabola_path

LARGEST = 5  # units of a layer that are drawn one by one
INK, PALE, BLUE, ORANGE = "#333333", "#8c8c8c", "#0072B2", "#E69F00"
GAP = "⋮"
# Equal text and identifiers each time; text stays text.
SETTINGS = {"svg.hashsalt": "course", "svg.fonttype": "none", "font.size": 9}


@dataclass(frozen=True)
class Network:
    """A network to draw.

    Attributes
    ----------
    sizes : sequence of int
        Inputs, units of each layer.
    titles : sequence of str
        What stands below each column.
    units : dict of (int, int) to str
        Words in a unit, by column and row.
    edges : dict of (int, int, int) to str
        Words on an edge: the column that it leaves, its row, the row it
        reaches.
    """

    sizes: Sequence[int]
    titles: Sequence[str]
    units: dict[tuple[int, int], str] = field(default_factory=dict)
    edges: dict[tuple[int, int, int], str] = field(default_factory=dict)


def network(file: Path, shown: Network) -> None:
    """Draw a network from its layer sizes; long columns get a gap."""
    fig = Figure(figsize=(1.7 * len(shown.sizes) + 0.6, 3))
    ax = fig.add_axes((0, 0, 1, 1))
    columns = [_rows(size) for size in shown.sizes]
    for column, (left, right) in enumerate(pairwise(columns)):
        for start, low in enumerate(left):
            for end, high in enumerate(right):
                if low is not None and high is not None:
                    words = shown.edges.get((column, start, end), "")
                    _edge(ax, (column, low), (column + 1, high), words)
    for column, rows in enumerate(columns):
        for row, height in enumerate(rows):
            if height is None:
                ax.text(column, 0, GAP, ha="center", va="center", size=16)
            else:
                words = shown.units.get((column, row), "")
                _unit(ax, column, height, words, is_input=column == 0)
        title = shown.titles[column]
        ax.text(column, -1.45, title, ha="center", va="top", color=INK)
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-1.8, 1.4))
    ax.axis("off")
    _save(fig, file)


def _rows(size: int) -> list[float | None]:
    """Heights of a column's units; None stands for those left out."""
    n_rows = min(size, LARGEST)
    heights: list[float | None] = [
        0.55 * ((n_rows - 1) / 2 - row) for row in range(n_rows)
    ]
    if size > LARGEST:
        heights[LARGEST // 2] = None
    return heights


def _edge(
    ax: Axes, start: tuple[float, float], end: tuple[float, float], words: str
) -> None:
    ax.plot(*zip(start, end, strict=True), color=PALE, lw=0.8, zorder=1)
    if words:
        x, y = (0.72 * a + 0.28 * b for a, b in zip(start, end, strict=True))
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.text(x, y, words, ha="center", va="center", size=8, bbox=box)


def _unit(ax: Axes, x: float, y: float, words: str, is_input: bool) -> None:
    colour = PALE if is_input else BLUE
    size = 900 if words else 260
    ax.scatter([x], [y], s=size, color="white", edgecolor=colour, lw=1.5)
    ax.text(x, y, words, ha="center", va="center", size=8, color=INK)


def descent(file: Path) -> None:
    """Draw descent on a parabola and on a bowl of two weights."""
    fig = Figure(figsize=(8, 3.2), layout="constrained")
    left, right = fig.subplots(1, 2)
    w = np.linspace(-4, 10, 200)
    left.plot(w, parabola(w), color=INK, lw=1)
    for rate, colour, mark in ((0.25, BLUE, "o"), (1.1, ORANGE, "^")):
        path = parabola_path(rate, 4)
        style = {"color": colour, "marker": mark, "lw": 1}
        left.plot(path, parabola(path), label=f"rate {rate}", **style)
    left.set(xlabel="w", ylabel="L", title="One weight", ylim=(-1, 50))
    left.legend(frameon=False)

    grid = np.meshgrid(np.linspace(-4.5, 4.5, 80), np.linspace(-2.5, 2.5, 80))
    right.contour(*grid, bowl(np.stack(grid)), levels=12, colors=PALE)
    for rate, colour, mark in ((0.1, BLUE, "o"), (0.2, ORANGE, "^")):
        path = bowl_path(rate, 15)
        style = {"color": colour, "marker": mark, "ms": 4, "lw": 1}
        right.plot(path[:, 0], path[:, 1], label=f"rate {rate}", **style)
    right.set(xlabel="w1", ylabel="w2", title="Two weights")
    right.legend(frameon=False)
    _save(fig, file)


def _save(fig: Figure, file: Path) -> None:
    with mpl.rc_context(SETTINGS):
        fig.savefig(file, metadata={"Date": None})


def by_hand(weights: Sequence[float], bias: float, inputs: int) -> Network:
    """One unit with its weights on the edges and its bias within."""
    names = {(0, row): f"x{row + 1}" for row in range(inputs)}
    edges = {(0, row, 0): f"{w:g}" for row, w in enumerate(weights)}
    units = {**names, (1, 0): f"{bias:g}"}
    return Network([inputs, 1], ["inputs", "unit"], units, edges)


XOR = Network(
    [2, 2, 1],
    ["inputs", "OR, NAND", "AND"],
    {
        (0, 0): "x1",
        (0, 1): "x2",
        (1, 0): "-0.5",
        (1, 1): "1.5",
        (2, 0): "-1.5",
    },
    {
        (0, 0, 0): "1",
        (0, 1, 0): "1",
        (0, 0, 1): "-1",
        (0, 1, 1): "-1",
        (1, 0, 0): "1",
        (1, 1, 0): "1",
    },
)
NETWORKS = {
    "gate-and": by_hand((1, 1), -1.5, 2),
    "gate-or": by_hand((1, 1), -0.5, 2),
    "gate-not": by_hand((-1,), 0.5, 1),
    "gate-xor": XOR,
    "logistic_regression": Network([30, 1], ["30 features", "sigmoid"]),
    "hidden_layer": Network([2, 12, 1], ["x", "12 tanh", "sigmoid"]),
    "deep_network": Network(
        [64, 15, 9, 7, 1],
        ["64 pixels", "15 relu", "9 relu", "7 relu", "sigmoid"],
    ),
    "softmax": Network([2, 3], ["x", "3 softmax"]),
    "softmax_network": Network([2, 100, 3], ["x", "100 relu", "3 softmax"]),
    "mini_batches": Network(
        [64, 15, 9, 10], ["64 pixels", "15 relu", "9 relu", "10 softmax"]
    ),
    "regularization": Network(
        [2, 40, 20, 1], ["x", "40 relu", "20 relu", "sigmoid"]
    ),
    "checking_and_tuning": Network([2, 4, 1], ["x", "4 tanh", "sigmoid"]),
}


def draw_all(folder: Path) -> None:
    """Write every drawing of the course."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shown in NETWORKS.items():
        network(folder / f"{name}.svg", shown)
    pictures: dict[str, Callable[[Path], None]] = {"descent": descent}
    for name, draw in pictures.items():
        draw(folder / f"{name}.svg")
