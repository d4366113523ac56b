"""What a plot hands out is what stands in its picture."""

from pathlib import Path

import numpy as np
import pytest
from helpers import problem
from matplotlib.figure import Figure

from firstprinciples import (
    Search,
    new_optimizer,
    plot_confusion_matrix,
    plot_data,
    plot_decision_boundary,
    plot_losses,
    plot_precision_recall,
    plot_roc,
    plot_softmax_surface,
    plot_trials,
    predict_labels,
    softmax,
)
from firstprinciples.drawn import (
    drawn_counts,
    drawn_map,
    drawn_marks,
    drawn_regions,
)
from firstprinciples.pictures import region_colours

X, _, PARAMETERS, NETWORK = problem((2, 4, 3), "tanh")
LABELS = np.array([2.0, 0.0, 1.0, 1.0, 8.0, 2.0, 0.0])
BY_CLASS = [1, 6, 2, 3, 0, 5, 4]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "picture.png"


def test_data_are_read_class_by_class(file: Path) -> None:
    points, classes, colours, words = plot_data(X, LABELS, file)
    np.testing.assert_array_equal(points, X[:, BY_CLASS])
    np.testing.assert_array_equal(classes, LABELS[BY_CLASS])
    np.testing.assert_array_equal(colours, LABELS[BY_CLASS] % 7)
    assert words == ["Samples by class", "x1", "x2"]


def test_losses_are_read_curve_by_curve(file: Path) -> None:
    losses = np.array([[1.1, 1.2], [0.5, 0.9], [0.1, 0.001]])
    steps, curves, scales, words = plot_losses(losses, ["a", "b"], file)
    np.testing.assert_array_equal(steps, [[0, 0], [1, 1], [2, 2]])
    np.testing.assert_array_equal(curves, losses)
    assert scales == ["linear", "log"]
    assert words[2:] == ["loss (log scale)", "a", "b"]


def test_regions_are_the_classes_of_the_points_on_the_map(file: Path) -> None:
    labels = LABELS % 3
    x1, x2, regions, points, *_ = plot_decision_boundary(
        X, labels, PARAMETERS, NETWORK, file
    )
    for row, column in [(0, 0), (20, 130), (150, 40), (199, 199)]:
        point = np.array([[x1[column]], [x2[row]]])
        label = predict_labels(point, PARAMETERS, NETWORK)
        assert regions[row, column] == label
    assert len(np.unique(regions)) > 1
    assert x1[0] < X[0].min() < X[0].max() < x1[-1]
    assert sorted(points[0]) == sorted(X[0])


def test_the_surface_is_softmax(file: Path) -> None:
    z1, z2, P, levels, words = plot_softmax_surface(file)
    points = np.array([z1[[0, 70]], z2[[5, 190]]])
    np.testing.assert_allclose(
        P[[5, 190], [0, 70]], softmax(points)[0], rtol=1e-14
    )
    assert levels.tolist() == [0.1, 0.25, 0.5, 0.75, 0.9]
    assert words[3] == "P(t = 1)"


def test_counts_and_shares_keep_their_row_and_column(file: Path) -> None:
    counts = np.array([[8.0, 1.0, 3.0], [0.0, 0.0, 0.0], [2.0, 0.0, 700.0]])
    cells, shares, words = plot_confusion_matrix(counts, file)
    np.testing.assert_array_equal(cells, counts)
    np.testing.assert_array_equal(shares[0], counts[0] / 12)
    np.testing.assert_array_equal(shares[1], 0)
    assert words[1:3] == ["predicted class", "true class"]


def test_curves_of_a_classifier_keep_their_axes(file: Path) -> None:
    x, y = np.array([0.0, 0.1, 1.0]), np.array([0.3, 0.7, 1.0])
    found = plot_roc(x, y, file)
    np.testing.assert_array_equal(found[:2], (x, y))
    np.testing.assert_array_equal(found[2], [[0, 1], [0, 1]])
    assert found[3][3:] == ["classifier", "chance"]
    found = plot_precision_recall(x, y, file)
    np.testing.assert_array_equal(found[:2], (x, y))


def test_trials_without_a_score_are_not_there(file: Path) -> None:
    space = {"optimizer": {"scale": "choice", "choices": ["momentum", "adam"]}}
    search = Search(
        {"optimizer": np.array(["adam", "momentum", "adam", "adam"])},
        np.array([1, 0, 1, 0]),
        np.array([0.5, np.nan, 0.2, 0.3]),
        {},
        0.2,
        NETWORK,
        new_optimizer("adam", 0.1),
        PARAMETERS,
    )
    found = plot_trials(search, space, "optimizer", file)
    x, y, marked, ring, scales, words = found
    assert scales == ["linear", "linear"]
    assert (x.tolist(), y.tolist()) == ([1, 1, 1], [0.3, 0.5, 0.2])
    assert marked.tolist() == [0, 1, 1]
    assert ring.tolist() == [1, 0.2]
    assert words[3:] == ["momentum", "adam"]


def test_a_map_upside_down_is_read_upside_down() -> None:
    axes = Figure().subplots()
    values = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    extent = (0.0, 6.0, 10.0, 14.0)
    for origin, wanted in (("lower", values), ("upper", values[::-1])):
        image = axes.imshow(values, origin=origin, extent=extent)
        x, y, found = drawn_map(image)
        assert (x.tolist(), y.tolist()) == ([1, 3, 5], [11, 13])
        np.testing.assert_array_equal(found, wanted)


def test_a_colour_that_is_none_of_ours_has_no_number() -> None:
    axes = Figure().subplots()
    colours = region_colours(np.array([[0, 5], [6, 7]]))
    image = axes.imshow(colours)
    assert drawn_regions(image)[2].tolist() == [[0, 5], [6, 0]]
    image = axes.imshow(np.full((2, 2, 3), 0.5))
    assert (drawn_regions(image)[2] == -1).all()
    marks = axes.scatter([1, 2], [3, 4], color="#123456", label="class 3")
    assert drawn_marks([marks]).colours.tolist() == [-1, -1]
    assert drawn_marks([marks]).groups.tolist() == [3, 3]


def test_a_count_that_is_missing_is_no_number() -> None:
    axes = Figure().subplots()
    axes.text(1, 0, "7")
    found = drawn_counts(axes, 2)
    np.testing.assert_array_equal(found, [[np.nan, 7], [np.nan, np.nan]])
