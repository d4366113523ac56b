"""Right strangers with other functions, blocks and more digits."""

from __future__ import annotations

import numpy as np

from .equations import Array, Arrays
from .stranger import Stranger


class ExtendedThroughout(Stranger):
    """Computes a whole step in extended precision, and rounds at its end."""

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        X, Y = self.X, self.Y
        self.X, self.Y = np.longdouble(X), np.longdouble(Y)
        given = (
            {n: np.longdouble(v) for n, v in d.items()} for d in (P, state)
        )
        found = super().step(*given, step, row)
        self.X, self.Y = X, Y
        told, after, kept = (
            {n: np.asarray(v, dtype=float) for n, v in part.items()}
            for part in found
        )
        return told, after, kept


class InBlocks(Stranger):
    """Multiplies blocks of 7, the last one first."""

    def product(self, A: Array, B: Array) -> Array:
        total = np.zeros((A.shape[0], B.shape[1]))
        for first in reversed(range(0, A.shape[1], 7)):
            block = slice(first, first + 7)
            total = total + A[:, block] @ B[block]
        return total


class InLanes(Stranger):
    """Adds up every fourth number, and then the four sums."""

    def product(self, A: Array, B: Array) -> Array:
        sums = [A[:, lane::4] @ B[lane::4] for lane in range(4)]
        return (sums[0] + sums[2]) + (sums[1] + sums[3])

    def row_sums(self, A: Array) -> Array:
        return self.product(A, np.ones((A.shape[1], 1)))


class LossFromOthers(Stranger):
    """Takes log(1 + sum of the others) for the logarithm of a sum."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        if self.network["loss"] != "categorical_cross_entropy":
            return super().sample_losses(Z, A, Y)
        columns = np.arange(Z.shape[1])
        E = np.exp(Z - Z.max(axis=0))
        E[Z.argmax(axis=0), columns] = 0.0
        mine = Z[Y.argmax(axis=0), columns]
        return (Z.max(axis=0) - mine) + np.log1p(E.sum(axis=0))


class LossOfPairs(Stranger):
    """Takes log(exp(a) + exp(b)) of two scores, then of that and a third."""

    def sample_losses(self, Z: Array, A: Array, Y: Array) -> Array:
        if self.network["loss"] == "binary_cross_entropy":
            return (np.logaddexp(0.0, Z) - Z * Y)[0]
        mine = Z[Y.argmax(axis=0), np.arange(Z.shape[1])]
        return np.logaddexp.reduce(Z, axis=0) - mine


class RunningPower(Stranger):
    """Multiplies once more for each update."""

    def power(self, base: float, count: int) -> float:
        result = 1.0
        for _ in range(count):
            result *= base
        return result


class SlopeFromScores(Stranger):
    """Takes sigmoid's slope from its score: exp(-z) / (1 + exp(-z))^2."""

    def slope(self, Z: Array, G: Array, kind: str) -> Array:
        if kind != "sigmoid":
            return super().slope(Z, G, kind)
        E = np.exp(-np.abs(Z))
        return E / ((1.0 + E) * (1.0 + E))


class RowMajor(Stranger):
    """Keeps samples as rows, and weights the other way around."""

    def scores(self, W: Array, A: Array, b: Array) -> Array:
        rows = np.ascontiguousarray(A.T) @ np.ascontiguousarray(W.T)
        return (rows + b.T).T

    def back(self, W: Array, dZ: Array) -> Array:
        return (dZ.T @ W).T
