"""Right strangers that write the same formulas in other terms."""

from __future__ import annotations

import numpy as np

from .equations import Array, Arrays
from .stranger import Stranger


class SoftmaxOfDifferences(Stranger):
    """Takes each probability as 1 / sum of exp(z_k - z_j)."""

    def softmax(self, Z: Array) -> Array:
        return np.stack([1.0 / np.exp(Z - row).sum(axis=0) for row in Z])


class OthersPushBack(Stranger):
    """Takes dZ of the true class from the other classes' probabilities."""

    def output_error(self, A: Array, Y: Array, D: float) -> Array:
        others = np.where(Y == 1, 0.0, A)
        return np.where(Y == 1, -others.sum(axis=0), others) / D


class FusedBinary(Stranger):
    """Takes dZ of a 1 from -sigmoid(-z), as fused losses do."""

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        self._scores = seen[f"Z{self.n_layers}"]
        return super().backward(P, seen, Y, D, step)

    def output_error(self, A: Array, Y: Array, D: float) -> Array:
        return np.where(Y == 1, -self.sigmoid(-self._scores), A) / D


class SignedLoss(Stranger):
    """Takes the binary loss from scores whose sign says right or wrong."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        signed = np.where(Y == 1, -Z, Z)
        tail = np.log1p(np.exp(-np.abs(signed)))
        return (np.maximum(signed, 0.0) + tail)[0]


class TwoMeans(Stranger):
    """Adds up logarithms and true scores apart."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        top = Z.max(axis=0)
        logs = top + np.log(np.exp(Z - top).sum(axis=0))
        return np.concatenate([logs, -(Z * Y).sum(axis=0)])


class SlopeBySquare(Stranger):
    """Takes sigmoid's slope as a - a^2."""

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        if kind == "sigmoid":
            return G - G * G
        return super().slope(Z, G, kind)


class ReluByHalves(Stranger):
    """Takes relu as half of z + abs(z)."""

    def activate(self, Z: Array, kind: str) -> Array:
        if kind == "relu":
            return 0.5 * (Z + np.abs(Z))
        return super().activate(Z, kind)


class GoesBackUndivided(Stranger):
    """Goes back with the sum of the losses, and divides each gradient."""

    def output_error(self, A: Array, Y: Array, D: float) -> Array:
        return A - Y

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        return self.product(dZ, A.T) + self.network["l2_penalty"] * W

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        found = super().backward(P, seen, Y, D, step)
        return {name: value / D for name, value in found.items()}


class RateInside(Stranger):
    """Momentum that keeps what it takes away, the rate included."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        rate, beta = self.rate(step), self.optimizer["beta1"]
        taken = beta * (rate * state["v"]) + rate * ((1.0 - beta) * dP)
        return P - taken, {"v": taken / rate}


class SquareOfScaled(Stranger):
    """Squares gradients that are scaled before."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        told = self.optimizer
        scaled = np.sqrt(1.0 - told["beta2"]) * dP
        s = told["beta2"] * state["s"] + scaled * scaled
        scale = self.rate(step) / (np.sqrt(s) + told["epsilon"])
        return P - dP * scale, {"s": s}


class PowersByLogarithm(Stranger):
    """Takes powers as exp(n log(x))."""

    def power(self, base: float, count: int) -> float:
        return float(np.exp(count * np.log(base)))

    def rate(self, step: int) -> float:
        told = self.optimizer
        if told["schedule"] != "exponential":
            return super().rate(step)
        power = self.power(told["decay_rate"], self.epoch(step))
        return float(told["learning_rate"] * power)
