"""Rounding errors of single operations on exact arguments, in units of u."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from .activation_errors import (
    Activated,
    activated,
    log_sum_exp_error,
    sigmoid_error,
    sigmoid_slope_error,
    tanh_slope_error,
)
from .error_model import (
    Layer,
    backward_error,
    backward_errors,
    dense_error,
    forward_errors,
    forward_layers,
    gradient_errors,
    gradient_size,
)
from .loss_errors import (
    binary_loss_error,
    categorical_loss_error,
    loss_error,
    penalty_error,
    perceptron_loss_error,
)
from .statistics_errors import overall_errors
from .tolerances import Trace

Arguments = dict[str, Any]
# The loss of a moved parameter errs a little more than that of an unmoved.
MOVED = 1.1


def _sigmoid(arguments: Arguments, expected: Trace) -> Trace:
    return {"A": sigmoid_error(expected["A"])}


def _sigmoid_derivative(arguments: Arguments, expected: Trace) -> Trace:
    return {"D": sigmoid_slope_error(arguments["A"], 0 * arguments["A"])}


def _tanh_derivative(arguments: Arguments, expected: Trace) -> Trace:
    return {"D": tanh_slope_error(arguments["A"], 0 * arguments["A"])}


def _log_sum_exp(arguments: Arguments, expected: Trace) -> Trace:
    return {"S": log_sum_exp_error(arguments["Z"])}


def _softmax(arguments: Arguments, expected: Trace) -> Trace:
    return {"P": _activated(arguments["Z"], "softmax").A_error}


def _softmax_jacobian(arguments: Arguments, expected: Trace) -> Trace:
    """A difference, then a product."""
    return {"J": 2.0 * np.abs(expected["J"])}


def _activation_forward(arguments: Arguments, expected: Trace) -> Trace:
    return {"A": _activated(arguments["Z"], arguments["activation"]).A_error}


def _activated(Z: np.ndarray, activation: str) -> Activated:
    return activated(Z, 0.0 * Z, activation)


def _activation_backward(arguments: Arguments, expected: Trace) -> Trace:
    dA, Z, A = (arguments[name] for name in ("dA", "Z", "A"))
    return {"dZ": backward_error(dA, 0 * dA, _given(Z, A, arguments))[1]}


def _given(Z: np.ndarray, A: np.ndarray, arguments: Arguments) -> Activated:
    """An activation whose output is given, so that only its slope errs."""
    name, exact = arguments["activation"], 0.0 * A
    if name == "tanh":
        return Activated(A, exact, 1.0 - A * A, tanh_slope_error(A, exact))
    if name == "sigmoid":
        slope_error = sigmoid_slope_error(A, exact)
        return Activated(A, exact, A * (1.0 - A), slope_error)
    slope = (Z > 0).astype(np.float64)  # of relu; a step's is not used
    return Activated(A, exact, slope, exact, is_exact=True)


def _divisor(arguments: Arguments) -> int:
    mean = arguments.get("reduction", "mean") == "mean"
    return int(arguments["Y"].shape[1]) if mean else 1


def _categorical_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = categorical_loss_error(Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _binary_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = binary_loss_error(Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _perceptron_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = perceptron_loss_error(Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _loss_gradient(arguments: Arguments, expected: Trace) -> Trace:
    """A difference, then a quotient."""
    return {"dZ": 2.0 * np.abs(expected["dZ"])}


def _l2_loss(arguments: Arguments, expected: Trace) -> Trace:
    parameters, penalty, n_samples = arguments.values()
    error, _ = penalty_error(parameters, penalty, int(n_samples))
    return {"loss": np.array(error)}


def _dense_forward(arguments: Arguments, expected: Trace) -> Trace:
    return {"Z": dense_error(*arguments.values())}


def _dense_gradients(arguments: Arguments, expected: Trace) -> Trace:
    dZ, A_prev = arguments["dZ"], arguments["A_prev"]
    dW, db = gradient_errors(dZ, 0 * dZ, A_prev, 0 * A_prev)
    return {"dW": dW, "db": db}


def _dense_backward(arguments: Arguments, expected: Trace) -> Trace:
    dZ, W = np.abs(arguments["dZ"]), np.abs(arguments["W"])
    return {"dA_prev": len(W) * (W.T @ dZ)}  # n_in x n_samples


def _network(arguments: Arguments) -> Any:
    """A case's description of a network, with what it leaves out."""
    defaults = {"reduction": "mean", "l2_penalty": 0.0, "keep_prob": 1.0}
    return SimpleNamespace(**{**defaults, **arguments["network"]})


