"""A network of dense layers: forward, loss, backward, predict.

One code for every depth and width.  Parameters, caches and gradients are
keyed by the names of the course: W1, b1, Z1, A1, dZ1, dW1, ...
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .activations import activation_backward, activation_forward
from .arguments import checked
from .calls import record
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
from .refusals import Matrix
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


@checked
def new_network(
    layer_sizes: Sequence[int],
    activations: Sequence[str],
    loss: str,
    reduction: str = "mean",
    l2_penalty: float = 0.0,
    keep_prob: float = 1.0,
) -> Network:
    """Describe a network of dense layers.

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
    return Network(
        tuple(int(size) for size in layer_sizes),
        tuple(activations),
        loss,
        reduction,
        float(l2_penalty),
        float(keep_prob),
    )


@checked
def network_targets(labels: np.ndarray, network: Network) -> Matrix:
    """Targets that a network's output is compared with.

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
    if network.activations[-1] == "softmax":
        return one_hot(labels, network.layer_sizes[-1])
    return labels.astype(np.float64)[None, :]  # 1 x n_samples


@checked
def network_masks(
    network: Network, n_samples: int, seed: int, step: int
) -> dict[str, Matrix]:
    """Dropout masks of all hidden layers for a training step.

    Source: Ganesh, "Deep Learning from first principles", part 6.
    """
    if network.keep_prob == 1.0:
        return {}
    return {
        f"M{layer}": dropout_mask(
            n_units, n_samples, network.keep_prob, seed, layer, step
        )
        for layer, n_units in enumerate(network.layer_sizes[1:-1], start=1)
    }


@checked
def network_forward(
    X: Matrix,
    parameters: dict[str, Matrix],
    network: Network,
    masks: dict[str, Matrix] | None = None,
) -> tuple[Matrix, dict[str, Matrix]]:
    """Run samples through all layers.

    Z_l = W_l A_{l-1} + b_l, A_l = g_l(Z_l), A_0 = X.  With dropout,
    G_l = g_l(Z_l) and A_l = G_l M_l / keep_prob in hidden layers.

    Source: Ganesh, "Deep Learning from first principles", parts 4 and 6.
    """
    masks = {} if masks is None else masks
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


@checked
def network_loss(
    Y: Matrix,
    parameters: dict[str, Matrix],
    cache: dict[str, Matrix],
    network: Network,
) -> float:
    """Loss of a forward pass, with the L2 penalty of the weights.

    Source: Ganesh, "Deep Learning from first principles", parts 5 and 6.
    """
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


@checked
def network_backward(
    Y: Matrix,
    parameters: dict[str, Matrix],
    cache: dict[str, Matrix],
    network: Network,
) -> dict[str, Matrix]:
    """Gradients of the loss with respect to everything in the network.

    Source: Ganesh, "Deep Learning from first principles", parts 5 and 6.
    """
    n_layers = len(network.activations)
    dZ = _output_gradient(cache[f"A{n_layers}"], Y, network)
    gradients: dict[str, Matrix] = {}
    for layer in range(n_layers, 0, -1):
        W = parameters[f"W{layer}"]
        dW, db = dense_gradients(dZ, cache[f"A{layer - 1}"])
        gradients[f"dZ{layer}"] = dZ  # n_l x n_samples
        gradients[f"dW{layer}"] = _penalized(dW, W, Y, network)
        gradients[f"db{layer}"] = db
        if layer > 1:
            dA = dense_backward(dZ, W)  # n_(l-1) x n_samples
            hidden = _hidden_backward(dA, cache, network, layer - 1)
            gradients |= hidden
            dZ = hidden[f"dZ{layer - 1}"]
    return gradients


@checked
def predict_probabilities(
    X: Matrix, parameters: dict[str, Matrix], network: Network
) -> Matrix:
    """Probabilities that a network gives to samples.

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
    output, _ = network_forward(X, parameters, network)
    return output


@checked
def predict_labels(
    X: Matrix, parameters: dict[str, Matrix], network: Network
) -> np.ndarray:
    """Labels that a network gives to samples.

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
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


def _hidden_backward(
    dA: Matrix, cache: dict[str, Matrix], network: Network, layer: int
) -> dict[str, Matrix]:
    """Gradients dA, with dropout dG, and dZ of a hidden layer."""
    gradients = {f"dA{layer}": dA}
    G = cache[f"A{layer}"]
    if f"M{layer}" in cache:
        G = cache[f"G{layer}"]
        dA = dropout_backward(dA, cache[f"M{layer}"], network.keep_prob)
        gradients[f"dG{layer}"] = dA
    Z, activation = cache[f"Z{layer}"], network.activations[layer - 1]
    gradients[f"dZ{layer}"] = activation_backward(dA, Z, G, activation)
    return gradients


def _penalized(dW: Matrix, W: Matrix, Y: Matrix, network: Network) -> Matrix:
    """Add the gradient of the L2 penalty, if there is one."""
    if network.l2_penalty == 0.0:
        return dW
    return dW + l2_gradient(W, network.l2_penalty, _divisor(Y, network))


def _divisor(Y: Matrix, network: Network) -> int:
    """Number of samples that a mean divides by."""
    return Y.shape[1] if network.reduction == "mean" else 1
