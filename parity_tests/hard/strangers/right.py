"""Right ports, each unusual in one way."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from . import right_formulas, right_precision
from .equations import Array, Arrays
from .stranger import Stranger
from .sums import compensated, exact_sums, squared, terms


class Usual(Stranger):
    """As the equations stand."""


class Backwards(Stranger):
    """Adds up from the last to the first, one after the other."""

    def product(self, A: Array, B: Array) -> Array:
        return np.cumsum(terms(A, B)[::-1], axis=0)[-1]

    def row_sums(self, A: Array) -> Array:
        return np.cumsum(A[:, ::-1], axis=1)[:, -1:]

    def total(self, values: Array) -> float:
        return float(np.cumsum(values[::-1])[-1])


class Kahan(Stranger):
    """Adds up with compensation."""

    def product(self, A: Array, B: Array) -> Array:
        return compensated(terms(A, B))

    def row_sums(self, A: Array) -> Array:
        return compensated(A.T)[:, None]

    def total(self, values: Array) -> float:
        return float(compensated(values))


class Exact(Stranger):
    """Rounds each sum once."""

    def product(self, A: Array, B: Array) -> Array:
        return exact_sums(terms(A, B))

    def row_sums(self, A: Array) -> Array:
        return exact_sums(A.T)[:, None]

    def total(self, values: Array) -> float:
        return float(exact_sums(values))


class Extended(Stranger):
    """Adds up in extended precision."""

    def product(self, A: Array, B: Array) -> Array:
        return np.asarray(np.longdouble(A) @ np.longdouble(B), dtype=float)

    def row_sums(self, A: Array) -> Array:
        sums = np.longdouble(A).sum(axis=1, keepdims=True)
        return np.asarray(sums, dtype=float)

    def total(self, values: Array) -> float:
        return float(np.longdouble(values).sum())


class Pairwise(Stranger):
    """Adds up halves, and their halves."""

    def product(self, A: Array, B: Array) -> Array:
        return self._halves(terms(A, B))

    def row_sums(self, A: Array) -> Array:
        return self._halves(A.T)[:, None]

    def _halves(self, values: Array) -> Array:
        if len(values) == 1:
            first: Array = values[0]
            return first
        middle = len(values) // 2
        return self._halves(values[:middle]) + self._halves(values[middle:])


class SortedTerms(Stranger):
    """Adds up from the largest to the smallest magnitude."""

    def product(self, A: Array, B: Array) -> Array:
        found = terms(A, B)
        order = np.argsort(-np.abs(found), axis=0)
        return np.cumsum(np.take_along_axis(found, order, 0), axis=0)[-1]


class BiasInside(Stranger):
    """Takes the bias for a weight of a unit that is always 1."""

    def scores(self, W: Array, A: Array, b: Array) -> Array:
        ones = np.ones((1, A.shape[1]))
        return self.product(np.hstack([b, W]), np.vstack([ones, A]))


class DividesLast(Stranger):
    """Divides by the number of samples when all is added up."""

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        penalty = self.network["l2_penalty"]
        return (self.product(dZ * D, A.T) + penalty * W) / D


class Reciprocal(Stranger):
    """Multiplies by one over a number where others divide."""

    def output_error(self, A: Array, Y: Array, D: float) -> Array:
        return (A - Y) * (1.0 / D)

    def softmax(self, Z: Array) -> Array:
        E = self.exp(Z - Z.max(axis=0))
        return E * (1.0 / E.sum(axis=0))

    def dropped(self, G: Array, mask: Array) -> Array:
        return G * (mask * (1.0 / self.network["keep_prob"]))


class LogSoftmax(Stranger):
    """Takes probabilities from their logarithms."""

    def softmax(self, Z: Array) -> Array:
        shifted = Z - Z.max(axis=0)
        return self.exp(shifted - np.log(self.exp(shifted).sum(axis=0)))


class LossFromDifference(Stranger):
    """Takes the loss from (z_y - max z) - log(sum)."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        if self.network["loss"] != "categorical_cross_entropy":
            return super().sample_losses(Z, A, Y)
        shifted = Z - Z.max(axis=0)
        mine = shifted[Y.argmax(axis=0), np.arange(Z.shape[1])]
        return -(mine - np.log(self.exp(shifted).sum(axis=0)))


