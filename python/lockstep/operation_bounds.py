"""Tolerances of single operations: 64 u S, or equality.

S is the sum of the magnitudes of the terms that make a result, given
exact arguments; see `tolerances` for the factor.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from .magnitudes import (
    backward_magnitudes,
    forward_magnitudes,
    layer_values,
)
from .statistics_magnitudes import overall_magnitudes
from .tolerances import REPLAY_FACTOR, UNIT_ROUNDOFF, Trace

# Below the smallest normal double precision is lost bit by bit.
SUBNORMAL = 2.0**-1022

Arguments = dict[str, Any]


def operation_bounds(case: Any, expected: Trace, comparison: str) -> Trace:
    """Bounds on the error of each result of an operation case.

    Parameters
    ----------
    case : Case
        An operation case.
    expected : dict of ndarray
        The reference's results, flat.
    comparison : {"equal", "bounded"}
        From the contract.

    Returns
    -------
    dict of ndarray
    """
    if comparison == "equal":
        return {name: np.zeros(a.shape) for name, a in expected.items()}
    arguments = case.arguments
    magnitudes = MAGNITUDES.get(case.operation, _own_size)
    S = magnitudes(arguments, expected)
    unit = REPLAY_FACTOR * UNIT_ROUNDOFF
    return {
        name: unit * (np.broadcast_to(S[name], a.shape) + SUBNORMAL)
        for name, a in expected.items()
    }


def _own_size(arguments: Arguments, expected: Trace) -> Trace:
    """Products and quotients only: the error is relative to the result."""
    return {name: np.abs(value) for name, value in expected.items()}


def _tanh_derivative(arguments: Arguments, expected: Trace) -> Trace:
    return {"D": 1.0 + arguments["A"] ** 2}


def _spread(Z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of scores, and how far below the largest they lie."""
    below = Z.max(axis=0) - Z  # n_classes x n_samples
    E = np.exp(-below)
    return E / E.sum(axis=0), below


def _log_sum_exp(arguments: Arguments, expected: Trace) -> Trace:
    Z = arguments["Z"]
    P, below = _spread(Z)
    largest = np.abs(Z.max(axis=0))
    return {"S": 1.0 + largest + np.log(len(Z)) + (P * below).sum(axis=0)}


def _softmax(arguments: Arguments, expected: Trace) -> Trace:
    P, below = _spread(arguments["Z"])
    S = P * (1.0 + below + (P * below).sum(axis=0))
    return {name: S for name in expected}


def _activation_forward(arguments: Arguments, expected: Trace) -> Trace:
    if arguments["activation"] == "softmax":
        return _softmax(arguments, expected)
    return _own_size(arguments, expected)


def _activation_backward(arguments: Arguments, expected: Trace) -> Trace:
    if arguments["activation"] != "tanh":
        return _own_size(arguments, expected)
    return {"dZ": np.abs(arguments["dA"]) * (1.0 + arguments["A"] ** 2)}


def _divisor(arguments: Arguments) -> int:
    mean = arguments.get("reduction", "mean") == "mean"
    return int(arguments["Y"].shape[1]) if mean else 1


def _categorical_loss(arguments: Arguments, expected: Trace) -> Trace:
    own = _log_sum_exp(arguments, expected)["S"]
    terms = own + np.abs(arguments["Y"] * arguments["Z"]).sum(axis=0)
    return {"loss": terms.sum() / _divisor(arguments)}


def _binary_loss(arguments: Arguments, expected: Trace) -> Trace:
    Z, Y = arguments["Z"], arguments["Y"]
    terms = np.maximum(Z, 0.0) + np.abs(Z * Y) + np.exp(-np.abs(Z))
    return {"loss": terms.sum() / _divisor(arguments)}


def _dense_forward(arguments: Arguments, expected: Trace) -> Trace:
    W, A_prev, b = (np.abs(arguments[n]) for n in ("W", "A_prev", "b"))
    return {"Z": W @ A_prev + b}


def _dense_gradients(arguments: Arguments, expected: Trace) -> Trace:
    dZ, A_prev = np.abs(arguments["dZ"]), np.abs(arguments["A_prev"])
    return {"dW": dZ @ A_prev.T, "db": dZ.sum(axis=1, keepdims=True)}


