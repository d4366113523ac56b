"""Plots of data, training and results, written to files.

Each function writes a picture of 6 x 4.5 inches, as PNG, SVG or PDF by the
file's ending, and needs no display.  What it returns is read back from the
picture.  Needs matplotlib, which the rest of the package does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .activations import softmax
from .arguments import checked
from .drawn import (
    drawn_bar,
    drawn_counts,
    drawn_curves,
    drawn_legend,
    drawn_map,
    drawn_marks,
    drawn_points,
    drawn_regions,
    drawn_scales,
    drawn_words,
)
from .network import Network, predict_labels
from .pictures import (
    EDGE,
    LINES,
    PathLike,
    add_legend,
    colour,
    draw_samples,
    draw_trials,
    edges,
    new_picture,
    region_colours,
    save_picture,
    set_log_axis,
    shades,
)
from .refusals import Matrix, refuse, shape_text
from .search_space import Space
from .tuning import Search

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GRID = 200  # points a side of a decision boundary's map
LARGEST_SCORE = 5.0  # of the map of softmax
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)  # of its lines of equal probability
LOG_RATIO = 100  # of the largest and smallest loss, from which logs help


@checked
def plot_data(
    X: Matrix, labels: np.ndarray, file: PathLike
) -> tuple[Matrix, np.ndarray, np.ndarray, list[str]]:
    """Plot samples of two features, a colour and a mark for each class."""
    figure, axes = new_picture("plot_data", "Samples by class", "x1", "x2")
    draw_samples(axes, X, labels)
    save_picture(figure, file)
    return *drawn_marks(axes.collections), drawn_words(axes)


@checked
def plot_losses(
    losses: Matrix, names: Sequence[str], file: PathLike
) -> tuple[Matrix, Matrix, list[str], list[str]]:
    """Plot losses against steps, to compare rates, widths or optimizers.

    The scale is logarithmic where all losses are above 0 and the largest is
    more than 100 times the smallest.
    """
    figure, axes = new_picture(
        "plot_losses", "Loss of training", "step", "loss"
    )
    for number, name in enumerate(names):
        axes.plot(
            losses[:, number],
            color=colour(number),
            linestyle=LINES[number % len(LINES)],
            label=name,
        )
    if 0 < LOG_RATIO * losses.min() < losses.max():
        axes.set(yscale="log", ylabel="loss (log scale)")
    axes.grid(alpha=0.3)
    add_legend(axes)
    save_picture(figure, file)
    words = drawn_words(axes, *drawn_legend(axes))
    return *drawn_curves(axes.lines), drawn_scales(axes), words


@checked
def plot_decision_boundary(
    X: Matrix,
    labels: np.ndarray,
    parameters: dict[str, Matrix],
    network: Network,
    file: PathLike,
) -> tuple[
    np.ndarray, np.ndarray, Matrix, Matrix, np.ndarray, np.ndarray, list[str]
]:
    """Plot the class that a network gives to each point, below the samples.

    Source: Ganesh, "Deep Learning from first principles", part 3.
    """
    if network.layer_sizes[0] != 2:
        expected = f"{network.layer_sizes[0]:.6g} x {X.shape[1]}"
        refuse("plot_decision_boundary", "X", expected, shape_text(X.shape))
    x1, x2 = (_side(feature) for feature in X)  # each GRID
    points = np.stack([side.ravel() for side in np.meshgrid(x1, x2)])
    predicted = predict_labels(points, parameters, network)  # GRID^2
    figure, axes = new_picture(
        "plot_decision_boundary", "Decision boundary", "x1", "x2"
    )
    image = axes.imshow(
        region_colours(predicted).reshape(GRID, GRID, 3),
        origin="lower",
        extent=edges(x1, x2),
        aspect="auto",
    )
    draw_samples(axes, X, labels)
    axes.set(xlim=(x1[0], x1[-1]), ylim=(x2[0], x2[-1]))
    save_picture(figure, file)
    marks = drawn_marks(axes.collections)
    return *drawn_regions(image), *marks, drawn_words(axes)


@checked
def plot_softmax_surface(
    file: PathLike,
) -> tuple[np.ndarray, np.ndarray, Matrix, np.ndarray, list[str]]:
    """Plot P(t = 1), softmax's first output, over two scores.

    P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
    probability: it depends on z1 - z2 alone.

    Source: Roelants, "How to implement a neural network, Intermezzo 2".
    """
    z = np.linspace(-LARGEST_SCORE, LARGEST_SCORE, GRID)
    Z = np.stack([side.ravel() for side in np.meshgrid(z, z)])  # 2 x GRID^2
    P = softmax(Z)[0].reshape(GRID, GRID)
    figure, axes = new_picture(
        "plot_softmax_surface", "Softmax of two scores", "z1", "z2"
    )
    image = axes.imshow(P, cmap="viridis", origin="lower", extent=edges(z, z))
    image.set_clim(0, 1)
    lines = axes.contour(z, z, P, LEVELS, colors="white", linewidths=0.8)
    figure.colorbar(image, label="P(t = 1)", ticks=[0.0, *LEVELS, 1.0])
    axes.set(xlim=(z[0], z[-1]), ylim=(z[0], z[-1]))
    save_picture(figure, file)
    words = drawn_words(axes, drawn_bar(image))
    return *drawn_map(image), np.array(lines.levels), words


@checked
def plot_confusion_matrix(
    counts: Matrix, file: PathLike
) -> tuple[Matrix, Matrix, list[str]]:
    """Plot a confusion matrix: its counts, and in colour their shares.

    A share is that of a count in its row, so that large classes do not
    outshine small ones.
    """
    n_classes = len(counts)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axes = new_picture(
        "plot_confusion_matrix",
        "Confusion matrix",
        "predicted class",
        "true class",
    )
    image = axes.imshow(shares, cmap=shades(), vmin=0, vmax=1)
    for row, column in np.ndindex(counts.shape):
        text_colour = "white" if shares[row, column] > 0.5 else "black"
        text = f"{counts[row, column]:.0f}"
        axes.text(
            column, row, text, color=text_colour, ha="center", va="center"
        )
    axes.set(xticks=range(n_classes), yticks=range(n_classes))
    figure.colorbar(image, label="share of the true class")
    save_picture(figure, file)
    _, _, drawn_shares = drawn_map(image)
    words = drawn_words(axes, drawn_bar(image))
    return drawn_counts(axes, n_classes), drawn_shares, words


@checked
def plot_roc(
    false_positive_rates: np.ndarray,
    true_positive_rates: np.ndarray,
    file: PathLike,
) -> tuple[np.ndarray, np.ndarray, Matrix, list[str]]:
    """Plot the receiver operating characteristic beside that of chance.

    Source: Fawcett (2006), "An introduction to ROC analysis".
    """
    figure, axes = _new_curve(
        "plot_roc",
        "ROC curve",
        ("false positive rate", false_positive_rates),
        ("true positive rate", true_positive_rates),
    )
    axes.plot([0, 1], [0, 1], color=EDGE, linestyle="dashed", label="chance")
    add_legend(axes)
    save_picture(figure, file)
    (x, y), chance = map(drawn_points, axes.lines)
    words = drawn_words(axes, *drawn_legend(axes))
    return x, y, chance, words


@checked
def plot_precision_recall(
    recall: np.ndarray, precision: np.ndarray, file: PathLike
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Plot precision against recall.

    Source: Davis and Goadrich (2006), "The relationship between
    precision-recall and ROC curves".
    """
    figure, axes = _new_curve(
        "plot_precision_recall",
        "Precision-recall curve",
        ("recall", recall),
        ("precision", precision),
    )
    save_picture(figure, file)
    x, y = drawn_points(axes.lines[0])
    return x, y, drawn_words(axes)