class OtherSlopes(Stranger):
    """(1 - a)(1 + a) for tanh, and exp(z) / (1 + exp(z)) for sigmoid."""

    def sigmoid(self, Z: Array) -> Array:
        E = np.exp(np.minimum(Z, 700.0))
        return np.where(Z > 0, 1.0 / (1.0 + np.exp(-np.abs(Z))), E / (1.0 + E))

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        if kind == "tanh":
            return (1.0 - G) * (1.0 + G)
        return super().slope(Z, G, kind)


class TanhByExpm1(Stranger):
    """Tanh from exp(x) - 1."""

    def tanh(self, x: Array) -> Array:
        E = np.expm1(-2.0 * np.abs(x))
        return np.sign(x) * (-E / (E + 2.0))


class EfficientAdam(Stranger):
    """Adam as its paper's section 2 ends: the corrections go to the rate."""

    def power(self, base: float, count: int) -> float:
        return squared(base, count)

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        told = self.optimizer
        root = np.sqrt(1.0 - self.power(told["beta2"], count))
        rate = rate * root / (1.0 - self.power(told["beta1"], count))
        return rate * v / (np.sqrt(s) + told["epsilon"] * root)


class TorchAdam(Stranger):
    """Averages as old + (1 - beta)(new - old); the rate is divided first."""

    def average(self, beta: float, old: Array, new: Array) -> Array:
        return old + (1.0 - beta) * (new - old)

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        told = self.optimizer
        root = np.sqrt(1.0 - self.power(told["beta2"], count))
        size = rate / (1.0 - self.power(told["beta1"], count))
        return size * (v / (np.sqrt(s) / root + told["epsilon"]))


class CarriedRate(Stranger):
    """Multiplies the rate by its decay at each epoch."""

    def rate(self, step: int) -> float:
        told, rate = self.optimizer, self.optimizer["learning_rate"]
        if told["schedule"] not in ("exponential", "step"):
            return super().rate(step)
        every = 1 if told["schedule"] == "exponential" else told["decay_epochs"]
        for _ in range(self.epoch(step) // every):
            rate *= told["decay_rate"]
        return float(rate)


class SampleBySample(Stranger):
    """Goes forward and back with one sample after the other."""

    def product(self, A: Array, B: Array) -> Array:
        columns = [(A * column).sum(axis=1) for column in B.T]
        return np.stack(columns, axis=1)


class InThirds(Stranger):
    """Adds up thirds of a batch."""

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        parts = np.array_split(np.arange(A.shape[1]), 3)
        sums = [self.product(dZ[:, part], A[:, part].T) for part in parts]
        dW = sums[2] + (sums[1] + sums[0])
        return dW + W * self.network["l2_penalty"] / D


class Shuffled(Stranger):
    """Takes the samples of a batch in another order."""

    def samples(self, step: int, row: int) -> Array:
        chosen = super().samples(step, row)
        if self.masks or self.run.get("intermediates"):
            return chosen  # whose columns tell which sample is which
        return np.random.RandomState(step).permutation(chosen)


class NegativeZeros(Stranger):
    """Writes each zero with a minus sign."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        super().save(name, np.where(stack == 0, -0.0, stack), out)


class ColumnOrder(Stranger):
    """Writes files whose first axis is the fastest, the step last."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        stack = np.moveaxis(stack, 0, -1)
        head = {"descr": "<f8", "fortran_order": True, "shape": stack.shape}
        with (out / f"{name}.npy").open("wb") as file:
            np.lib.format.write_array_header_1_0(file, head)
            file.write(stack.tobytes("F"))


class AsText(Stranger):
    """Writes text, with 17 digits."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        lines = [" ".join(map(str, stack.shape))]
        lines += [f"{value:.17g}" for value in stack.ravel()]
        text = "".join(f"{line}\n" for line in lines)
        (out / f"{name}.txt").write_text(text)


class FusedUpdate(Stranger):
    """Rounds an update once."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        after, kept = super().update(name, P, dP, state, step)
        if self.optimizer["name"] == "gradient_descent":
            rate = np.longdouble(self.rate(step))
            after = np.asarray(P - rate * np.longdouble(dP), dtype=float)
        return after, kept


class UnderSquareRoot(Stranger):
    """Takes the root as a power, and divides by it first."""

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        told = self.optimizer
        s = s * (1.0 / (1.0 - self.power(told["beta2"], count)))
        v = v * (1.0 / (1.0 - self.power(told["beta1"], count)))
        return v * (rate / (s**0.5 + told["epsilon"]))


MODULES = (__name__, right_formulas.__name__, right_precision.__name__)
RIGHT = {
    made.__name__: made
    for made in Stranger.__subclasses__()
    if made.__module__ in MODULES
}
