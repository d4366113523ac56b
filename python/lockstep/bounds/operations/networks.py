"""Rounding errors of operations on whole networks, in units of u."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from firstprinciples import Network

from ...cases.arguments import Arguments
from ...traces.trace import Trace
from ..activations import given
from ..losses import loss_error
from ..rounding import between
from ..softmax import FULL
from ..step import (
    Layer,
    backward_errors,
    forward_errors,
    forward_layers,
    gradient_size,
)

# The loss of a moved parameter errs a little more than that of an unmoved.
MOVED = 1.1
# Both ends of a side, a step, products and sums; as many back from the picture.
SIDE_ROUNDINGS = 32.0
N_COLOURS = 7  # the numbers of colours are below it


def _network(arguments: Arguments) -> Network:
    """A case's description of a network, with what it leaves out."""
    defaults = {"reduction": "mean", "l2_penalty": 0.0, "keep_prob": 1.0}
    return Network(**{**defaults, **arguments["network"]})


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
    unit = given(Z, cache.get(f"G{number}", A), activation)
    kept = None if mask is None else mask / keep_prob
    return Layer(Z, 0 * Z, unit, A, 0 * A, kept)


def _train(arguments: Arguments, expected: Trace) -> Trace:
    """A few steps that amplify nothing: each adds one step's roundings."""
    sizes = arguments["network"]["layer_sizes"]
    return {
        name: training_error(arguments, sizes, value)
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
        name: training_error(arguments, widest, value)
        if name.startswith(computed)
        else np.zeros(value.shape)
        for name, value in expected.items()
    }


def training_error(
    arguments: Arguments,
    sizes: Sequence[float],
    value: np.ndarray,
    of_samples: float = 0.0,
) -> np.ndarray:
    """Error after some steps.

    In a step a number passes through each layer's sums, there and back, and
    through a sum over the samples; these may err by `of_samples` themselves.
    """
    n_roundings = arguments["X"].shape[1] + 2 * sum(n + 2 for n in sizes)
    n_roundings += of_samples
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


def on_map(expected: Trace, x: str, y: str) -> tuple[Trace, Trace]:
    """Points of a map and their errors; those of all results, 0 elsewhere."""
    errors = {name: np.zeros(value.shape) for name, value in expected.items()}
    for name in (x, y):
        largest = np.abs(expected[name]).max()
        errors[name] = np.full(expected[name].shape, SIDE_ROUNDINGS * largest)
    points = {
        key: np.stack([side.ravel() for side in np.meshgrid(of[x], of[y])])
        for key, of in (("points", expected), ("errors", errors))
    }
    return points, errors


def _plot_decision_boundary(arguments: Arguments, expected: Trace) -> Trace:
    """Points are rounded; where classes nearly tie a region may be any."""
    at, errors = on_map(expected, "x1", "x2")
    parameters, network = arguments["parameters"], _network(arguments)
    layers = forward_layers(
        at["points"], parameters, network.activations, {}, at["errors"]
    )
    may_be_any = _nearly_tie(layers[-1]).reshape(expected["regions"].shape)
    return {**errors, "regions": np.where(may_be_any, N_COLOURS * FULL, 0.0)}


def _nearly_tie(last: Layer) -> np.ndarray:
    """Samples whose class rounding may change."""
    P, error = last.A, last.A_error  # n_outputs x n_samples
    if len(P) == 1:
        near: np.ndarray = np.abs(P[0] - 0.5) <= between(error[0])
        return near
    first, samples = P.argmax(axis=0), np.arange(P.shape[1])
    margin = P[first, samples] - P
    near = margin <= between(error + error[first, samples])
    return near.sum(axis=0) > 1  # the first one ties with itself


NETWORK_ERRORS: dict[str, Callable[[Arguments, Trace], Trace]] = {
    "network_forward": _network_forward,
    "network_loss": _network_loss,
    "network_backward": _network_backward,
    "train": _train,
    "random_search": _random_search,
    "gradient_check": _gradient_check,
    "numerical_gradients": _numerical_gradients,
    "predict_probabilities": _network_forward,
    "plot_decision_boundary": _plot_decision_boundary,
}
