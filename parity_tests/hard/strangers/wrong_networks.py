"""Strangers whose network is wrong in one small way."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .equations import Array, Arrays
from .stranger import Stranger


class SlopeAtZero(Stranger):
    """Has 1 for relu's slope at 0."""

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        if kind == "relu":
            return (Z >= 0).astype(float)
        return super().slope(Z, G, kind)


class LeakyRelu(Stranger):
    """Lets a relu leak by 1e-12."""

    def activate(self, Z: Array, kind: str) -> Array:
        if kind == "relu":
            return np.where(Z > 0, Z, 1e-12 * Z)
        return super().activate(Z, kind)


class UnshiftedSoftmax(Stranger):
    """Takes the exponential of scores as they are."""

    def softmax(self, Z: Array) -> Array:
        E = np.exp(Z)
        return E / E.sum(axis=0)


class ClippedLog(Stranger):
    """Takes the loss from probabilities, of which none is below 1e-15."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        P = np.clip(A, 1e-15, 1.0 - 1e-15)
        if len(Y) == 1:
            return -(Y * np.log(P) + (1.0 - Y) * np.log(1.0 - P))[0]
        return -np.log((Y * P).sum(axis=0))


class BiasPenalized(Stranger):
    """Has the L2 penalty's gradient for biases, too."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        if name[0] == "b":
            dP = dP + self.network["l2_penalty"] * 1e-6 * P
        return super().update(name, P, dP, state, step)


class PenaltyOverAll(Stranger):
    """Divides the penalty by all samples, not by those of the batch."""

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        every = float(self.X.shape[1]) if D > 1 else 1.0
        return super().weight_gradient(dZ, A, W, 0.0 * D + every)


class UnscaledBack(Stranger):
    """Goes back through dropout without dividing by keep_prob."""

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        kept, self.network["keep_prob"] = self.network["keep_prob"], 1.0
        found = super().backward(P, seen, Y, D, step)
        self.network["keep_prob"] = kept
        return found


class ClippedGradient(Stranger):
    """Shows the gradient, and takes one that is no longer than 1e-1."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        size = float(np.sqrt((dP * dP).sum()))
        taken = dP * (0.1 / size) if size > 0.1 else dP
        return super().update(name, P, taken, state, step)


class UpdatedGoesBack(Stranger):
    """Goes back through the last layer after it was updated."""

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        found = super().backward(P, seen, Y, D, step)
        last = f"W{self.n_layers}"
        moved = P[last] - self.rate(step) * found["d" + last]
        if self.n_layers == 1:
            return found
        wrong = super().backward({**P, last: moved}, seen, Y, D, step)
        return {**wrong, "d" + last: found["d" + last]}


class EpochTooEarly(Stranger):
    """Lowers the rate a batch too early."""

    def epoch(self, step: int) -> int:
        return super().epoch(step + 1)


class OneUpdateLess(Stranger):
    """Ends with the parameters of the step before."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        if name in self.names:
            stack[-1] = stack[-2]
        super().save(name, stack, out)


class LossOfAfter(Stranger):
    """Shows the loss of the parameters after the update."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        if name == "loss":
            stack = np.append(stack[1:], stack[-1])
        super().save(name, stack, out)


class CrudeExp(Stranger):
    """An exponential that is off by 64 roundings."""

    def exp(self, x: Array) -> Array:
        return np.exp(x) * (1.0 + 64 * 2.0**-53)


class CrudeLoss(Stranger):
    """A loss that is off by 1e-12 of itself."""

    def total(self, values: Array) -> float:
        return super().total(values) * (1.0 + 1e-12)


class RoundedScores(Stranger):
    """Keeps scores to 12 decimals."""

    def scores(self, W: Array, A: Array, b: Array) -> Array:
        return np.round(super().scores(W, A, b), 12)


class StalePenalty(Stranger):
    """Shows the penalty of the first step's weights at every step."""

    def penalty(self, P: Arrays, D: float) -> float:
        kept = self.__dict__.setdefault("_first", dict(P))
        return super().penalty(kept, D)


class LargerTanh(Stranger):
    """A tanh that is too large by a share of itself."""

    share = 1e-12

    def tanh(self, x: Array) -> Array:
        return np.tanh(x) * (1.0 + self.share)


TANHS = {
    f"LargerTanh{n}": type("LargerTanh", (LargerTanh,), {"share": 10.0**-n})
    for n in (13, 14, 15)
}


class TanhBySigmoid(Stranger):
    """Takes tanh as 2 sigmoid(2x) - 1, which cancels where x is small."""

    def tanh(self, x: Array) -> Array:
        return 2.0 * self.sigmoid(2.0 * x) - 1.0


class LargerSlope(Stranger):
    """A slope of sigmoid that is too large by 1e-12 of itself."""

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        return super().slope(Z, G, kind) * (1.0 + 1e-12 * (kind == "sigmoid"))


class KeepsMore(Stranger):
    """Scales what dropout leaves by 1e-12 too much."""

    def dropped(self, G: Array, mask: Array) -> Array:
        return super().dropped(G, mask) * (1.0 + 1e-12)


class PenaltyShown(Stranger):
    """Adds a penalty to the loss that is too large by 1e-11 of itself."""

    def penalty(self, P: Arrays, D: float) -> float:
        return super().penalty(P, D) * (1.0 + 1e-11)


class AverageKeepsMore(Stranger):
    """Keeps 1e-10 too much of what an average was."""

    def average(self, beta: float, old: Array, new: Array) -> Array:
        return super().average(beta, old * (1.0 + 1e-10), new)


class ShrinksFirst(Stranger):
    """Takes the penalty from a weight by a factor, which is rounded."""

    def divisor(self, Y: Array, step: int) -> float:
        self._divisor = super().divisor(Y, step)
        return self._divisor

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        if name[0] == "b":
            return super().update(name, P, dP, state, step)
        rate = self.rate(step)
        share = self.network["l2_penalty"] / self._divisor
        return P * (1.0 - rate * share) - rate * (dP - share * P), {}
