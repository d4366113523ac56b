"""A network of dense layers: forward, loss, backward, predict.

One code for every depth and width.  Parameters, caches and gradients are
keyed by the names of the course: W1, b1, Z1, A1, dZ1, dW1, ...
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from .activations import activation_backward, activation_forward
from .checks import (
    Matrix,
    check_count,
    check_labels,
    check_whole,
    checks_enabled,
    describe,
    refuse,
)
from .kinds import record
from .layers import dense_backward, dense_forward, dense_gradients
from .losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    categorical_cross_entropy,
    categorical_cross_entropy_gradient,
    one_hot,
    perceptron_loss,
    perceptron_loss_gradient,
)
from .network_checks import (
    check_inputs,
    check_masks,
    check_pass,
    check_settings,
)
from .regularization import (
    dropout_backward,
    dropout_forward,
    dropout_mask,
    l2_gradient,
    l2_loss,
)


@record("network")
@dataclass(frozen=True)
class Network:
    """What a network is, without its parameters; see `new_network`."""

    layer_sizes: tuple[int, ...]
    activations: tuple[str, ...]
    loss: str
    reduction: str
    l2_penalty: float = 0.0
    keep_prob: float = 1.0

    @property
    def n_classes(self) -> int:
        """Number of classes; one sigmoid output tells two."""
        return max(2, self.layer_sizes[-1])

    @property
    def parameter_shapes(self) -> dict[str, tuple[int, int]]:
        """Shapes of W1, b1, W2, b2, ..."""
        shapes = {}
        for layer, (n_in, n_out) in enumerate(
            pairwise(self.layer_sizes), start=1
        ):
            shapes[f"W{layer}"] = (n_out, n_in)
            shapes[f"b{layer}"] = (n_out, 1)
        return shapes


def new_network(
    layer_sizes: Sequence[int],
    activations: Sequence[str],
    loss: str,
    reduction: str = "mean",
    l2_penalty: float = 0.0,
    keep_prob: float = 1.0,
) -> Network:
    """Describe a network of dense layers.

    Parameters
    ----------
    layer_sizes : sequence of int
        Number of features, then the units of each layer.
    activations : sequence of str
        One a layer: "relu", "tanh" or "sigmoid" for hidden layers,
        "softmax", "sigmoid" or "step" for the last.
    loss : str
        "categorical_cross_entropy", which goes with softmax,
        "binary_cross_entropy", which goes with sigmoid, or
        "perceptron_loss", which goes with step; a perceptron is one layer
        of it.
    reduction : {"mean", "sum"}
        Over samples.
    l2_penalty : float
        Of the weights; at least 0.
    keep_prob : float
        Probability that dropout keeps a hidden unit, in (0, 1].

    Returns
    -------
    Network
        With the six arguments as its fields.

    Raises
    ------
    ValueError
        If a size is not a whole number of at least 1, a word is none of these,
        the number of activations or the loss does not fit, a sigmoid or step
        output has more than one unit, or `l2_penalty` or `keep_prob` is out of
        its range.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    check_settings(
        "new_network",
        layer_sizes,
        activations,
        loss,
        reduction,
        l2_penalty,
        keep_prob,
    )
    return Network(
        tuple(int(size) for size in layer_sizes),
        tuple(activations),
        loss,
        reduction,
        float(l2_penalty),
        float(keep_prob),
    )


