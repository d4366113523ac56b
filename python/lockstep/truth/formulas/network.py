"""The networks of the course, once more and by themselves: the witness.

Nothing here calls the packages under judgement.  Formulas are chosen for
what they mean, not for speed: the logarithm of a probability is taken of
what makes it, and a quotient is a quotient.  Samples stand in columns.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arithmetic.arithmetic import Arithmetic, Numbers, Undecided

Values = dict[str, Numbers]


class WitnessNetwork:
    """A network of dense layers over an arithmetic.

    Parameters
    ----------
    network : Network
        Layer sizes, activations, loss, reduction, l2_penalty, keep_prob.
    arithmetic : Arithmetic
    """

    def __init__(self, network: Any, arithmetic: Arithmetic) -> None:
        self.network, self.arithmetic = network, arithmetic
        self.n_layers = len(network.activations)
        self.one = arithmetic.exact(1.0)

    def forward(self, X: Numbers, parameters: Values, masks: Values) -> Values:
        """Z1, A1, ...; with masks Z1, G1, M1, A1, ... and always A0.

        Z_l = W_l A_{l-1} + b_l, A_l = g(Z_l), or g(Z_l) M_l / keep_prob.
        """
        cache, A = {"A0": X}, X
        for layer, activation in enumerate(self.network.activations, 1):
            W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
            Z = self.arithmetic.matmul(W, A) + b  # n_l x n_samples
            cache[f"Z{layer}"] = Z
            A = self.activate(Z, activation, f"Z{layer}")
            if f"M{layer}" in masks:
                cache[f"G{layer}"], mask = A, masks[f"M{layer}"]
                cache[f"M{layer}"] = mask
                A = A * mask / self.arithmetic.exact(self.network.keep_prob)
            cache[f"A{layer}"] = A
        return cache

    def activate(self, Z: Numbers, activation: str, name: str = "Z") -> Numbers:
        """Apply an activation by its name."""
        if activation == "step":
            return self.indicator(Z, name)
        if activation == "relu":
            return Z * self.indicator(Z, name)
        if activation == "tanh":
            return self.arithmetic.tanh(Z)
        return self.sigmoid(Z) if activation == "sigmoid" else self.softmax(Z)

    def indicator(self, Z: Numbers, name: str = "Z") -> Numbers:
        """1 where z > 0, else 0; only if every sign is proved."""
        try:
            positive = self.arithmetic.positive(Z)
        except Undecided:
            raise Undecided(f"a sign in {name} is not proved") from None
        return self.arithmetic.exact(positive.astype(float))

    def sigmoid(self, Z: Numbers) -> Numbers:
        """1 / (1 + exp(-z)), or exp(z) / (1 + exp(z)): whichever is calm."""
        sign, E = self._fading(Z)
        upper = self.arithmetic.exact((sign > 0).astype(float))
        lower = self.arithmetic.exact((sign < 0).astype(float))
        return (upper + lower * E) / (self.one + E)

    def softplus(self, Z: Numbers) -> Numbers:
        """log(1 + exp(z)), which is z + log(1 + exp(-z)) too."""
        sign, E = self._fading(Z)
        upper = self.arithmetic.exact((sign > 0).astype(float))
        return upper * Z + self.arithmetic.log1p(E)

    def _fading(self, Z: Numbers) -> tuple[np.ndarray, Numbers]:
        """A sign for each z, and exp(-sign z).

        The formulas hold for either sign; the one that is likely keeps the
        exponential small.
        """
        sign = np.where(self.arithmetic.about(Z) >= 0, 1.0, -1.0)
        return sign, self.arithmetic.exp(-(Z * self.arithmetic.exact(sign)))

    def softmax(self, Z: Numbers) -> Numbers:
        """exp(z) over the sum of these, after taking out any constant."""
        top = self.arithmetic.about(Z).max(axis=0, keepdims=True)
        E = self.arithmetic.exp(Z - self.arithmetic.exact(top))
        return E / self.arithmetic.total(E, 0)

    def loss(self, Y: Numbers, parameters: Values, Z: Numbers) -> Numbers:
        """Loss of the last layer's scores, with the penalty."""
        losses = {
            "categorical_cross_entropy": self.categorical_loss,
            "binary_cross_entropy": self.binary_loss,
            "perceptron_loss": self.perceptron_loss,
        }
        loss = losses[self.network.loss](Z, Y)
        penalty = self.network.l2_penalty
        return loss + self.l2_loss(parameters, penalty, self._divisor(Y))

    def categorical_loss(self, Z: Numbers, Y: Numbers) -> Numbers:
        """-log p_y: log(1 + the sum of exp(z_j - z_y) over j != y)."""
        own = self.arithmetic.total(Z * Y, 0)  # 1 x n_samples
        top = self.arithmetic.about(Z).max(axis=0)
        if (top - self.arithmetic.about(own)[0] > 600.0).any():
            return self._categorical_loss_far(Z, own, top, Y)
        others = self.arithmetic.exp(Z - own) * (self.one - Y)
        losses = self.arithmetic.log1p(self.arithmetic.total(others, 0))
        return self.arithmetic.total(losses) / self._divisor(Y)

    def _categorical_loss_far(
        self, Z: Numbers, own: Numbers, top: np.ndarray, Y: Numbers
    ) -> Numbers:
        """The same with a constant taken out, for scores far apart."""
        constant = self.arithmetic.exact(top)  # 1 x n_samples
        E = self.arithmetic.total(self.arithmetic.exp(Z - constant), 0)
        losses = constant - own + self.arithmetic.log1p(E - self.one)
        return self.arithmetic.total(losses) / self._divisor(Y)

    def binary_loss(self, Z: Numbers, Y: Numbers) -> Numbers:
        """-y log p - (1 - y) log(1 - p), p the sigmoid of z."""
        losses = Y * self.softplus(-Z) + (self.one - Y) * self.softplus(Z)
        return self.arithmetic.total(losses) / self._divisor(Y)

    def perceptron_loss(self, Z: Numbers, Y: Numbers) -> Numbers:
        """|z| where the answer, 1 above 0, is not the target."""
        answers = self.indicator(Z, f"Z{self.n_layers}")
        losses = (answers - Y) * Z
        return self.arithmetic.total(losses) / self._divisor(Y)

    def l2_loss(
        self, parameters: Values, penalty: float, divisor: Numbers
    ) -> Numbers:
        """Penalty over twice the divisor, times all squared weights."""
        total = self.arithmetic.exact(0.0)
        for name, W in parameters.items():
            if name.startswith("W"):
                total = total + self.arithmetic.total(W * W)
        twice = self.arithmetic.exact(2.0) * divisor
        return self.arithmetic.exact(penalty) * total / twice

    def backward(self, Y: Numbers, parameters: Values, cache: Values) -> Values:
        """dZ_L, dW_L, db_L, dA_{L-1}, ..., with dG where there is dropout."""
        gradients: Values = {}
        divisor = self._divisor(Y)
        penalty = self.arithmetic.exact(self.network.l2_penalty) / divisor
        dZ = (cache[f"A{self.n_layers}"] - Y) / divisor
        for layer in range(self.n_layers, 0, -1):
            W = parameters[f"W{layer}"]
            gradients[f"dZ{layer}"] = dZ
            dW = self.arithmetic.matmul(dZ, cache[f"A{layer - 1}"].T)
            gradients[f"dW{layer}"] = dW + penalty * W
            gradients[f"db{layer}"] = self.arithmetic.total(dZ, 1)
            if layer > 1:
                dA = self.arithmetic.matmul(W.T, dZ)
                dZ = self._through(dA, layer - 1, cache, gradients)
        return gradients

    def _through(
        self, dA: Numbers, layer: int, cache: Values, gradients: Values
    ) -> Numbers:
        """Take a gradient back through dropout and activation of a layer."""
        gradients[f"dA{layer}"] = dA
        G = cache[f"A{layer}"]
        if f"M{layer}" in cache:
            keep_prob = self.arithmetic.exact(self.network.keep_prob)
            dA = dA * cache[f"M{layer}"] / keep_prob
            gradients[f"dG{layer}"], G = dA, cache[f"G{layer}"]
        activation = self.network.activations[layer - 1]
        return dA * self.slope(cache[f"Z{layer}"], G, activation, f"Z{layer}")

    def slope(
        self, Z: Numbers, G: Numbers, activation: str, name: str = "Z"
    ) -> Numbers:
        """Derivative of a hidden activation with output G."""
        if activation == "relu":
            return self.indicator(Z, name)
        return self.one - G * G if activation == "tanh" else G * (self.one - G)

    def _divisor(self, Y: Numbers) -> Numbers:
        mean = self.network.reduction == "mean"
        return self.arithmetic.exact(float(Y.shape[1]) if mean else 1.0)
