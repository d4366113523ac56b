from dataclasses import replace

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_LABELS,
    BAD_MATRICES,
    Problem,
    problem,
    refusal,
)

from firstprinciples import (
    network_backward,
    network_forward,
    network_loss,
    network_targets,
    new_network,
    predict_labels,
    predict_probabilities,
)

SMALL = problem((2, 4, 3), "tanh")
BINARY = problem((2, 4, 1), "tanh")


def _refused(**changes: object) -> str:
    arguments: dict[str, object] = {
        "layer_sizes": (2, 4, 3),
        "activations": ("relu", "softmax"),
        "loss": "categorical_cross_entropy",
        "reduction": "mean",
    }
    return refusal(new_network, **{**arguments, **changes})


def _of(case: Problem) -> tuple:
    """What network_forward takes."""
    return case.X, case.parameters, case.network


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_layer_sizes_are_refused(value: object, words: str) -> None:
    found = _refused(layer_sizes=(2, value, 3))
    assert found == f"new_network: layer_sizes: {words}"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("layer_sizes", 3, "a list of whole numbers, got 3"),
        ("layer_sizes", "234", "a list of whole numbers, got 234"),
        ("layer_sizes", None, "a list of whole numbers, got nothing"),
        ("activations", "softmax", "a list of words, got softmax"),
        ("activations", None, "a list of words, got nothing"),
        ("activations", (), "one a layer, got 0 for 2 layers"),
        ("activations", ("softmax",), "one a layer, got 1 for 2 layers"),
        ("activations", ["relu"] * 3, "one a layer, got 3 for 2 layers"),
        (
            "activations",
            ("softmax", "softmax"),
            "one of relu, tanh, sigmoid, got softmax",
        ),
        ("activations", ("relu", "tanh"), "one of sigmoid, softmax, step, "
         "got tanh"),
        ("activations", (1, "softmax"), "one of relu, tanh, sigmoid, got 1"),
        ("loss", "binary_cross_entropy", "one that fits softmax, got "
         "binary_cross_entropy"),
        ("loss", "mse", "one of categorical_cross_entropy, "
         "binary_cross_entropy, perceptron_loss, got mse"),
        ("reduction", "max", "one of mean, sum, got max"),
        ("l2_penalty", -0.1, "a finite number of at least 0, got -0.1"),
        ("l2_penalty", np.inf, "a finite number of at least 0, got inf"),
        ("l2_penalty", "0.1", "a finite number of at least 0, got 0.1"),
        ("keep_prob", 0, "a number above 0 and at most 1, got 0"),
        ("keep_prob", 1.5, "a number above 0 and at most 1, got 1.5"),
        ("keep_prob", np.nan, "a number above 0 and at most 1, got nan"),
        ("keep_prob", None, "a number above 0 and at most 1, got nothing"),
    ],
)  # fmt: skip
def test_bad_descriptions_are_refused(
    name: str, value: object, words: str
) -> None:
    found = _refused(**{name: value})
    assert found == f"new_network: {name}: expected {words}"


def test_networks_without_a_layer_are_refused() -> None:
    for sizes in (), (2,):
        assert _refused(layer_sizes=sizes, activations=()) == (
            "new_network: layer_sizes: expected at least 2 sizes, got "
            f"{len(sizes)}"
        )


def test_several_sigmoid_outputs_are_refused() -> None:
    changes = {
        "activations": ("relu", "sigmoid"),
        "loss": "binary_cross_entropy",
    }
    assert _refused(**changes) == (
        "new_network: layer_sizes: expected 1 sigmoid output, got 3"
    )


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_targets_refuse_what_is_no_vector(value: object, words: str) -> None:
    found = refusal(network_targets, value, BINARY.network)
    assert found == f"network_targets: labels: {words}"
    found = refusal(network_targets, value, SMALL.network)
    assert found == f"network_targets: labels: {words}"


@pytest.mark.parametrize("label", [-1, 0.5, 2, np.nan])
def test_targets_of_sigmoid_refuse_other_labels(label: float) -> None:
    labels = np.array([0.0, label])
    assert refusal(network_targets, labels, BINARY.network) == (
        "network_targets: labels: expected whole numbers from 0 to 1, "
        f"got {label:.6g}"
    )


