import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers import (
    BAD_LABELS,
    BAD_MATRICES,
    assert_close,
    problem,
    refusal,
)
from matplotlib.figure import Figure
from matplotlib.image import imread

import firstprinciples
from firstprinciples import (
    Search,
    new_optimizer,
    pictures,
    plot_confusion_matrix,
    plot_data,
    plot_decision_boundary,
    plot_losses,
    plot_precision_recall,
    plot_roc,
    plot_softmax_surface,
    plot_trials,
    plots,
    tuning_trials,
)

X, LABELS, PARAMETERS, NETWORK = problem((2, 4, 3), "tanh")
LOSSES = np.array([[1.1, 1.2], [0.5, 0.9], [0.1, 0.001]])
COUNTS = np.array([[8.0, 1.0, 0.0], [0.0, 0.0, 0.0], [2.0, 0.0, 7.0]])
RATES = np.array([0.0, 0.1, 0.5, 1.0])
SPACE = {
    "learning_rate": {"scale": "log", "low": 0.01, "high": 1.0},
    "beta1": {"scale": "log_one_minus", "low": 0.5, "high": 0.99},
    "optimizer": {"scale": "choice", "choices": ["momentum", "adam"]},
}
SEARCH = Search(
    tuning_trials(SPACE, 4, 0, 0),
    np.array([0, 0, 1, 1]),
    np.array([0.5, np.nan, 0.2, 0.3]),
    {},
    0.2,
    NETWORK,
    new_optimizer("adam", 0.1),
    PARAMETERS,
)
PLOTS: dict[Callable, tuple] = {
    plot_data: (X, LABELS),
    plot_losses: (LOSSES, ["rate 0.5", "rate 1"]),
    plot_decision_boundary: (X, LABELS, PARAMETERS, NETWORK),
    plot_softmax_surface: (),
    plot_confusion_matrix: (COUNTS,),
    plot_roc: (RATES, np.sqrt(RATES)),
    plot_precision_recall: (RATES, 1 - RATES / 2),
    plot_trials: (SEARCH, SPACE, "learning_rate"),
}
each_plot = pytest.mark.parametrize(
    "plot", PLOTS, ids=[plot.__name__ for plot in PLOTS]
)


def _pixels(file: Path) -> np.ndarray:
    """Red, green, blue and opacity, each from 0 to 255."""
    return np.round(255 * imread(file)).astype(np.uint8)


@each_plot
def test_a_png_of_many_colours_is_written(
    plot: Callable, tmp_path: Path
) -> None:
    file = tmp_path / "picture.png"
    plot(*PLOTS[plot], file)
    assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    pixels = _pixels(file)
    assert pixels.shape == (675, 900, 4)
    assert len(np.unique(pixels.view(np.uint32))) > 10


