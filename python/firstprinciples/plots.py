"""Plots of data, training and results, written to files.

Each function writes a picture of 6 x 4.5 inches, as PNG, SVG or PDF by the
file's ending, and needs no display.  Needs matplotlib, which the rest of
the package does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .activations import softmax
from .checks import (
    Matrix,
    check_choice,
    check_entries,
    check_labels,
    check_list,
    check_matrix,
    check_shape,
    check_text,
    describe,
    refuse,
)
from .network import Network, check_network, predict_labels
from .network_checks import check_inputs
from .pictures import (
    COLOURS,
    EDGE,
    LINES,
    PathLike,
    add_legend,
    check_file,
    check_rates,
    check_samples,
    colour,
    draw_samples,
    draw_trials,
    new_picture,
    region_colours,
    save_picture,
    set_log_axis,
)
from .search_space import Space, check_space
from .tuning import Search

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap
    from matplotlib.figure import Figure


GRID = 200  # points a side of a decision boundary's map
LARGEST_SCORE = 5.0  # of the map of softmax
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)  # of its lines of equal probability
LOG_RATIO = 100  # of the largest and smallest loss, from which logs help


def plot_data(X: Matrix, labels: np.ndarray, file: PathLike) -> PathLike:
    """Plot samples of two features, a colour and a mark for each class.

    Parameters
    ----------
    X : ndarray, shape (2, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    file : path
        Ends in .png, .svg or .pdf; its folder exists.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If the shapes do not fit, a value is not finite, a label is not a
        whole number of at least 0, or the file can not be written.
    ImportError
        If matplotlib is missing.
    """
    function = "plot_data"
    check_samples(function, X, labels)
    check_file(function, file)
    figure, axes = new_picture(function, "Samples by class", "x1", "x2")
    draw_samples(axes, X, labels)
    return save_picture(figure, file)


def plot_losses(
    losses: Matrix, names: Sequence[str], file: PathLike
) -> PathLike:
    """Plot losses against steps, to compare rates, widths or optimizers.

    The scale is logarithmic where all losses are above 0 and the largest is
    more than 100 times the smallest.

    Parameters
    ----------
    losses : ndarray, shape (n_steps, n_curves)
        Losses of one training run a column: those that `train` gives, in
        np.column_stack.
    names : sequence of str
        One a curve, n_curves of them.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If `losses` is not a finite matrix, there are not as many names as
        curves, or the file can not be written.
    ImportError
        If matplotlib is missing.
    """
    function = "plot_losses"
    _check_losses(function, losses, names)
    check_file(function, file)
    figure, axes = new_picture(function, "Loss of training", "step", "loss")
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
    return save_picture(figure, file)


def plot_decision_boundary(
    X: Matrix,
    labels: np.ndarray,
    parameters: dict[str, Matrix],
    network: Network,
    file: PathLike,
) -> PathLike:
    """Plot the class that a network gives to each point, below the samples.

    Parameters
    ----------
    X : ndarray, shape (2, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    network : Network
        From `new_network`, with two features.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        As from `plot_data`, and if the parameters do not fit the network.
    ImportError
        If matplotlib is missing.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 3.
    """
    function = "plot_decision_boundary"
    check_samples(function, X, labels)
    check_network(function, network)
    check_labels(function, "labels", labels, network.n_classes)
    check_inputs(function, X, parameters, network)
    check_file(function, file)
    x1, x2 = (_side(feature) for feature in X)  # each GRID
    points = np.stack([side.ravel() for side in np.meshgrid(x1, x2)])
    predicted = predict_labels(points, parameters, network)  # GRID^2
    figure, axes = new_picture(function, "Decision boundary", "x1", "x2")
    axes.imshow(
        region_colours(predicted).reshape(GRID, GRID, 3),
        origin="lower",
        extent=(x1[0], x1[-1], x2[0], x2[-1]),
        aspect="auto",
    )
    draw_samples(axes, X, labels)
    return save_picture(figure, file)


def plot_softmax_surface(file: PathLike) -> PathLike:
    """Plot P(t = 1), softmax's first output, over two scores.

    P(t = 1) = exp(z1) / (exp(z1) + exp(z2)), as a map with lines of equal
    probability: it depends on z1 - z2 alone.

    Parameters
    ----------
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If the file can not be written.
    ImportError
        If matplotlib is missing.

    References
    ----------
    Roelants, "How to implement a neural network, Intermezzo 2".
    """
    function = "plot_softmax_surface"
    check_file(function, file)
    z = np.linspace(-LARGEST_SCORE, LARGEST_SCORE, GRID)
    Z = np.stack([side.ravel() for side in np.meshgrid(z, z)])  # 2 x GRID^2
    P = softmax(Z)[0].reshape(GRID, GRID)
    figure, axes = new_picture(function, "Softmax of two scores", "z1", "z2")
    ends = (z[0], z[-1], z[0], z[-1])
    image = axes.imshow(P, cmap="viridis", origin="lower", extent=ends)
    image.set_clim(0, 1)
    axes.contour(z, z, P, LEVELS, colors="white", linewidths=0.8)
    figure.colorbar(image, label="P(t = 1)", ticks=[0.0, *LEVELS, 1.0])
    return save_picture(figure, file)


def plot_confusion_matrix(counts: Matrix, file: PathLike) -> PathLike:
    """Plot a confusion matrix: its counts, and in colour their shares.

    A share is that of a count in its row, so that large classes do not
    outshine small ones.

    Parameters
    ----------
    counts : ndarray, shape (n_classes, n_classes)
        True classes in rows, from `confusion_matrix`.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If `counts` is not square or has an entry that is not a whole number
        of at least 0, or the file can not be written.
    ImportError
        If matplotlib is missing.
    """
    function = "plot_confusion_matrix"
    check_matrix(function, "counts", counts)
    n_classes = len(counts)
    check_shape(function, "counts", counts, n_classes, n_classes)
    check_labels(function, "counts", counts.ravel())
    check_file(function, file)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axes = new_picture(
        function, "Confusion matrix", "predicted class", "true class"
    )
    image = axes.imshow(shares, cmap=_shades(), vmin=0, vmax=1)
    for row, column in np.ndindex(counts.shape):
        text_colour = "white" if shares[row, column] > 0.5 else "black"
        text = f"{counts[row, column]:.0f}"
        axes.text(
            column, row, text, color=text_colour, ha="center", va="center"
        )
    axes.set(xticks=range(n_classes), yticks=range(n_classes))
    figure.colorbar(image, label="share of the true class")
    return save_picture(figure, file)


def plot_roc(
    false_positive_rates: np.ndarray,
    true_positive_rates: np.ndarray,
    file: PathLike,
) -> PathLike:
    """Plot the receiver operating characteristic beside that of chance.

    Parameters
    ----------
    false_positive_rates, true_positive_rates : ndarray, shape (n_rates,)
        One point of the curve each, in the curve's order.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If a rate is not from 0 to 1, there are not as many of one as of the
        other, or the file can not be written.
    ImportError
        If matplotlib is missing.

    References
    ----------
    Fawcett (2006), "An introduction to ROC analysis".
    """
    figure, axes = _new_curve(
        "plot_roc",
        "ROC curve",
        _Rates(
            "false_positive_rates", "false positive rate", false_positive_rates
        ),
        _Rates(
            "true_positive_rates", "true positive rate", true_positive_rates
        ),
        file,
    )
    axes.plot([0, 1], [0, 1], color=EDGE, linestyle="dashed", label="chance")
    add_legend(axes)
    return save_picture(figure, file)


def plot_precision_recall(
    recall: np.ndarray, precision: np.ndarray, file: PathLike
) -> PathLike:
    """Plot precision against recall.

    Parameters
    ----------
    recall, precision : ndarray, shape (n_rates,)
        One point of the curve each, in the curve's order.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        As from `plot_roc`.
    ImportError
        If matplotlib is missing.

    References
    ----------
    Davis and Goadrich (2006), "The relationship between precision-recall
    and ROC curves".
    """
    figure, _ = _new_curve(
        "plot_precision_recall",
        "Precision-recall curve",
        _Rates("recall", "recall", recall),
        _Rates("precision", "precision", precision),
        file,
    )
    return save_picture(figure, file)


def plot_trials(
    search: Search, space: Space, name: str, file: PathLike
) -> PathLike:
    """Plot the scores of a search's trials against one hyper-parameter.

    Each round has its colour and mark; the winner has a ring.  The axis is
    logarithmic on a log scale, and shows 1 - value on a log_one_minus
    scale.  Trials without a score are left out.

    Parameters
    ----------
    search : Search
        From `random_search`.
    space : mapping of mapping
        That was searched.
    name : str
        Of the hyper-parameter.
    file : path
        As for `plot_data`.

    Returns
    -------
    path
        `file`.

    Raises
    ------
    ValueError
        If the space is none, the search has no such hyper-parameter, or the
        file can not be written.
    ImportError
        If matplotlib is missing.

    References
    ----------
    Bergstra and Bengio (2012), "Random search for hyper-parameter
    optimization".
    """
    function = "plot_trials"
    check_space(function, space)
    check_choice(function, "name", name, list(space))
    if not isinstance(search, Search):
        expected = "a search of random_search"
        refuse(function, "search", expected, describe(search))
    check_entries(function, "search.trials", search.trials, [name])
    check_file(function, file)
    title, scale = "Trials of a random search", space[name]["scale"]
    on_log = {"log": f"{name} (log scale)", "log_one_minus": f"1 - {name}"}
    figure, axes = new_picture(
        function, title, on_log.get(scale, name), "score on validation data"
    )
    values = search.trials[name]  # n_trials
    if scale == "log_one_minus":
        values = 1.0 - values
    if scale == "choice":
        choices = list(space[name]["choices"])
        values = np.array([choices.index(value) for value in values.tolist()])
        axes.set_xticks(range(len(choices)), choices)
    if scale in on_log:
        set_log_axis(axes)
    draw_trials(axes, values, search.rounds, search.scores, search.score)
    return save_picture(figure, file)


def _side(feature: np.ndarray) -> np.ndarray:
    """Points from end to end of a feature, and a twentieth beyond."""
    margin = 0.05 * np.ptp(feature) or 0.5
    return np.linspace(feature.min() - margin, feature.max() + margin, GRID)


class _Rates(NamedTuple):
    """One axis of a curve of rates: its argument, its words, its points."""

    name: str
    label: str
    values: np.ndarray  # n_rates


def _new_curve(
    function: str, title: str, x: _Rates, y: _Rates, file: PathLike
) -> tuple[Figure, Axes]:
    """Check two vectors of rates and start a picture of their curve."""
    check_rates(function, x.name, x.values)
    check_rates(function, y.name, y.values, x.values.size)
    check_file(function, file)
    figure, axes = new_picture(function, title, x.label, y.label)
    axes.plot(x.values, y.values, color=colour(0), label="classifier")
    axes.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal")
    axes.grid(alpha=0.3)
    return figure, axes


def _shades() -> Colormap:
    """From white to the first colour."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", ["white", COLOURS[0]])


def _check_losses(function: str, losses: Matrix, names: Sequence[str]) -> None:
    check_matrix(function, "losses", losses)
    check_list(function, "names", names, "words")
    for name in names:
        check_text(function, "names", name)
    n_curves = losses.shape[1]
    if len(names) != n_curves:
        refuse(function, "names", f"{n_curves} names", f"{len(names)}")