def _dense_backward(arguments: Arguments, expected: Trace) -> Trace:
    return {"dA_prev": np.abs(arguments["W"]).T @ np.abs(arguments["dZ"])}


def _forward(arguments: Arguments) -> Trace:
    X, parameters = arguments["X"], arguments["parameters"]
    activations = arguments["network"]["activations"]
    layers = layer_values(X, parameters, activations)
    return forward_magnitudes(X, parameters, layers)


def _network_forward(arguments: Arguments, expected: Trace) -> Trace:
    S = _forward(arguments)
    output = S[f"A{len(arguments['network']['activations'])}"]
    named = {
        name: S[name.removeprefix("cache.")]
        for name in expected
        if name != "output"
    }
    return {"output": output, **named}


def _predict(arguments: Arguments, expected: Trace) -> Trace:
    return {"P": _network_forward(arguments, {})["output"]}


def _network_loss(arguments: Arguments, expected: Trace) -> Trace:
    network = arguments["network"]
    Z = arguments["cache"][f"Z{len(network['activations'])}"]
    scores = {"Z": Z, "Y": arguments["Y"], **network}
    if network["loss"] == "categorical_cross_entropy":
        own = _categorical_loss(scores, expected)["loss"]
    else:
        own = _binary_loss(scores, expected)["loss"]
    weights = (W for n, W in arguments["parameters"].items() if n[0] == "W")
    penalty = network.get("l2_penalty", 0.0) / (2 * _divisor(scores))
    return {"loss": own + penalty * sum((W * W).sum() for W in weights)}


def _network_backward(arguments: Arguments, expected: Trace) -> Trace:
    cache, network = arguments["cache"], arguments["network"]
    layers = layer_values(
        cache["A0"], arguments["parameters"], network["activations"]
    )
    # Z and A are given exactly: only the backward pass makes errors.
    given = {
        name: np.abs(a) if name.startswith("A") else np.zeros_like(a)
        for name, a in cache.items()
    }
    settings = SimpleNamespace(
        **{"reduction": "mean", "l2_penalty": 0.0, "keep_prob": 1.0, **network}
    )
    S = backward_magnitudes(
        arguments["Y"], arguments["parameters"], layers, given, settings
    )
    return {name: S[name.removeprefix("gradients.")] for name in expected}


def _standardize(arguments: Arguments, expected: Trace) -> Trace:
    X, scale = arguments["X"], expected["scale"]
    first, C = X[:, :1], np.abs(X - expected["mean"])
    S_mean = np.abs(first) + np.abs(X - first).mean(axis=1, keepdims=True)
    S_C = C + S_mean  # n_features x n_samples
    S_scale = scale + (C * S_C).mean(axis=1, keepdims=True) / scale
    S_X = S_C / scale + C / scale * S_scale / scale
    return {"X": S_X, "mean": S_mean, "scale": S_scale}


def _overall_statistics(arguments: Arguments, expected: Trace) -> Trace:
    return overall_magnitudes(arguments["counts"], expected)


def _area_under_curve(arguments: Arguments, expected: Trace) -> Trace:
    x, y = arguments["x"], np.abs(arguments["y"])
    return {"area": (np.abs(np.diff(x)) * (y[1:] + y[:-1]) / 2).sum()}


def _train(arguments: Arguments, expected: Trace) -> Trace:
    """A few steps that amplify nothing: each adds one step's rounding."""
    steps = arguments["steps"]
    return {
        name: np.full(value.shape, steps * max(1.0, np.abs(value).max()))
        for name, value in expected.items()
    }


MAGNITUDES: dict[str, Callable[[Arguments, Trace], Trace]] = {
    "tanh_derivative": _tanh_derivative,
    "log_sum_exp": _log_sum_exp,
    "softmax": _softmax,
    "activation_forward": _activation_forward,
    "activation_backward": _activation_backward,
    "categorical_cross_entropy": _categorical_loss,
    "binary_cross_entropy": _binary_loss,
    "dense_forward": _dense_forward,
    "dense_gradients": _dense_gradients,
    "dense_backward": _dense_backward,
    "network_forward": _network_forward,
    "predict_probabilities": _predict,
    "network_loss": _network_loss,
    "network_backward": _network_backward,
    "train": _train,
    "standardize": _standardize,
    "overall_statistics": _overall_statistics,
    "area_under_curve": _area_under_curve,
}