def network_targets(labels: np.ndarray, network: Network) -> Matrix:
    """Targets that a network's output is compared with.

    Parameters
    ----------
    labels : ndarray, shape (n_samples,)
        0-based.
    network : Network
        From `new_network`.

    Returns
    -------
    ndarray, shape (n_outputs, n_samples)
        One-hot columns for softmax, else the labels 0 and 1.

    Raises
    ------
    ValueError
        If `network` is not one of `new_network` or a label is not a whole
        number from 0 to the last class.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    check_network("network_targets", network)
    check_labels("network_targets", "labels", labels, network.n_classes)
    if network.activations[-1] == "softmax":
        return one_hot(labels, network.layer_sizes[-1])
    return labels.astype(np.float64)[None, :]  # 1 x n_samples


def network_masks(
    network: Network, n_samples: int, seed: int, step: int
) -> dict[str, Matrix]:
    """Dropout masks of all hidden layers for a training step.

    Parameters
    ----------
    network : Network
        From `new_network`.
    n_samples : int
        Of the step's batch.
    seed, step : int
        Where in the random stream the masks stand.

    Returns
    -------
    dict of ndarray
        M1, M2, ..., each n_l x n_samples; empty if the network keeps every
        unit.

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `n_samples` is not a whole
        number of at least 1, or `seed` or `step` is not one from 0 to 2^53 - 1.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 6.
    """
    _check_draw("network_masks", network, n_samples, seed, step)
    if network.keep_prob == 1.0:
        return {}
    return {
        f"M{layer}": dropout_mask(
            n_units, n_samples, network.keep_prob, seed, layer, step
        )
        for layer, n_units in enumerate(network.layer_sizes[1:-1], start=1)
    }


def network_forward(
    X: Matrix,
    parameters: dict[str, Matrix],
    network: Network,
    masks: dict[str, Matrix] | None = None,
) -> tuple[Matrix, dict[str, Matrix]]:
    """Run samples through all layers.

    Z_l = W_l A_{l-1} + b_l, A_l = g_l(Z_l), A_0 = X.  With dropout,
    G_l = g_l(Z_l) and A_l = G_l M_l / keep_prob in hidden layers.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
        Samples.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    network : Network
        From `new_network`.
    masks : dict of ndarray, optional
        From `network_masks`, in training; none in prediction.

    Returns
    -------
    output : ndarray, shape (n_outputs, n_samples)
    cache : dict of ndarray
        A0, Z1, A1, Z2, A2, ...; with masks Z1, G1, M1, A1, ...

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `parameters` or `masks` lack
        an entry or have another one, or a matrix is not finite, not of doubles
        or not of the shape that `network` asks for.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 4 and 6.
    """
    function = "network_forward"
    masks = {} if masks is None else masks
    check_network(function, network)
    check_inputs(function, X, parameters, network)
    check_masks(function, masks, network, X)
    cache = {"A0": X}
    A = X
    for layer, activation in enumerate(network.activations, start=1):
        Z = dense_forward(A, parameters[f"W{layer}"], parameters[f"b{layer}"])
        A = activation_forward(Z, activation)  # n_l x n_samples
        cache[f"Z{layer}"] = Z
        if f"M{layer}" in masks:
            mask = masks[f"M{layer}"]
            cache[f"G{layer}"], cache[f"M{layer}"] = A, mask
            A = dropout_forward(A, mask, network.keep_prob)
        cache[f"A{layer}"] = A
    return A, cache


def network_loss(
    Y: Matrix,
    parameters: dict[str, Matrix],
    cache: dict[str, Matrix],
    network: Network,
) -> float:
    """Loss of a forward pass, with the L2 penalty of the weights.

    Parameters
    ----------
    Y : ndarray, shape (n_outputs, n_samples)
        Targets, from `network_targets`.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    cache : dict of ndarray
        From `network_forward`.
    network : Network
        From `new_network`.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `Y` does not hold targets of
        its loss, `parameters` or `cache` lack an entry or have another one, or
        a matrix is not finite, not of doubles or not of the shape that
        `network` asks for.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 and 6.
    """
    check_network("network_loss", network)
    check_pass("network_loss", Y, parameters, cache, network)
    Z = cache[f"Z{len(network.activations)}"]
    if network.loss == "categorical_cross_entropy":
        loss = categorical_cross_entropy(Z, Y, network.reduction)
    elif network.loss == "binary_cross_entropy":
        loss = binary_cross_entropy(Z, Y, network.reduction)
    else:
        loss = perceptron_loss(Z, Y, network.reduction)
    if network.l2_penalty == 0.0:
        return loss
    penalty = network.l2_penalty
    return loss + l2_loss(parameters, penalty, _divisor(Y, network))


def network_backward(
    Y: Matrix,
    parameters: dict[str, Matrix],
    cache: dict[str, Matrix],
    network: Network,
) -> dict[str, Matrix]:
    """Gradients of the loss with respect to everything in the network.

    Parameters
    ----------
    Y : ndarray, shape (n_outputs, n_samples)
        Targets, from `network_targets`.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    cache : dict of ndarray
        From `network_forward`.
    network : Network
        From `new_network`.

    Returns
    -------
    dict of ndarray
        In order of computation: dZ_L, dW_L, db_L, dA_{L-1}, dZ_{L-1}, ...;
        with dropout dG_{L-1} between dA_{L-1} and dZ_{L-1}.
        The output layer has no dA: the loss is taken back to dZ_L in one
        stable step, A_L - Y.

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `Y` does not hold targets of
        its loss, `parameters` or `cache` lack an entry or have another one, or
        a matrix is not finite, not of doubles or not of the shape that
        `network` asks for.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 and 6.
    """
    check_network("network_backward", network)
    check_pass("network_backward", Y, parameters, cache, network)
    layer = len(network.activations)
    dZ = _output_gradient(cache[f"A{layer}"], Y, network)
    gradients: dict[str, Matrix] = {}
    while True:
        gradients[f"dZ{layer}"] = dZ  # n_l x n_samples
        W = parameters[f"W{layer}"]
        dW, db = dense_gradients(dZ, cache[f"A{layer - 1}"])
        gradients[f"dW{layer}"] = _penalized(dW, W, Y, network)
        gradients[f"db{layer}"] = db
        if layer == 1:
            return gradients
        dA = dense_backward(dZ, W)
        layer -= 1
        gradients[f"dA{layer}"] = dA
        if f"M{layer}" in cache:
            mask = cache[f"M{layer}"]
            dA = dropout_backward(dA, mask, network.keep_prob)
            gradients[f"dG{layer}"] = dA
        dZ = activation_backward(
            dA,
            cache[f"Z{layer}"],
            cache.get(f"G{layer}", cache[f"A{layer}"]),
            network.activations[layer - 1],
        )


def predict_probabilities(
    X: Matrix, parameters: dict[str, Matrix], network: Network
) -> Matrix:
    """Probabilities that a network gives to samples.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
        Samples.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    network : Network
        From `new_network`.

    Returns
    -------
    ndarray, shape (n_outputs, n_samples)
        For a sigmoid output, the probability of label 1; for a step
        output, label 1 or 0 itself.

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `parameters` lack an entry or
        have another one, or a matrix is not finite, not of doubles or not of
        the shape that `network` asks for.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    check_network("predict_probabilities", network)
    check_inputs("predict_probabilities", X, parameters, network)
    output, _ = network_forward(X, parameters, network)
    return output


