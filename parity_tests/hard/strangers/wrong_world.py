"""Strangers with faults that are often reported of programs that learn."""

from __future__ import annotations

import numpy as np

from .equations import Array, Arrays
from .stranger import Stranger


class GradientsAddUp(Stranger):
    """Adds each gradient to those of the steps before."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        kept = self.__dict__.setdefault("_gradients", {})
        kept[name] = kept.get(name, 0.0) + dP
        return super().update(name, P, kept[name], state, step)


class CountPerParameter(Stranger):
    """Counts an update of Adam for each weight and bias."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        self._place = self.names.index(name)
        return super().update(name, P, dP, state, step)

    def count(self, step: int) -> int:
        return step * len(self.names) + self._place + 1


class WithReplacement(Stranger):
    """Draws the samples of a batch with replacement."""

    def samples(self, step: int, row: int) -> Array:
        chosen = super().samples(step, row)
        stream = np.random.RandomState(step)
        return stream.randint(self.X.shape[1], size=len(chosen))


class DecoupledDecay(Stranger):
    """Takes the penalty from a weight beside the average, as AdamW does."""

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        self._share = self.network["l2_penalty"] / D
        return self.product(dZ, A.T)

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        after, kept = super().update(name, P, dP, state, step)
        if name[0] == "W":
            after = after - self.rate(step) * self._share * P
        return after, kept


class ShowsLastAlways(Stranger):
    """Updates in place the arrays that its trace holds."""

    def train(self) -> list[Arrays]:
        rows = super().train()
        last = {name: rows[-1][name] for name in self.names}
        return [{**row, **last} for row in rows]


class ColumnsFirst(Stranger):
    """Fills a matrix column by column from a file that lists rows."""

    def read(self, name: str) -> Array:
        found = super().read(name)
        if name.startswith("weights/W"):
            return found.ravel().reshape(found.shape, order="F")
        return found
