"""Docs/equations.md as a program: forward, loss, backward.

It knows nothing of the package firstprinciples.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray
Arrays = dict[str, Array]


class Equations:
    """A network.

    Parameters
    ----------
    network : dict
        As in a case file.
    """

    def __init__(self, network: dict[str, Any]) -> None:
        self.network = network
        self.kinds = network["activations"]
        self.n_layers = len(self.kinds)
        self.names = [
            letter + str(layer)
            for layer in range(1, self.n_layers + 1)
            for letter in "Wb"
        ]

    # Sums and products.

    def product(self, A: Array, B: Array) -> Array:
        """Multiply matrices."""
        return A @ B

    def scores(self, W: Array, A: Array, b: Array) -> Array:
        """Z = W A + b."""
        return self.product(W, A) + b

    def row_sums(self, A: Array) -> Array:
        """Add up the columns."""
        return A.sum(axis=1, keepdims=True)

    def total(self, values: Array) -> float:
        """Add up numbers."""
        return float(values.sum())

    # Functions.

    def exp(self, x: Array) -> Array:
        """The exponential."""
        return np.exp(x)

    def tanh(self, x: Array) -> Array:
        """The hyperbolic tangent."""
        return np.tanh(x)

    def sigmoid(self, Z: Array) -> Array:
        """1 / (1 + exp(-z)), without overflow."""
        E = self.exp(-np.abs(Z))
        return np.where(Z >= 0, 1.0, E) / (1.0 + E)

    def softmax(self, Z: Array) -> Array:
        """Probabilities of each column."""
        E = self.exp(Z - Z.max(axis=0))
        return E / E.sum(axis=0)

    def activate(self, Z: Array, kind: str) -> Array:
        """g(z)."""
        if kind == "relu":
            return np.maximum(Z, 0.0)
        if kind == "step":
            return (Z > 0).astype(float)
        functions = {
            "tanh": self.tanh,
            "sigmoid": self.sigmoid,
            "softmax": self.softmax,
        }
        return functions[kind](Z)

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        """g'(z)."""
        if kind == "relu":
            return (Z > 0).astype(float)
        return 1.0 - G * G if kind == "tanh" else G * (1.0 - G)

    # The loss.

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        """What each sample adds to the loss."""
        if self.network["loss"] == "perceptron_loss":
            return ((A - Y) * Z)[0]
        if self.network["loss"] == "binary_cross_entropy":
            tail = np.log1p(self.exp(-np.abs(Z)))
            return (np.maximum(Z, 0.0) - Z * Y + tail)[0]
        top = Z.max(axis=0)
        logs = np.log(self.exp(Z - top).sum(axis=0))
        return top + logs - Z[Y.argmax(axis=0), np.arange(Z.shape[1])]

    def penalty(self, P: Arrays, D: float) -> float:
        """The L2 penalty of the loss."""
        squares = [float((P[n] ** 2).sum()) for n in self.names if n[0] == "W"]
        return self.network["l2_penalty"] / (2.0 * D) * sum(squares)

    def divisor(self, Y: Array, step: int) -> float:
        """The divisor of a mean."""
        return float(Y.shape[1]) if self.network["reduction"] == "mean" else 1.0

    # Forward and back.

    def dropped(self, G: Array, mask: Array) -> Array:
        """Drop units, or what goes back to them."""
        return G * mask / self.network["keep_prob"]

    def output_error(self, A: Array, Y: Array, D: float) -> Array:
        """The gradient dZ of the last layer."""
        return (A - Y) / D

    def forward(self, P: Arrays, X: Array, masks: dict[int, Array]) -> Arrays:
        """All scores and activations."""
        seen = {"A0": X}
        for layer, kind in enumerate(self.kinds, start=1):
            Z = self.scores(
                P[f"W{layer}"], seen[f"A{layer - 1}"], P[f"b{layer}"]
            )
            A = self.activate(Z, kind)
            seen[f"Z{layer}"] = Z
            if layer in masks:
                seen[f"G{layer}"], seen[f"M{layer}"] = A, masks[layer]
                A = self.dropped(A, masks[layer])
            seen[f"A{layer}"] = A
        return seen

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        """The gradient dW, with what the penalty adds."""
        dW = self.product(dZ, A.T)
        penalty = self.network["l2_penalty"]
        return dW + penalty / D * W if penalty else dW

    def back(self, W: Array, dZ: Array) -> Array:
        """The gradient dA of the layer before."""
        return self.product(W.T, dZ)

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        """All gradients."""
        found = {}
        dZ = self.output_error(seen[f"A{self.n_layers}"], Y, D)
        for layer in range(self.n_layers, 0, -1):
            W, A = P[f"W{layer}"], seen[f"A{layer - 1}"]
            found[f"dZ{layer}"] = dZ
            found[f"dW{layer}"] = self.weight_gradient(dZ, A, W, D)
            found[f"db{layer}"] = self.row_sums(dZ)
            if layer == 1:
                return found
            before = layer - 1
            dA = self.back(W, dZ)
            found[f"dA{before}"] = dA
            G = seen[f"A{before}"]
            if f"M{before}" in seen:
                dA = self.dropped(dA, seen[f"M{before}"])
                found[f"dG{before}"], G = dA, seen[f"G{before}"]
            dZ = dA * self.slope(seen[f"Z{before}"], G, self.kinds[before - 1])
        return found