def predict_labels(
    X: Matrix, parameters: dict[str, Matrix], network: Network
) -> np.ndarray:
    """Labels that a network gives to samples.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
        Samples.
    parameters : dict of ndarray
        W1, b1, ...; W_l is n_l x n_{l-1}, b_l is n_l x 1.
    network : Network
        From `new_network`.

    Returns
    -------
    ndarray, shape (n_samples,)
        0-based.  The most probable class, the first of equals; for a
        sigmoid or step output 1 where it is above 0.5, so 0 at a score of 0.

    Raises
    ------
    ValueError
        If `network` is not one of `new_network`, `parameters` lack an entry or
        have another one, or a matrix is not finite, not of doubles or not of
        the shape that `network` asks for.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    check_network("predict_labels", network)
    check_inputs("predict_labels", X, parameters, network)
    P = predict_probabilities(X, parameters, network)
    if network.activations[-1] == "softmax":
        return P.argmax(axis=0).astype(np.float64)
    return (P[0] > 0.5).astype(np.float64)


def _output_gradient(P: Matrix, Y: Matrix, network: Network) -> Matrix:
    if network.loss == "categorical_cross_entropy":
        return categorical_cross_entropy_gradient(P, Y, network.reduction)
    if network.loss == "binary_cross_entropy":
        return binary_cross_entropy_gradient(P, Y, network.reduction)
    return perceptron_loss_gradient(P, Y, network.reduction)


def _penalized(dW: Matrix, W: Matrix, Y: Matrix, network: Network) -> Matrix:
    """Add the gradient of the L2 penalty, if there is one."""
    if network.l2_penalty == 0.0:
        return dW
    return dW + l2_gradient(W, network.l2_penalty, _divisor(Y, network))


def _divisor(Y: Matrix, network: Network) -> int:
    """Number of samples that a mean divides by."""
    return Y.shape[1] if network.reduction == "mean" else 1


def check_network(function: str, network: Any) -> None:
    """Refuse what is not a network, or is none that `new_network` makes."""
    if not checks_enabled():
        return
    if not isinstance(network, Network):
        expected = "a network of new_network"
        refuse(function, "network", expected, describe(network))
    check_settings(function, **vars(network))


def _check_draw(
    function: str, network: Any, n_samples: Any, seed: Any, step: Any
) -> None:
    if not checks_enabled():
        return
    check_network(function, network)
    check_count(function, "n_samples", n_samples)
    check_whole(function, "seed", seed)
    check_whole(function, "step", step)