@pytest.mark.parametrize(
    ("ending", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_the_ending_chooses_the_format(
    ending: str, start: bytes, tmp_path: Path
) -> None:
    file = f"{tmp_path}/picture.{ending}"
    plot_data(X, LABELS, file)
    assert Path(file).read_bytes().startswith(start)


@pytest.mark.parametrize("name", SPACE)
def test_trials_are_drawn_on_every_scale(name: str, tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    plot_trials(SEARCH, SPACE, name, file)
    assert len(np.unique(_pixels(file).view(np.uint32))) > 10


def test_a_hyper_parameter_that_was_not_searched_is_refused() -> None:
    assert refusal(plot_trials, SEARCH, SPACE, "rate", "a.png") == (
        "plot_trials: name: expected one of learning_rate, beta1, optimizer, "
        "got rate"
    )


def test_a_boundary_shows_the_predicted_class(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    zeros = {name: np.zeros_like(p) for name, p in PARAMETERS.items()}
    for label, pale in enumerate([(166, 206, 229), (246, 222, 166)]):
        bias = 1.0 * (np.arange(3)[:, None] == label)
        plot_decision_boundary(X, LABELS, {**zeros, "b2": bias}, NETWORK, file)
        near = abs(_pixels(file)[..., :3] - np.array(pale)) <= 1
        share = near.all(axis=2).mean()
        assert share > 0.5


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Figure]:
    """Draw a plot and give its figure, of which the file shows a copy."""
    figures: list[Figure] = []
    monkeypatch.setattr(
        plots, "save_picture", lambda figure, file: figures.append(figure)
    )

    def draw(plot: Callable, *arguments: Any) -> Figure:
        plot(*arguments, "picture.png")
        return figures.pop()

    return draw


def test_a_map_fills_its_axes(drawn: Callable[..., Figure]) -> None:
    boundary = drawn(plot_decision_boundary, X, LABELS, PARAMETERS, NETWORK)
    for feature, limits in zip(
        X,
        (boundary.axes[0].get_xlim(), boundary.axes[0].get_ylim()),
        strict=True,
    ):
        margin = 0.05 * np.ptp(feature)
        ends = feature.min() - margin, feature.max() + margin
        assert_close(np.array(limits), np.array(ends), tolerance=1e-12)
    surface = drawn(plot_softmax_surface)
    axes, bar = surface.axes
    assert axes.get_xlim() == axes.get_ylim() == (-5, 5)
    assert axes.images[0].get_clim() == (0, 1)
    assert bar.get_yticks().tolist() == [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]


def test_a_confusion_matrix_has_a_tick_for_each_class(
    drawn: Callable[..., Figure],
) -> None:
    axes = drawn(plot_confusion_matrix, COUNTS).axes[0]
    assert axes.get_xticks().tolist() == axes.get_yticks().tolist() == [0, 1, 2]
    assert axes.images[0].get_clim() == (0, 1)


def test_a_count_is_written_white_on_more_than_half_its_row(
    drawn: Callable[..., Figure],
) -> None:
    counts = np.array([[1.0, 0.0, 0.0], [1.0, 2.0, 1.0], [1.0, 3.0, 0.0]])
    axes = drawn(plot_confusion_matrix, counts).axes[0]
    colours = np.array([t.get_color() for t in axes.texts]).reshape(3, 3)
    is_white = [[True, False, False], [False] * 3, [False, True, False]]
    assert (colours == "white").tolist() == is_white
    shares = plot_confusion_matrix(counts, "picture.png")[1]
    assert shares[0].tolist() == [1, 0, 0]


def test_a_feature_of_one_value_has_half_a_unit_on_each_side(
    drawn: Callable[..., Figure],
) -> None:
    one = np.ones((2, 1)), np.zeros(1), PARAMETERS, NETWORK
    axes = drawn(plot_decision_boundary, *one).axes[0]
    assert axes.get_xlim() == axes.get_ylim() == (0.5, 1.5)


def test_a_curve_stands_within_narrow_margins(
    drawn: Callable[..., Figure],
) -> None:
    axes = drawn(plot_roc, RATES, np.sqrt(RATES)).axes[0]
    assert axes.get_xlim() == axes.get_ylim() == (-0.02, 1.02)
    assert axes.lines[0].get_color() == pictures.colour(0)


def test_each_curve_of_losses_has_a_line_of_its_own(
    drawn: Callable[..., Figure],
) -> None:
    axes = drawn(plot_losses, LOSSES, ["rate 0.5", "rate 1"]).axes[0]
    styles = [line.get_linestyle() for line in axes.lines]
    assert len(set(styles)) == 2


@pytest.mark.parametrize(
    ("largest", "scale"), [(100, "linear"), (100.5, "log")]
)
def test_the_scale_is_logarithmic_above_a_ratio_of_100(
    drawn: Callable[..., Figure], largest: float, scale: str
) -> None:
    losses = np.array([[largest], [1.0]])
    assert drawn(plot_losses, losses, ["one"]).axes[0].get_yscale() == scale


def test_one_sample_and_one_step_are_enough(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    one, label = np.ones((2, 1)), np.zeros(1)
    plot_decision_boundary(one, label, PARAMETERS, NETWORK, file)
    plot_losses(np.ones((1, 1)), ["one"], file)
    plot_losses(np.zeros((2, 1)), ["zero"], file)
    plot_confusion_matrix(np.zeros((1, 1)), file)


def test_pyplot_is_left_alone(tmp_path: Path) -> None:
    script = f"""
import sys
import firstprinciples
assert "matplotlib" not in sys.modules
firstprinciples.plot_softmax_surface({str(tmp_path / "picture.png")!r})
assert "matplotlib" in sys.modules
assert "matplotlib.pyplot" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_missing_matplotlib_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    words = "^plot_softmax_surface: needs matplotlib; type: pip install"
    with pytest.raises(ImportError, match=words):
        plot_softmax_surface(tmp_path / "picture.png")


@each_plot
def test_bad_files_are_refused(plot: Callable, tmp_path: Path) -> None:
    absent = str(tmp_path / "absent")
    ending = "a name that ends in .png, .svg or .pdf"
    for file, expected, got in (
        (3, "a path", "3"),
        ("picture.gif", ending, "picture.gif"),
        ("picture", ending, "picture"),
        (f"{absent}/picture.png", "a folder that exists", absent),
    ):
        found = refusal(plot, *PLOTS[plot], file)
        assert found == (
            f"{plot.__name__}: file: expected {expected}, got {got}"
        )


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_what_is_no_matrix_is_refused(value: object, words: str) -> None:
    for plot, rest, name in (
        (plot_data, (LABELS,), "X"),
        (plot_decision_boundary, (LABELS, PARAMETERS, NETWORK), "X"),
        (plot_losses, (["one"],), "losses"),
        (plot_confusion_matrix, (), "counts"),
    ):
        found = refusal(plot, value, *rest, "picture.png")
        assert found == f"{plot.__name__}: {name}: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_what_is_no_vector_of_labels_is_refused(
    value: object, words: str
) -> None:
    found = refusal(plot_data, X, value, "picture.png")
    assert found == f"plot_data: labels: {words}"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((X[:1], LABELS), "X: expected 2 x 7, got 1 x 7"),
        ((X, LABELS[:3]), "labels: expected 7 labels, got 3"),
        ((X, LABELS - 1), "labels: expected whole numbers of at least 0, "),
    ],
)
def test_samples_that_do_not_fit_are_refused(
    arguments: tuple, words: str
) -> None:
    found = refusal(plot_data, *arguments, "picture.png")
    assert found.startswith(f"plot_data: {words}")
    found = refusal(
        plot_decision_boundary, *arguments, PARAMETERS, NETWORK, "a.png"
    )
    assert found.startswith(f"plot_decision_boundary: {words}")


def test_a_network_of_three_features_has_no_boundary() -> None:
    other = problem((3, 4, 3), "tanh")
    found = refusal(
        plot_decision_boundary,
        *(X, LABELS, other.parameters, other.network, "picture.png"),
    )
    assert found == "plot_decision_boundary: X: expected 3 x 7, got 2 x 7"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("one", "expected a list of words, got one"),
        (["one"], "expected 2 names, got 1"),
        (["one", 2], "expected text, got 2"),
    ],
)
def test_names_that_do_not_fit_are_refused(names: object, words: str) -> None:
    found = refusal(plot_losses, LOSSES, names, "picture.png")
    assert found == f"plot_losses: names: {words}"


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (COUNTS[:2], "expected 2 x 2, got 2 x 3"),
        (COUNTS - 1, "expected whole numbers of at least 0, got -1"),
        (COUNTS / 2, "expected whole numbers of at least 0, got 0.5"),
    ],
)
def test_counts_that_are_none_are_refused(
    counts: np.ndarray, words: str
) -> None:
    found = refusal(plot_confusion_matrix, counts, "picture.png")
    assert found == f"plot_confusion_matrix: counts: {words}"


@pytest.mark.parametrize(
    ("plot", "first", "second"),
    [
        (plot_roc, "false_positive_rates", "true_positive_rates"),
        (plot_precision_recall, "recall", "precision"),
    ],
)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([0.0, 1.0], "expected a vector, got a list"),
        (np.eye(2), "expected a vector, got 2 x 2 numbers"),
        (np.array([]), "expected at least 1 value, got 0"),
        (np.array([0.0, 1.5]), "expected numbers from 0 to 1, got 1.5"),
        (np.array([np.nan]), "expected finite values, got NaN or Inf"),
    ],
)
def test_bad_rates_are_refused(
    plot: Callable, first: str, second: str, value: object, words: str
) -> None:
    function = plot.__name__
    found = refusal(plot, value, RATES, "picture.png")
    assert found == f"{function}: {first}: {words}"
    found = refusal(plot, RATES, value, "picture.png")
    assert found == f"{function}: {second}: {words}"
    found = refusal(plot, RATES, RATES[:3], "picture.png")
    assert found == f"{function}: {second}: expected 4 rates, got 3"


def test_every_plot_is_public() -> None:
    public = {n for n in firstprinciples.__all__ if n.startswith("plot_")}
    assert public == {plot.__name__ for plot in PLOTS}
