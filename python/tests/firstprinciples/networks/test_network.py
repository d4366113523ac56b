import dataclasses
import math

import numpy as np
import pytest
from helpers import (
    Problem,
    U,
    assert_close,
    assert_same_bits,
    assert_same_entries,
    problem,
    slopes,
)

from firstprinciples import (
    Network,
    activation_forward,
    network_backward,
    network_forward,
    network_loss,
    network_targets,
    new_network,
    one_hot,
    predict_labels,
    predict_probabilities,
    sigmoid,
    softmax,
)

HIDDEN = ["relu", "tanh", "sigmoid"]
WIDTHS = [(2,), (2, 5), (2, 5, 3), (2, 5, 3, 4)]  # L = 1 to 4 layers
OUTPUTS = [1, 2, 3, 5, 10]  # one is a sigmoid unit
SMALL = problem((2, 4, 3), "tanh")
BINARY = problem((2, 4, 1), "tanh")


def _of(case: Problem) -> tuple:
    """What network_forward takes."""
    return case.X, case.parameters, case.network


def _loss(case: Problem, name: str, value: np.ndarray) -> float:
    """Loss of a problem with one parameter replaced."""
    parameters = {**case.parameters, name: value}
    _, cache = network_forward(case.X, parameters, case.network)
    Y = network_targets(case.labels, case.network)
    return network_loss(Y, parameters, cache, case.network)


def _gradients(case: Problem) -> dict[str, np.ndarray]:
    Y = network_targets(case.labels, case.network)
    _, cache = network_forward(case.X, case.parameters, case.network)
    return network_backward(Y, case.parameters, cache, case.network)


def _names(layer: int) -> list[str]:
    return [f"{letters}{layer}" for letters in ("dA", "dZ", "dW", "db")]


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("n_outputs", OUTPUTS)
@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("widths", WIDTHS)
def test_gradients_are_slopes_of_the_loss(
    widths: tuple[int, ...], hidden: str, n_outputs: int, reduction: str
) -> None:
    case = problem((*widths, n_outputs), hidden, reduction, seed=n_outputs)
    gradients = _gradients(case)
    for name, value in case.parameters.items():
        measured = slopes(lambda v, name=name: _loss(case, name, v), value)
        # Summed losses reach 60, and U 60 / STEP is 1e-9.
        assert_close(gradients[f"d{name}"], measured, tolerance=2e-8)