@checked
def plot_trials(
    search: Search, space: Space, name: str, file: PathLike
) -> tuple[
    np.ndarray, np.ndarray, np.ndarray, np.ndarray, list[str], list[str]
]:
    """Plot the scores of a search's trials against one hyper-parameter.

    Each round has its colour and mark; the winner has a ring.  The axis is
    logarithmic on a log scale, and shows 1 - value on a log_one_minus
    scale.  Trials without a score are left out.

    Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
    optimization".
    """
    if name not in search.trials:
        refuse("plot_trials", "search.trials", name, "none")
    title, scale = "Trials of a random search", space[name]["scale"]
    on_log = {"log": f"{name} (log scale)", "log_one_minus": f"1 - {name}"}
    figure, axes = new_picture(
        "plot_trials",
        title,
        on_log.get(scale, name),
        "score on validation data",
    )
    values = search.trials[name]  # n_trials
    if scale == "log_one_minus":
        values = 1.0 - values
    if scale == "choice":
        choices = list(space[name]["choices"])
        values = np.array(
            [choices.index(value) for value in np.ravel(values).tolist()]
        )
        axes.set_xticks(range(len(choices)), choices)
    if scale in on_log:
        set_log_axis(axes)
    draw_trials(axes, values, search.rounds, search.scores, search.score)
    save_picture(figure, file)
    *rounds, winner = axes.collections
    (x, y), numbers, _ = drawn_marks(rounds)
    ticks = axes.get_xticklabels() if scale == "choice" else []
    words = drawn_words(axes, *(tick.get_text() for tick in ticks))
    ring = np.ravel(winner.get_offsets())
    return x, y, numbers, ring, drawn_scales(axes), words


def _side(feature: np.ndarray) -> np.ndarray:
    """Points from end to end of a feature, and a twentieth beyond."""
    margin = 0.05 * np.ptp(feature) or 0.5
    return np.linspace(feature.min() - margin, feature.max() + margin, GRID)


def _new_curve(
    function: str,
    title: str,
    x: tuple[str, np.ndarray],
    y: tuple[str, np.ndarray],
) -> tuple[Figure, Axes]:
    """Start a picture of a curve; each axis has its words and points."""
    figure, axes = new_picture(function, title, x[0], y[0])
    axes.plot(x[1], y[1], color=colour(0), label="classifier")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    axes.grid(alpha=0.3)
    return figure, axes
