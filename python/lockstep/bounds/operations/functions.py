"""Rounding errors of single operations on exact arguments, in units of u."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...cases.arguments import Arguments
from ...traces.trace import Trace
from ..activations import (
    Activated,
    activated,
    given,
    sigmoid_error,
    sigmoid_slope,
    tanh_slope,
)
from ..losses import (
    binary_loss_error,
    categorical_loss_error,
    penalty_error,
    perceptron_loss_error,
)
from ..rounding import of_product
from ..softmax import log_sum_exp_error
from ..step import (
    backward_error,
    dense_error,
    given_back_error,
    gradient_errors,
    output_error,
)
from .networks import NETWORK_ERRORS, on_map, training_error
from .statistics import overall_errors
from .updates import UPDATE_ERRORS


def _sigmoid(arguments: Arguments, expected: Trace) -> Trace:
    return {"A": sigmoid_error(expected["A"])}


def _sigmoid_derivative(arguments: Arguments, expected: Trace) -> Trace:
    A = arguments["A"]
    return {"D": sigmoid_slope(A, 0 * A).slope_error}


def _tanh_derivative(arguments: Arguments, expected: Trace) -> Trace:
    A = arguments["A"]
    return {"D": tanh_slope(A, 0 * A).slope_error}


def _log_sum_exp(arguments: Arguments, expected: Trace) -> Trace:
    return {"S": log_sum_exp_error(arguments["Z"])}


def _softmax(arguments: Arguments, expected: Trace) -> Trace:
    return {"P": _activated(arguments["Z"], "softmax").A_error}


def _softmax_jacobian(arguments: Arguments, expected: Trace) -> Trace:
    """A difference, then a product."""
    J = np.abs(expected["J"])
    P = arguments["P"]
    return {"J": 2.0 * J + of_product(P[:, None] * np.ones_like(J), 1.0)}


def _activation_forward(arguments: Arguments, expected: Trace) -> Trace:
    return {"A": _activated(arguments["Z"], arguments["activation"]).A_error}


def _activated(Z: np.ndarray, activation: str) -> Activated:
    return activated(Z, 0.0 * Z, activation)


def _activation_backward(arguments: Arguments, expected: Trace) -> Trace:
    dA, Z, A = (arguments[name] for name in ("dA", "Z", "A"))
    unit = given(Z, A, arguments["activation"])
    return {"dZ": backward_error(dA, 0 * dA, unit)[1]}


def _divisor(arguments: Arguments) -> int:
    mean = arguments.get("reduction", "mean") == "mean"
    return int(arguments["Y"].shape[1]) if mean else 1


def _categorical_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = categorical_loss_error(Z, 0 * Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _binary_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = binary_loss_error(Z, 0 * Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _perceptron_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    error, _ = perceptron_loss_error(Z, 0 * Z, Y, _divisor(arguments))
    return {"loss": np.array(error)}


def _loss_gradient(arguments: Arguments, expected: Trace) -> Trace:
    dZ = expected["dZ"]
    return {"dZ": output_error(dZ, 0 * dZ, 1)}


def _l2_loss(arguments: Arguments, expected: Trace) -> Trace:
    parameters, penalty, n_samples = arguments.values()
    error, _ = penalty_error(parameters, penalty, int(n_samples))
    return {"loss": np.array(error)}


def _dense_forward(arguments: Arguments, expected: Trace) -> Trace:
    A, W, b = arguments.values()
    return {"Z": dense_error(A, 0 * A, W, b)}


def _dense_gradients(arguments: Arguments, expected: Trace) -> Trace:
    dZ, A_prev = arguments["dZ"], arguments["A_prev"]
    dW, db = gradient_errors(dZ, 0 * dZ, A_prev, 0 * A_prev)
    return {"dW": dW, "db": db}


def _dense_backward(arguments: Arguments, expected: Trace) -> Trace:
    dZ, W = arguments["dZ"], arguments["W"]
    return {"dA_prev": given_back_error(dZ, 0 * dZ, W)}


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


def _fit_network(arguments: Arguments, expected: Trace) -> Trace:
    """As `train`, from samples that `standardize` has rounded."""
    scaling = _standardize(arguments, expected)
    n_classes = int(arguments["labels"].max()) + 1
    hidden = arguments.get("hidden", ())
    sizes = [
        len(arguments["X"]),
        *hidden,
        1 if n_classes == 2 else n_classes,
    ]
    of_samples = float(scaling.pop("X").max())
    return {
        name: scaling[name]
        if name in scaling
        else training_error(arguments, sizes, value, of_samples)
        for name, value in expected.items()
    }


def _overall_statistics(arguments: Arguments, expected: Trace) -> Trace:
    return overall_errors(arguments["counts"], expected)


def _area_under_curve(arguments: Arguments, expected: Trace) -> Trace:
    """Differences, sums, products, halves, and a sum of all."""
    x, y = arguments["x"], np.abs(arguments["y"])
    terms = np.abs(np.diff(x)) * (y[1:] + y[:-1]) / 2
    return {"area": (x.size + 3.0) * terms.sum()}


def _softmax_surface(arguments: Arguments, expected: Trace) -> Trace:
    """Probabilities of scores that are rounded themselves."""
    at, errors = on_map(expected, "z1", "z2")
    P_error = activated(at["points"], at["errors"], "softmax").A_error[0]
    return {**errors, "P": P_error.reshape(expected["P"].shape)}


ERRORS: dict[str, Callable[[Arguments, Trace], Trace]] = {
    **NETWORK_ERRORS,
    **UPDATE_ERRORS,
    "sigmoid": _sigmoid,
    "sigmoid_derivative": _sigmoid_derivative,
    "tanh_derivative": _tanh_derivative,
    "log_sum_exp": _log_sum_exp,
    "softmax": _softmax,
    "softmax_jacobian": _softmax_jacobian,
    "plot_softmax_surface": _softmax_surface,
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
    "l2_loss": _l2_loss,
    "gradient_difference": _gradient_difference,
    "standardize": _standardize,
    "fit_network": _fit_network,
    "overall_statistics": _overall_statistics,
    "area_under_curve": _area_under_curve,
}