def _network_forward(arguments: Arguments, expected: Trace) -> Trace:
    network = _network(arguments)
    masks = arguments.get("masks", {})
    layers = forward_layers(
        arguments["X"],
        arguments["parameters"],
        network.activations,
        {int(n[1:]): mask / network.keep_prob for n, mask in masks.items()},
    )
    errors = {"A0": 0 * arguments["X"], **forward_errors(layers)}
    errors.update({name: 0 * mask for name, mask in masks.items()})
    named = {f"cache.{name}": error for name, error in errors.items()}
    return {"output": layers[-1].A_error, "P": layers[-1].A_error, **named}


def _network_loss(arguments: Arguments, expected: Trace) -> Trace:
    network = _network(arguments)
    Z = arguments["cache"][f"Z{len(network.activations)}"]
    Y, parameters = arguments["Y"], arguments["parameters"]
    return {"loss": np.array(loss_error(Z, 0 * Z, Y, parameters, network))}


def _network_backward(arguments: Arguments, expected: Trace) -> Trace:
    cache, network = arguments["cache"], _network(arguments)
    layers = [
        _given_layer(cache, number, activation, network.keep_prob)
        for number, activation in enumerate(network.activations, start=1)
    ]
    Y, parameters = arguments["Y"], arguments["parameters"]
    errors = backward_errors(cache["A0"], Y, parameters, layers, network)
    return {f"gradients.{name}": error for name, error in errors.items()}


def _given_layer(
    cache: Trace, number: int, activation: str, keep_prob: float
) -> Layer:
    """A layer as the cache has it: exact, so only going back errs."""
    Z, A = cache[f"Z{number}"], cache[f"A{number}"]
    mask = cache.get(f"M{number}")
    unit = _given(Z, cache.get(f"G{number}", A), {"activation": activation})
    kept = None if mask is None else mask / keep_prob
    return Layer(Z, 0 * Z, unit, A, 0 * A, kept)


def _train(arguments: Arguments, expected: Trace) -> Trace:
    """A few steps that amplify nothing: each adds one step's roundings."""
    sizes = arguments["network"]["layer_sizes"]
    return {
        name: _training_error(arguments, sizes, value)
        for name, value in expected.items()
    }


def _random_search(arguments: Arguments, expected: Trace) -> Trace:
    """Scores and parameters as after `train`; all else is drawn, or words."""
    first, *hidden, last = arguments["network"]["layer_sizes"]
    widths = expected.get("search.trials.n_hidden", np.array(hidden or [0]))
    depths = expected.get("search.trials.n_hidden_layers", len(hidden))
    widest = [first, *[widths.max()] * int(np.max(depths)), last]
    computed = ("search.score", "search.parameters")
    return {
        name: _training_error(arguments, widest, value)
        if name.startswith(computed)
        else np.zeros(value.shape)
        for name, value in expected.items()
    }


def _training_error(
    arguments: Arguments, sizes: Sequence[float], value: np.ndarray
) -> np.ndarray:
    """Error after some steps.

    In a step a number passes through each layer's sums, there and back, and
    through a sum over the samples.
    """
    n_roundings = arguments["X"].shape[1] + 2 * sum(n + 2 for n in sizes)
    finite = np.abs(value[np.isfinite(value)])
    largest = finite.max(initial=1.0)
    return np.array(arguments["steps"] * n_roundings * largest)


def _numerical_gradients(arguments: Arguments, expected: Trace) -> Trace:
    slope, _ = _check_errors(arguments)
    return {name: slope + 3.0 * np.abs(a) for name, a in expected.items()}


def _gradient_check(arguments: Arguments, expected: Trace) -> Trace:
    """Distances between slopes and gradients, relative to their size."""
    slope, layers = _check_errors(arguments)
    network, X = _network(arguments), arguments["X"]
    problem = (X, _targets(arguments), arguments["parameters"], layers)
    errors = backward_errors(*problem, network)
    named = [errors[f"d{name}"] for name in arguments["parameters"]]
    n_parameters = sum(error.size for error in named)
    size = gradient_size(*problem, network)
    of_gradients = np.sqrt(sum((error**2).sum() for error in named))
    of_slopes = slope * np.sqrt(n_parameters) + 3.0 * size
    own = (n_parameters + 6.0) * expected["difference"]
    return {"difference": 2.0 * (of_slopes + of_gradients) / size + own}


