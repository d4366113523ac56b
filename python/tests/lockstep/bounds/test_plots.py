"""A region may be another only where two classes tie but for rounding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from firstprinciples import (
    new_network,
    plot_decision_boundary,
    plot_softmax_surface,
    softmax,
)
from lockstep.bounds.operations.functions import ERRORS
from lockstep.bounds.rounding import between

X = np.array([[-3.0, 3.0, 1.0], [-3.0, 3.0, 2.0]])


def network_of(activation: str, n_outputs: int) -> dict[str, Any]:
    loss = "categorical" if n_outputs > 1 else "binary"
    return {
        "layer_sizes": [2, n_outputs],
        "activations": [activation],
        "loss": f"{loss}_cross_entropy",
    }


@pytest.mark.parametrize(
    ("activation", "W"),
    [
        ("sigmoid", [[1.0, -1.0]]),
        ("softmax", [[1.0, 0.0], [0.0, 1.0]]),
    ],
)
def test_only_points_on_a_border_may_have_any_region(
    activation: str, W: list[list[float]], tmp_path: Path
) -> None:
    fields = network_of(activation, len(W))
    parameters = {"W1": np.array(W), "b1": np.zeros((len(W), 1))}
    labels = np.array([0.0, 1.0, 0.0])
    x1, x2, regions, *_ = plot_decision_boundary(
        X, labels, parameters, new_network(**fields), tmp_path / "a.png"
    )
    arguments = {"parameters": parameters, "network": fields}
    expected = {"x1": x1, "x2": x2, "regions": regions}
    errors = ERRORS["plot_decision_boundary"](arguments, expected)
    on_border = np.eye(len(x1), dtype=bool)  # x1 = x2
    np.testing.assert_array_equal(errors["regions"] > 0, on_border)


def test_a_surface_of_the_next_doubles_is_within_its_bounds(
    tmp_path: Path,
) -> None:
    z1, z2, P, levels, _ = plot_softmax_surface(tmp_path / "a.png")
    expected = {"z1": z1, "z2": z2, "P": P, "levels": levels}
    errors = ERRORS["plot_softmax_surface"]({}, expected)
    moved = np.nextafter(z1, np.inf), np.nextafter(z2, -np.inf)
    points = np.stack([side.ravel() for side in np.meshgrid(*moved)])
    other = softmax(points)[0].reshape(P.shape)
    assert (np.abs(other - P) <= between(errors["P"])).all()
    assert (between(errors["P"]) < 1e-12).all()
    assert not errors["levels"].any()
