"""Steps that round at random: as far off as steps of programs may be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import firstprinciples
from firstprinciples import (
    network_backward,
    network_forward,
    network_masks,
    network_targets,
    new_network,
)
from lockstep.bounds.disturbed import Noise, disturbed_step
from lockstep.bounds.rounding import between
from lockstep.bounds.step import step_errors

SIZES = [5, 7, 4, 3]
N_SAMPLES = 24
PENALTIES = [{}, {"l2_penalty": 0.3}, {"keep_prob": 0.7}]


def problem(hidden: str, **more: float) -> tuple[Any, ...]:
    """Samples, targets, parameters and masks of a small network."""
    stream = np.random.RandomState(3)
    activations = [hidden, hidden, "softmax"]
    network = new_network(
        SIZES, activations, "categorical_cross_entropy", **more
    )
    parameters = {
        name: stream.randn(*shape)
        for name, shape in network.parameter_shapes.items()
    }
    labels = stream.randint(3, size=N_SAMPLES).astype(float)
    masks = network_masks(network, N_SAMPLES, 1, 0)
    X = stream.randn(SIZES[0], N_SAMPLES)
    return X, network_targets(labels, network), parameters, network, masks


def gradients_of(given: tuple[Any, ...]) -> dict[str, np.ndarray]:
    """The reference's own gradients."""
    X, Y, parameters, network, masks = given
    _, cache = network_forward(X, parameters, network, masks)
    return network_backward(Y, parameters, cache, network)


@pytest.mark.parametrize("hidden", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("more", PENALTIES, ids=str)
def test_noise_is_of_the_size_of_rounding(
    hidden: str, more: dict[str, float]
) -> None:
    given = problem(hidden, **more)
    right, errors = gradients_of(given), step_errors(*given)
    found = [
        disturbed_step(firstprinciples, *given, Noise([n])).gradients
        for n in range(40)
    ]
    for name in found[0]:
        moved = np.stack([row[name] - right[name] for row in found])
        bound = between(errors[name])
        root = np.sqrt((moved**2).mean(axis=0))
        # Neither the bound itself nor a single ULP of the result.
        share = np.median(root[bound > 0] / bound[bound > 0])
        assert 0.001 < share < 0.5


def test_signs_have_no_bias() -> None:
    given = problem("tanh")
    right = gradients_of(given)["dW1"]
    found = [
        disturbed_step(firstprinciples, *given, Noise([n])).gradients["dW1"]
        - right
        for n in range(200)
    ]
    mean, root = np.mean(found, axis=0), np.std(found, axis=0)
    assert np.abs(mean / root).max() < 6.0 / np.sqrt(len(found))


def test_a_seed_moves_the_same_way_again_and_another_does_not() -> None:
    given = problem("relu")
    one, same, other = (
        disturbed_step(firstprinciples, *given, Noise([seed])).gradients["dW1"]
        for seed in (1, 1, 2)
    )
    assert (one == same).all()
    assert (one != other).any()


def test_an_exact_tie_stays_a_tie() -> None:
    X, Y, parameters, network, masks = problem("relu")
    X[:2, 0] = 1.0, 2.0
    X[2:, 0] = 0.0
    parameters["W1"][0, :2] = 0.5, -0.25
    parameters["b1"][0] = 0.0
    found = [
        disturbed_step(
            firstprinciples, X, Y, parameters, network, masks, Noise([n])
        )
        for n in range(20)
    ]
    right = gradients_of((X, Y, parameters, network, masks))["dW1"]
    for step in found:
        assert np.abs(step.gradients["dW1"] - right).max() < 1e-12


def test_a_computed_zero_that_may_be_none_moves_to_both_sides() -> None:
    X, Y, parameters, network, masks = problem("relu")
    X[:2, 0] = 0.2, 0.1  # 0.1 x 0.2 - 0.2 x 0.1
    X[2:, 0] = 0.0
    parameters["W1"][0, :2] = 0.1, -0.2
    parameters["b1"][0] = 0.0
    found = {
        float(
            disturbed_step(
                firstprinciples, X, Y, parameters, network, masks, Noise([n])
            )
            .gradients["db1"][0, 0]
            .round(9)
        )
        for n in range(20)
    }
    assert len(found) == 2


def test_noise_larger_than_the_stock_of_signs_is_drawn_for_itself() -> None:
    value = np.ones((1100, 1000))
    moved = Noise([0]).on(value, 2.0**40)
    assert len(np.unique(moved)) == 2
    assert abs((moved > 1).mean() - 0.5) < 0.01
