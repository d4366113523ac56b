"""A perceptron is a network of one layer; its rule is Rosenblatt's."""

from __future__ import annotations

import numpy as np
import pytest
from helpers import assert_same_bits

from firstprinciples import (
    batch_samples,
    gradient_check,
    initialize_parameters,
    new_network,
    new_optimizer,
    predict_labels,
    train,
)

NETWORK = new_network((2, 1), ("step",), "perceptron_loss", "sum")
RULE = new_optimizer("gradient_descent", 1.0)
INPUTS = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])
AND, OR, XOR = ([0.0, 0, 0, 1], [0.0, 1, 1, 1], [0.0, 1, 1, 0])


def trained(labels: list[float], steps: int) -> dict[str, np.ndarray]:
    """Train sample by sample from zeros."""
    zeros = initialize_parameters((2, 1), "zeros", "normal", 0)
    parameters, _ = train(
        INPUTS, np.array(labels), zeros, NETWORK, RULE, steps, 1, 4
    )
    return parameters


@pytest.mark.parametrize("labels", [AND, OR, XOR])
def test_each_step_is_rosenblatts_rule(labels: list[float]) -> None:
    w, b = np.zeros(2), 0.0
    for step in range(40):
        sample = int(batch_samples(4, 1, 4, step)[0])
        x, y = INPUTS[:, sample], labels[sample]
        answer = float(w @ x + b > 0)
        w, b = w + (y - answer) * x, b + (y - answer)
    parameters = trained(labels, 40)
    assert_same_bits(parameters["W1"], w[None, :])
    assert_same_bits(parameters["b1"], [[b]])


@pytest.mark.parametrize("labels", [AND, OR])
def test_what_a_line_separates_is_learned(labels: list[float]) -> None:
    found = predict_labels(INPUTS, trained(labels, 60), NETWORK)
    assert_same_bits(found, labels)


def test_xor_is_never_learned() -> None:
    for epoch in range(1, 100):
        parameters = trained(XOR, 4 * epoch)
        found = predict_labels(INPUTS, parameters, NETWORK)
        assert (found != XOR).any()


def test_its_gradient_passes_the_gradient_check() -> None:
    parameters = {"W1": np.array([[0.5, -1.25]]), "b1": np.array([[0.3]])}
    assert gradient_check(INPUTS, np.array(XOR), parameters, NETWORK) < 1e-8
