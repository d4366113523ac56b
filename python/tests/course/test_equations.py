"""The step of docs/equations.md, computed again from its own inputs."""

from __future__ import annotations

import re

import numpy as np
import pytest
from build import ROOT

from firstprinciples import (
    network_backward,
    network_forward,
    network_loss,
    network_targets,
    new_network,
    new_optimizer,
    optimizer_update,
)

PAGE = (ROOT / "docs" / "equations.md").read_text("utf-8")
NETWORK = new_network(
    [2, 2, 2], ["relu", "softmax"], "categorical_cross_entropy"
)
RATE = 0.5
DIGITS = 5.01e-11  # the page gives ten decimals


def rows() -> dict[str, np.ndarray]:
    """Matrices of the page's last table; those after the update end in +."""
    found = {}
    table = PAGE.partition("## One step by numbers")[2]
    for names, values in re.findall(r"^\| (\w.*?) \| (.+?) \|$", table, re.M):
        after = "+" if names.endswith(" after it") else ""
        words = names.removesuffix(" after it").split(", ")
        texts = values.split(", ")
        for word, text in zip(words, texts, strict=True):
            rows = [row.split() for row in text.strip("()").split(";")]
            found[word + after] = np.array(rows, dtype=np.float64)
    return found


GIVEN = rows()


def computed() -> dict[str, np.ndarray]:
    """Compute the same step by the package."""
    parameters = {name: GIVEN[name] for name in NETWORK.parameter_shapes}
    labels = np.array([0.0, 1.0])
    Y = network_targets(labels, NETWORK)
    _, cache = network_forward(GIVEN["X"], parameters, NETWORK)
    gradients = network_backward(Y, parameters, cache, NETWORK)
    loss = network_loss(Y, parameters, cache, NETWORK)
    descent = new_optimizer("gradient_descent", RATE)
    updated, _ = optimizer_update(parameters, gradients, {}, descent, RATE, 1)
    after = {f"{name}+": value for name, value in updated.items()}
    return {**cache, "loss": np.array([[loss]]), **gradients, **after}


COMPUTED = computed()


@pytest.mark.parametrize("name", sorted(COMPUTED.keys() - {"A0"}))
def test_the_page_has_the_number_that_the_package_computes(name: str) -> None:
    """Every quantity of the step stands in the page, to ten decimals."""
    error = np.abs(GIVEN[name] - COMPUTED[name]).max()
    assert error <= DIGITS, name