@pytest.mark.parametrize("name", ["X", "W1", "b1", "W2", "b2"])
@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_forward_refuses_bad_matrices(
    name: str, value: object, words: str
) -> None:
    parameters = {"X": SMALL.X, **SMALL.parameters, name: value}
    X = parameters.pop("X")
    for function in (network_forward, predict_probabilities, predict_labels):
        found = refusal(function, X, parameters, SMALL.network)
        assert found == f"{function.__name__}: {name}: {words}"


def test_forward_refuses_what_does_not_fit() -> None:
    X, parameters, network = _of(SMALL)
    turned = {**parameters, "W1": parameters["W1"].T}
    assert refusal(network_forward, X.T, parameters, network) == (
        "network_forward: X: expected 2 x 7, got 7 x 2: "
        "samples stand in columns, pass X'"
    )
    assert refusal(network_forward, X, turned, network) == (
        "network_forward: W1: expected 4 x 2, got 2 x 4"
    )
    assert refusal(network_forward, X, {"W1": turned["W1"]}, network) == (
        "network_forward: parameters: expected b1, got none"
    )
    assert refusal(network_forward, X, [], network) == (
        "network_forward: parameters: expected named matrices, got a list"
    )


def test_loss_refuses_what_does_not_fit() -> None:
    X, parameters, network = _of(SMALL)
    _, cache = network_forward(X, parameters, network)
    Y = network_targets(SMALL.labels, network)
    assert refusal(network_loss, Y, parameters, {}, network) == (
        "network_loss: cache: expected A0, got none"
    )
    assert refusal(network_loss, Y.T, parameters, cache, network) == (
        "network_loss: Y: expected 3 x 3, got 7 x 3"
    )


def test_backward_refuses_what_does_not_fit() -> None:
    X, parameters, network = _of(SMALL)
    _, cache = network_forward(X, parameters, network)
    Y = network_targets(SMALL.labels, network)
    without = {n: v for n, v in cache.items() if n != "Z1"}
    assert refusal(network_backward, Y, parameters, without, network) == (
        "network_backward: cache: expected Z1, got none"
    )
    assert refusal(network_backward, Y, {}, cache, network) == (
        "network_backward: parameters: expected W1, got none"
    )
    assert refusal(network_backward, Y[:, :3], parameters, cache, network) == (
        "network_backward: A0: expected 2 x 3, got 2 x 7"
    )


def test_a_cache_must_be_of_the_network() -> None:
    X, parameters, network = _of(SMALL)
    _, cache = network_forward(X, parameters, network)
    Y = network_targets(SMALL.labels, network)
    for changes, words in (
        ({"M1": np.ones((4, 7))}, "cache: expected G1, got none"),
        ({"Z3": cache["Z2"]}, "cache: expected A0, Z1, A1, Z2, A2, G1, M1, "
         "got Z3"),
        ({"Z1": cache["Z2"]}, "Z1: expected 4 x 7, got 3 x 7"),
    ):  # fmt: skip
        changed = {**cache, **changes}
        for function in (network_loss, network_backward):
            found = refusal(function, Y, parameters, changed, network)
            assert found == f"{function.__name__}: {words}"


def test_masks_must_be_those_of_the_hidden_layers() -> None:
    given = _of(SMALL)
    mask = np.ones((4, 7))
    for masks, words in (
        ({"m1": mask}, "masks: expected M1, got none"),
        ({"M1": mask, "M2": mask}, "masks: expected M1, got M2"),
        ({"M1": mask[:3]}, "M1: expected 4 x 7, got 3 x 7"),
        ({"M1": mask / 2}, "M1: expected entries of 0 or 1, got 0.5"),
    ):
        found = refusal(network_forward, *given, masks)
        assert found == f"network_forward: {words}"


def test_what_is_no_network_is_refused() -> None:
    X, parameters, network = _of(SMALL)
    assert refusal(network_forward, X, parameters, vars(network)) == (
        "network_forward: network: expected a network of new_network, got "
        "named values"
    )
    changed = replace(network, keep_prob=2.0)
    assert refusal(predict_labels, X, parameters, changed) == (
        "predict_labels: keep_prob: expected a number above 0 and at most 1, "
        "got 2"
    )
