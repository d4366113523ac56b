"""What no bound of a step is below: a few terms of it, quick to compute.

The bound of a step runs through the network once more, with the errors of
every number.  Most of it comes from a few terms: what the sums of the last
scores round, how that goes back through the network, and what the sums of
the gradients round.  These need only the numbers of the step as it was
computed; `step` takes the largest that they may be in any program.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from .activations import ANY
from .rounding import SLACK
from .softmax import FULL, STEEPEST

if TYPE_CHECKING:
    from firstprinciples import Network

Matrices = Mapping[str, np.ndarray]


def least_errors(
    cache: Matrices,
    gradients: Matrices,
    Y: np.ndarray,
    loss: float,
    parameters: Matrices,
    network: Network,
) -> dict[str, np.ndarray]:
    """What the errors of `step_errors` are not below.

    Parameters
    ----------
    cache, gradients : mapping of ndarray
        A0, Z_l, A_l, dropout's G_l and M_l, and dZ_l of the step.
    Y : ndarray, shape (n_outputs, n_samples)
    loss : float
    parameters : mapping of ndarray
    network : Network

    Returns
    -------
    dict of ndarray
        Of the loss, dW_l and db_l, in units of u.
    """
    n_layers, n_samples = len(network.activations), Y.shape[1]
    m = n_samples if network.reduction == "mean" else 1
    of_scores = _of_scores(cache, parameters, n_layers)
    carried = (np.abs(cache[f"A{n_layers}"] - Y) * of_scores).sum() / m
    least = {"loss": _n_sums(n_samples, parameters, network) * abs(loss)}
    if network.activations[-1] != "step":  # a tie has no error
        least["loss"] += carried
    error = _of_output(cache, of_scores, network) / m
    for number in range(n_layers, 0, -1):
        D = np.abs(gradients[f"dZ{number}"])
        right = np.abs(cache[f"A{number - 1}"]).T
        each = n_samples * D + error
        least[f"dW{number}"] = each @ right
        least[f"db{number}"] = each.sum(axis=1, keepdims=True)
        if number > 1:
            W = np.abs(parameters[f"W{number}"]).T
            error = W @ (W.shape[1] * D + error)
            error *= _slope(cache, number - 1, network)
    return {name: (1.0 - SLACK) * np.array(e) for name, e in least.items()}


def _n_sums(n_samples: int, parameters: Matrices, network: Network) -> int:
    """Roundings of the sums that the loss, or its penalty, passes through."""
    if not network.l2_penalty:
        return n_samples + 1
    weights = [W for name, W in parameters.items() if name[0] == "W"]
    return int(min(n_samples + 1, sum(W.size for W in weights) + 4))


def _of_scores(
    cache: Matrices, parameters: Matrices, n_layers: int
) -> np.ndarray:
    """What the last scores' own sums round."""
    W, b = (np.abs(parameters[f"{name}{n_layers}"]) for name in "Wb")
    scores: np.ndarray = W @ np.abs(cache[f"A{n_layers - 1}"]) + b
    scores *= W.shape[1] + 1
    return scores


def _of_output(
    cache: Matrices, of_scores: np.ndarray, network: Network
) -> np.ndarray:
    """What that makes of the probabilities."""
    A, activation = (
        cache[f"A{len(network.activations)}"],
        network.activations[-1],
    )
    if activation == "softmax":
        units = of_scores + (A * of_scores).sum(axis=0)
        return np.minimum(A * np.minimum(units, STEEPEST * FULL), FULL)
    if activation == "sigmoid":
        return np.minimum(A * (1.0 - A) * of_scores, ANY)
    return 0.0 * A


def _slope(cache: Matrices, number: int, network: Network) -> np.ndarray:
    """Slope of a hidden layer, and what dropout multiplies with."""
    A = cache.get(f"G{number}", cache[f"A{number}"])
    activation = network.activations[number - 1]
    if activation == "relu":
        slope: np.ndarray = cache[f"Z{number}"] > 0
    elif activation == "tanh":
        slope = 1.0 - A * A
    else:
        slope = A * (1.0 - A)
    if f"M{number}" in cache:
        return slope * cache[f"M{number}"] / network.keep_prob
    return slope