def test_forward_follows_the_equations_of_each_layer() -> None:
    X, _, parameters, network = problem((2, 5, 4, 3), "relu")
    output, cache = network_forward(X, parameters, network)
    assert list(cache) == ["A0", "Z1", "A1", "Z2", "A2", "Z3", "A3"]
    for layer, activation in enumerate(network.activations, start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ cache[f"A{layer - 1}"] + b
        assert_same_bits(cache[f"Z{layer}"], Z)
        assert_same_bits(cache[f"A{layer}"], activation_forward(Z, activation))
    assert_same_bits(cache["A0"], X)
    assert_same_bits(output, cache["A3"])


def test_gradients_come_in_order_of_computation() -> None:
    gradients = _gradients(problem((2, 5, 4, 3), "relu"))
    names = [name for layer in (3, 2, 1) for name in _names(layer)]
    assert list(gradients) == names[1:]  # no dA3


@pytest.mark.parametrize("n_outputs", OUTPUTS)
def test_one_sample_is_enough(n_outputs: int) -> None:
    X, labels, parameters, network = problem((2, 4, n_outputs), "relu")
    case = Problem(X[:, :1], labels[:1], parameters, network)
    gradients = _gradients(case)
    for name, value in parameters.items():
        measured = slopes(lambda v, name=name: _loss(case, name, v), value)
        assert_close(gradients[f"d{name}"], measured, tolerance=1e-8)


def test_order_of_samples_does_not_matter() -> None:
    order = np.random.RandomState(1).permutation(7)
    mixed = SMALL._replace(X=SMALL.X[:, order], labels=SMALL.labels[order])
    gradients, expected = _gradients(mixed), _gradients(SMALL)
    for name in ("dW1", "db1", "dW2", "db2"):
        assert_close(gradients[name], expected[name], tolerance=20 * U)


@pytest.mark.parametrize(("n_outputs", "n_classes"), [(1, 2), (3, 3), (10, 10)])
def test_first_loss_of_zero_weights_is_log_of_the_classes(
    n_outputs: int, n_classes: int
) -> None:
    case = problem((2, 4, n_outputs), "tanh")
    zeros = {n: np.zeros_like(v) for n, v in case.parameters.items()}
    found = _loss(case._replace(parameters=zeros), "W1", zeros["W1"])
    assert_close(found, math.log(n_classes), tolerance=20 * U)


def test_relu_passes_no_gradient_at_exact_zero() -> None:
    network = new_network(
        (1, 1, 2), ("relu", "softmax"), "categorical_cross_entropy"
    )
    one = np.ones((1, 1))
    parameters = {"W1": one, "b1": -one, "W2": np.array([[1.0], [-1.0]])}
    parameters["b2"] = np.zeros((2, 1))
    case = Problem(np.array([[1.0, 2.0]]), np.zeros(2), parameters, network)
    gradients = _gradients(case)
    assert gradients["dA1"][0, 0] != 0
    assert gradients["dZ1"][0, 0] == 0
    assert gradients["db1"][0, 0] == gradients["dA1"][0, 1] != 0


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("n_outputs", [1, 3])
def test_large_scores_give_finite_gradients(n_outputs: int) -> None:
    case = problem((2, n_outputs), "relu")
    case.parameters["b1"][0] = 1e4
    for value in _gradients(case).values():
        assert np.isfinite(value).all()
    assert 0 < _loss(case, "b1", case.parameters["b1"]) <= 1e4


def test_targets_of_softmax_are_one_hot() -> None:
    Y = network_targets(SMALL.labels, SMALL.network)
    assert_same_bits(Y, one_hot(SMALL.labels, 3))


def test_targets_of_sigmoid_are_the_labels() -> None:
    Y = network_targets(np.array([1, 0, 1]), BINARY.network)
    assert_same_bits(Y, [[1.0, 0.0, 1.0]])


@pytest.mark.parametrize(
    ("case", "function"), [(SMALL, softmax), (BINARY, sigmoid)]
)
def test_probabilities_use_every_bias(case: Problem, function) -> None:
    W1, b1, W2, b2 = case.parameters.values()
    expected = function(W2 @ np.tanh(W1 @ case.X + b1) + b2)
    assert_same_bits(predict_probabilities(*_of(case)), expected)


def test_predicted_label_is_the_first_of_the_most_probable() -> None:
    network = new_network((3, 3), ("softmax",), "categorical_cross_entropy")
    parameters = {"W1": np.eye(3), "b1": np.zeros((3, 1))}
    X = np.array([[0.0, 1, 0, 5], [0, 2, 3, 5], [0, 2, 4, 5]])
    assert_same_bits(predict_labels(X, parameters, network), [0.0, 1, 2, 0])


def test_predicted_label_is_one_above_one_half_only() -> None:
    network = new_network((1, 1), ("sigmoid",), "binary_cross_entropy")
    parameters = {"W1": np.ones((1, 1)), "b1": np.ones((1, 1))}
    X = np.array([[-1.0, -1 + 2**-50, -1 - 2**-50, 800, -800]])
    found = predict_labels(X, parameters, network)
    assert_same_bits(found, [0.0, 1.0, 0.0, 1.0, 0.0])


def test_a_perceptron_says_0_at_a_score_of_exactly_0() -> None:
    network = new_network((1, 1), ("step",), "perceptron_loss")
    parameters = {"W1": np.ones((1, 1)), "b1": np.ones((1, 1))}
    X = np.array([[-1.0, -1 + 2**-50, -1 - 2**-50, 800, -800]])
    found = predict_labels(X, parameters, network)
    assert_same_bits(found, [0.0, 1.0, 0.0, 1.0, 0.0])


def test_inputs_are_left_as_they_are() -> None:
    X, labels, parameters, network = problem((2, 5, 4, 3), "relu")
    Y = network_targets(labels, network)
    _, cache = network_forward(X, parameters, network)
    inputs = {"X": X, "labels": labels, "Y": Y, **parameters, **cache}
    before = {name: value.copy() for name, value in inputs.items()}
    for value in inputs.values():
        value.flags.writeable = False
    network_loss(Y, parameters, cache, network)
    network_backward(Y, parameters, cache, network)
    predict_labels(X, parameters, network)
    assert_same_entries(inputs, before)


def test_network_keeps_what_it_is_given() -> None:
    network = new_network(
        np.array([2.0, 3.0]), ["softmax"], "categorical_cross_entropy"
    )
    assert network == Network(
        (2, 3), ("softmax",), "categorical_cross_entropy", "mean"
    )
    assert network.parameter_shapes == {"W1": (3, 2), "b1": (3, 1)}
    with pytest.raises(dataclasses.FrozenInstanceError):
        network.loss = "other"  # type: ignore[misc]