def _check_errors(arguments: Arguments) -> tuple[float, list[Layer]]:
    """Error of a slope: those of two losses, over twice epsilon."""
    network, parameters = _network(arguments), arguments["parameters"]
    masks = arguments.get("masks", {})
    kept = {int(n[1:]): mask / network.keep_prob for n, mask in masks.items()}
    X = arguments["X"]
    layers = forward_layers(X, parameters, network.activations, kept)
    Z, Z_error, Y = layers[-1].Z, layers[-1].Z_error, _targets(arguments)
    loss = loss_error(Z, Z_error, Y, parameters, network)
    return MOVED * loss / arguments.get("epsilon", 1e-7), layers


def _targets(arguments: Arguments) -> np.ndarray:
    labels = arguments["labels"]
    n_outputs = arguments["network"]["layer_sizes"][-1]
    if n_outputs == 1:
        return labels[None, :]  # 1 x n_samples
    return 1.0 * (np.arange(n_outputs)[:, None] == labels)


def _gradient_difference(arguments: Arguments, expected: Trace) -> Trace:
    """Differences, three norms, a sum and a quotient."""
    size = sum(value.size for value in arguments["numerical"].values())
    return {"difference": (size + 6.0) * expected["difference"]}


def _standardize(arguments: Arguments, expected: Trace) -> Trace:
    """Mean from the first sample on, then the root of the mean square."""
    X, scale = arguments["X"], expected["scale"]
    n, C = X.shape[1] + 2, np.abs(X - expected["mean"])
    far = np.abs(X - X[:, :1]).mean(axis=1, keepdims=True)
    mean_error = n * far + np.abs(expected["mean"])  # n_features x 1
    C_error = C + mean_error  # n_features x n_samples
    squares = (2.0 * C * C_error + n * C * C).mean(axis=1, keepdims=True)
    scale_error = squares / (2.0 * scale) + scale
    X_error = (C_error + C / scale * scale_error + C) / scale
    return {"X": X_error, "mean": mean_error, "scale": scale_error}


def _overall_statistics(arguments: Arguments, expected: Trace) -> Trace:
    return overall_errors(arguments["counts"], expected)


def _area_under_curve(arguments: Arguments, expected: Trace) -> Trace:
    """Differences, sums, products, halves, and a sum of all."""
    x, y = arguments["x"], np.abs(arguments["y"])
    terms = np.abs(np.diff(x)) * (y[1:] + y[:-1]) / 2
    return {"area": (x.size + 3.0) * terms.sum()}


ERRORS: dict[str, Callable[[Arguments, Trace], Trace]] = {
    "sigmoid": _sigmoid,
    "sigmoid_derivative": _sigmoid_derivative,
    "tanh_derivative": _tanh_derivative,
    "log_sum_exp": _log_sum_exp,
    "softmax": _softmax,
    "softmax_jacobian": _softmax_jacobian,
    "activation_forward": _activation_forward,
    "activation_backward": _activation_backward,
    "categorical_cross_entropy": _categorical_loss,
    "categorical_cross_entropy_gradient": _loss_gradient,
    "binary_cross_entropy": _binary_loss,
    "binary_cross_entropy_gradient": _loss_gradient,
    "perceptron_loss": _perceptron_loss,
    "perceptron_loss_gradient": _loss_gradient,
    "dense_forward": _dense_forward,
    "dense_gradients": _dense_gradients,
    "dense_backward": _dense_backward,
    "network_forward": _network_forward,
    "network_loss": _network_loss,
    "network_backward": _network_backward,
    "predict_probabilities": _network_forward,
    "l2_loss": _l2_loss,
    "train": _train,
    "random_search": _random_search,
    "gradient_check": _gradient_check,
    "numerical_gradients": _numerical_gradients,
    "gradient_difference": _gradient_difference,
    "standardize": _standardize,
    "overall_statistics": _overall_statistics,
    "area_under_curve": _area_under_curve,
}
