"""All languages refuse the same input with the same words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from lockstep.cases.contract import contract
from lockstep.ports.port import Port, Request

Z = np.array([[0.5, -1.0], [2.0, 0.0], [1.0, 1.0]])  # 3 x 2
Y = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
NAN = np.array([[np.nan, 1.0]])
INF = np.array([[np.inf, 1.0]])
NETWORK = {
    "layer_sizes": [2, 3],
    "activations": ["softmax"],
    "loss": "categorical_cross_entropy",
    "reduction": "mean",
}
PARAMETERS = {"W1": np.ones((3, 2)), "b1": np.zeros((3, 1))}
X = np.ones((2, 4))
LABELS = np.array([0.0, 1.0, 2.0, 0.0])
DESCENT = {"name": "gradient_descent", "learning_rate": 0.5}
RATE = {"learning_rate": {"scale": "log", "low": 1e-4, "high": 1.0}}
KNOWN = (
    "learning_rate, beta1, n_hidden, batch_size, n_hidden_layers, "
    "decay_rate, l2_penalty, keep_prob, initialization, hidden_activation, "
    "optimizer, beta2"
)


def _space(name: str, **fields: Any) -> tuple[Any, ...]:
    """Arguments of tuning_trials with one range."""
    return ({name: fields}, 3, 0, 0)


def _search(space: Any = RATE, *options: Any) -> tuple[Any, ...]:
    """Arguments of random_search; options follow its number of trials."""
    rest = options or (1, 1)
    samples = (X, LABELS, X, LABELS)
    return (*samples, NETWORK, DESCENT, space, 2, *rest)


# operation, arguments, what every language says
REFUSALS: dict[str, tuple[str, tuple[Any, ...], str]] = {
    "NaN": ("relu", (NAN,), "relu: Z: expected finite values, got NaN or Inf"),
    "Inf": (
        "softmax",
        (INF,),
        "softmax: Z: expected finite values, got NaN or Inf",
    ),
    "wrong inner size": (
        "dense_forward",
        (np.ones((2, 4)), np.ones((3, 5)), np.ones((3, 1))),
        "dense_forward: W: expected 3 x 2, got 3 x 5",
    ),
    "transposed bias": (
        "dense_forward",
        (np.ones((2, 4)), np.ones((3, 2)), np.ones((1, 3))),
        "dense_forward: b: expected 3 x 1, got 1 x 3",
    ),
    "other number of samples": (
        "dense_gradients",
        (np.ones((3, 4)), np.ones((2, 5))),
        "dense_gradients: A_prev: expected 2 x 4, got 2 x 5",
    ),
    "label out of range": (
        "one_hot",
        (np.array([0.0, 3.0]), 3),
        "one_hot: labels: expected whole numbers from 0 to 2, got 3",
    ),
    "label below zero": (
        "one_hot",
        (np.array([0.0, -1.0]), 3),
        "one_hot: labels: expected whole numbers from 0 to 2, got -1",
    ),
    "label not whole": (
        "one_hot",
        (np.array([0.5, 1.0]), 3),
        "one_hot: labels: expected whole numbers from 0 to 2, got 0.5",
    ),
    "no classes": (
        "one_hot",
        (np.array([0.0]), 0),
        "one_hot: n_classes: expected a whole number of at least 1, got 0",
    ),
    "unknown activation": (
        "activation_forward",
        (Z, "rleu"),
        "activation_forward: activation: expected one of relu, tanh, sigmoid, "
        "softmax, step, got rleu",
    ),
    "softmax in a hidden layer": (
        "activation_backward",
        (Z, Z, Z, "softmax"),
        "activation_backward: activation: expected one of relu, tanh, "
        "sigmoid, got softmax",
    ),
    "unknown reduction": (
        "categorical_cross_entropy",
        (Z, Y, "average"),
        "categorical_cross_entropy: reduction: expected one of mean, sum, "
        "got average",
    ),
    "targets of another shape": (
        "categorical_cross_entropy",
        (Z, Y.T, "mean"),
        "categorical_cross_entropy: Y: expected 3 x 2, got 2 x 3",
    ),
    "unknown optimizer": (
        "new_optimizer",
        ("adma", 0.1),
        "new_optimizer: name: expected one of gradient_descent, momentum, "
        "classical_momentum, rmsprop, adam, got adma",
    ),
    "negative learning rate": (
        "new_optimizer",
        ("gradient_descent", -0.5),
        "new_optimizer: learning_rate: expected a finite number above 0, "
        "got -0.5",
    ),
    "infinite learning rate": (
        "gradient_descent",
        (np.ones((3, 2)), np.ones((3, 2)), np.inf),
        "gradient_descent: learning_rate: expected a finite number above 0, "
        "got inf",
    ),
    "loss that does not fit": (
        "new_network",
        ([2, 3], ["softmax"], "binary_cross_entropy", "mean"),
        "new_network: loss: expected one that fits softmax, got "
        "binary_cross_entropy",
    ),
    "features that do not fit": (
        "network_forward",
        (np.ones((5, 4)), PARAMETERS, NETWORK),
        "network_forward: X: expected 2 x 4, got 5 x 4",
    ),
    "weights that do not fit": (
        "network_forward",
        (X, {**PARAMETERS, "W1": np.ones((2, 3))}, NETWORK),
        "network_forward: W1: expected 3 x 2, got 2 x 3",
    ),
    "bias that is missing": (
        "network_forward",
        (X, {"W1": PARAMETERS["W1"]}, NETWORK),
        "network_forward: parameters: expected b1, got none",
    ),
    "numbers of labels differ": (
        "accuracy",
        (np.array([0.0, 1.0]), np.array([0.0, 1.0, 1.0])),
        "accuracy: predicted: expected 2 labels, got 3",
    ),
    "seed below zero": (
        "stream_seed",
        (-1, "weights", 0),
        "stream_seed: seed: expected a whole number from 0 to 2^53 - 1, got -1",
    ),
    "step too large": (
        "random_uniforms",
        (0, "weights", 2.0**53, 5),
        "random_uniforms: step: expected a whole number from 0 to 2^53 - 1, "
        "got 9.0072e+15",
    ),
    "purpose that is no text": (
        "random_normals",
        (0, 3, 0, 5),
        "random_normals: purpose: expected text, got 3",
    ),
    "no values": (
        "random_permutation",
        (0, "batches", 0, 0),
        "random_permutation: n_values: expected a whole number of at least 1, "
        "got 0",
    ),
    "unknown initialization": (
        "initialize_parameters",
        ([2, 3], "He", "normal", 0),
        "initialize_parameters: method: expected one of zeros, random, he, "
        "xavier, got He",
    ),
    "unknown distribution": (
        "initialize_parameters",
        ([2, 3], "he", "gauss", 0),
        "initialize_parameters: distribution: expected one of normal, "
        "uniform, got gauss",
    ),
    "no layer": (
        "initialize_parameters",
        ([2], "he", "normal", 0),
        "initialize_parameters: layer_sizes: expected at least 2 sizes, got 1",
    ),
    "negative penalty": (
        "l2_loss",
        (PARAMETERS, -0.1, 5),
        "l2_loss: l2_penalty: expected a finite number of at least 0, got -0.1",
    ),
    "weights that are missing": (
        "l2_loss",
        ({"b1": PARAMETERS["b1"]}, 0.1, 5),
        "l2_loss: parameters: expected W1, got none",
    ),
    "infinite penalty": (
        "l2_gradient",
        (np.ones((2, 2)), np.inf, 5),
        "l2_gradient: l2_penalty: expected a finite number of at least 0, "
        "got inf",
    ),
    "keep_prob of zero": (
        "dropout_mask",
        (2, 3, 0.0, 0, 1, 0),
        "dropout_mask: keep_prob: expected a number above 0 and at most 1, "
        "got 0",
    ),
    "layer of zero": (
        "dropout_mask",
        (2, 3, 0.5, 0, 0, 0),
        "dropout_mask: layer: expected a whole number of at least 1, got 0",
    ),
    "keep_prob above one": (
        "dropout_forward",
        (np.ones((2, 3)), np.ones((2, 3)), 1.5),
        "dropout_forward: keep_prob: expected a number above 0 and at most 1, "
        "got 1.5",
    ),
    "keep_prob of NaN": (
        "dropout_backward",
        (np.ones((2, 3)), np.ones((2, 3)), np.nan),
        "dropout_backward: keep_prob: expected a number above 0 and at most "
        "1, got nan",
    ),
    "mask of another shape": (
        "dropout_forward",
        (np.ones((2, 3)), np.ones((3, 2)), 0.5),
        "dropout_forward: mask: expected 2 x 3, got 3 x 2",
    ),
    "empty batches": (
        "batch_count",
        (5, 0),
        "batch_count: batch_size: expected a whole number of at least 1, got 0",
    ),
    "step not whole": (
        "batch_samples",
        (5, 2, 0, 0.5),
        "batch_samples: step: expected a whole number from 0 to 2^53 - 1, "
        "got 0.5",
    ),
    "nothing to split": (
        "train_test_split",
        (1, 0.5, 0),
        "train_test_split: n_samples: expected a whole number of at least 2, "
        "got 1",
    ),
    "test share of zero": (
        "train_test_split",
        (10, 0, 0),
        "train_test_split: test_share: expected a finite number above 0, got 0",
    ),
    "test share that leaves nothing": (
        "train_test_split",
        (10, 0.96, 0),
        "train_test_split: test_share: expected a share that leaves each "
        "part a sample, got 0.96",
    ),
    "NaN to standardize": (
        "standardize",
        (NAN,),
        "standardize: X: expected finite values, got NaN or Inf",
    ),
    "means of other features": (
        "standardize_with",
        (X, np.ones((3, 1)), np.ones((2, 1))),
        "standardize_with: mean: expected 2 x 1, got 3 x 1",
    ),
    "scale of zero": (
        "standardize_with",
        (X, np.ones((2, 1)), np.array([[1.0], [0.0]])),
        "standardize_with: scale: expected numbers above 0, got 0",
    ),
    "three parts of two samples": (
        "train_validation_test_split",
        (2, 0.3, 0.3, 0),
        "train_validation_test_split: n_samples: expected a whole number of "
        "at least 3, got 2",
    ),
    "shares that leave nothing to train on": (
        "train_validation_test_split",
        (10, 0.6, 0.4, 0),
        "train_validation_test_split: test_share: expected shares that leave "
        "samples to train on, got 0.4",
    ),
    "empty space": (
        "tuning_trials",
        ({}, 3, 0, 0),
        "tuning_trials: space: expected at least 1 hyper-parameter, got 0",
    ),
    "misspelt hyper-parameter": (
        "tuning_trials",
        _space("learning_rat", scale="log", low=0.1, high=1.0),
        f"tuning_trials: space: expected one of {KNOWN}, got learning_rat",
    ),
    "unknown scale": (
        "tuning_trials",
        _space("learning_rate", scale="logarithmic", low=0.1, high=1.0),
        "tuning_trials: learning_rate.scale: expected one of linear, log, "
        "log_one_minus, choice, got logarithmic",
    ),
    "whole number on a log scale": (
        "tuning_trials",
        _space("n_hidden", scale="log", low=1.0, high=9.0),
        "tuning_trials: n_hidden.scale: expected one of integer, choice, got "
        "log",
    ),
    "misspelt end of a range": (
        "tuning_trials",
        _space("beta1", scale="linear", low=0.1, hihg=0.9),
        "tuning_trials: beta1: expected high, got none",
    ),
    "field that no range has": (
        "tuning_trials",
        _space("beta1", scale="linear", low=0.1, high=0.9, step=0.1),
        "tuning_trials: beta1: expected scale, low, high, got step",
    ),
    "low that equals high": (
        "tuning_trials",
        _space("keep_prob", scale="linear", low=0.5, high=0.5),
        "tuning_trials: keep_prob.low: expected a number below 0.5, got 0.5",
    ),
    "logarithm of zero": (
        "tuning_trials",
        _space("l2_penalty", scale="log", low=0.0, high=0.5),
        "tuning_trials: l2_penalty.low: expected a number above 0 on a log "
        "scale, got 0",
    ),
    "beta of one": (
        "tuning_trials",
        _space("beta1", scale="log_one_minus", low=0.5, high=1.0),
        "tuning_trials: beta1.high: expected a number of at least 0 and below "
        "1, got 1",
    ),
    "one on a log_one_minus scale": (
        "tuning_trials",
        _space("keep_prob", scale="log_one_minus", low=0.5, high=1.0),
        "tuning_trials: keep_prob.high: expected a number below 1 on a "
        "log_one_minus scale, got 1",
    ),
    "NaN as an end": (
        "tuning_trials",
        _space("learning_rate", scale="log", low=np.nan, high=1.0),
        "tuning_trials: learning_rate.low: expected a finite number above 0, "
        "got nan",
    ),
    "choice that is none": (
        "tuning_trials",
        _space("optimizer", scale="choice", choices=["adam", "adma"]),
        "tuning_trials: optimizer.choices: expected one of gradient_descent, "
        "momentum, classical_momentum, rmsprop, adam, got adma",
    ),
    "no trials": (
        "tuning_trials",
        (RATE, 0, 0, 0),
        "tuning_trials: n_trials: expected a whole number of at least 1, got 0",
    ),
    "trial outside its space": (
        "narrow_space",
        (RATE, {"learning_rate": 2.0}, 0.5),
        "narrow_space: learning_rate: expected a number from 0.0001 to 1, "
        "got 2",
    ),
    "trial that lacks a value": (
        "narrow_space",
        (RATE, {"beta1": 0.9}, 0.5),
        "narrow_space: trial: expected learning_rate, got none",
    ),
    "factor above one": (
        "narrow_space",
        (RATE, {"learning_rate": 0.1}, 2.0),
        "narrow_space: factor: expected a number above 0 and at most 1, got 2",
    ),
    "factor that leaves nothing": (
        "narrow_space",
        (RATE, {"learning_rate": 0.1}, 1e-30),
        "narrow_space: factor: expected a factor that leaves learning_rate a "
        "range, got 1e-30",
    ),
    "no rounds": (
        "random_search",
        _search(RATE, 0, 1),
        "random_search: n_rounds: expected a whole number of at least 1, got 0",
    ),
    "unknown criterion": (
        "random_search",
        _search(RATE, 1, 1, 4, 0, "recall"),
        "random_search: criterion: expected one of loss, accuracy, got recall",
    ),
    "hidden layer to tune in a network without": (
        "random_search",
        _search({"n_hidden": {"scale": "integer", "low": 2.0, "high": 5.0}}),
        "random_search: network: expected a hidden layer to tune, got none",
    ),
    "validation labels of other samples": (
        "random_search",
        (X, LABELS, X, LABELS[:3], NETWORK, DESCENT, RATE, 2, 1, 1),
        "random_search: labels_validation: expected 4 labels, got 3",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_input_is_refused_in_the_same_words(port: Port, name: str) -> None:
    operation, arguments, says = REFUSALS[name]
    returns = tuple(i["name"] for i in contract()[operation]["returns"])
    reply = port.call([Request(operation, arguments, returns)])[0]
    assert reply.error == says
