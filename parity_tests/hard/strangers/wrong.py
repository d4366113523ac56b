"""Wrong ports, each in one small way."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from . import wrong_late, wrong_networks, wrong_world
from .equations import Array, Arrays
from .stranger import Stranger
from .wrong_late import LATE

MODULES = (__name__, wrong_late.__name__, wrong_networks.__name__)
MODULES += (wrong_world.__name__,)


class RateAtOneStep(Stranger):
    """The rate is too large by 1e-9 at one step."""

    def rate(self, step: int) -> float:
        return super().rate(step) * (1.0 + 1e-9 * (step == LATE))


class StaleState(Stranger):
    """Forgets to keep the averages of one step."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        after, kept = super().update(name, P, dP, state, step)
        return after, state if step == LATE else kept


class FrozenBias(Stranger):
    """Never updates the bias of the first layer."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        after, kept = super().update(name, P, dP, state, step)
        return P if name == "b1" else after, kept


class FrozenElement(Stranger):
    """Stops to update one weight at a step."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        after, kept = super().update(name, P, dP, state, step)
        if name == "W1" and step >= LATE:
            after[-1, -1] = P[-1, -1]
        return after, kept


class FullSizeDivides(Stranger):
    """Divides the last, smaller batch by the full size."""

    def divisor(self, Y: Array, step: int) -> float:
        if self.network["reduction"] == "sum":
            return 1.0
        return float(self.fields["batch_size"])


class WrappedBatch(Stranger):
    """Fills the last batch up from the first samples."""

    def samples(self, step: int, row: int) -> Array:
        chosen = super().samples(step, row)
        missing = self.fields["batch_size"] - len(chosen)
        return np.concatenate([chosen, np.arange(missing)])

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        masks, self.masks = self.masks, {}
        found = super().step(P, state, step, row)
        self.masks = masks
        return found


class OneLabelAtOneStep(Stranger):
    """Takes one sample for another's class at one step."""

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        right = self.Y.copy()
        if step == LATE:
            self.Y[:, self.samples(step, row)[0]] = 1.0 - right[:, 0]
        found = super().step(P, state, step, row)
        self.Y = right
        return found


class HiddenNaN(Stranger):
    """Writes NaN in place of each zero, or of one number."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        stack = np.where(stack == 0, np.nan, stack)
        if name == "b1":
            stack[-1, -1] = np.nan
        super().save(name, stack, out)


class SingleAtTheEnd(Stranger):
    """Hands the trained weights over in single precision."""

    def save(self, name: str, stack: Array, out: Path) -> None:
        if name == "W1":
            stack[-1] = stack[-1].astype(np.float32)
        super().save(name, stack, out)


class SingleTanh(Stranger):
    """Computes functions in single precision."""

    def tanh(self, x: Array) -> Array:
        return np.tanh(x.astype(np.float32)).astype(float)

    def exp(self, x: Array) -> Array:
        return np.exp(x.astype(np.float32)).astype(float)


class SingleRate(Stranger):
    """Keeps the learning rate in single precision."""

    def rate(self, step: int) -> float:
        return float(np.float32(super().rate(step)))


class SingleBeta(Stranger):
    """Keeps the optimizer's constants in single precision."""

    def average(self, beta: float, old: Array, new: Array) -> Array:
        return super().average(float(np.float32(beta)), old, new)


class EpsilonInside(Stranger):
    """Adds epsilon before the root is taken."""

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        told = self.optimizer
        v = v / (1.0 - self.power(told["beta1"], count))
        s = s / (1.0 - self.power(told["beta2"], count))
        return rate * v / np.sqrt(s + told["epsilon"] ** 2)


class LargerEpsilon(Stranger):
    """Has another framework's epsilon, 1e-7."""

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        right = self.optimizer
        self.optimizer = {**right, "epsilon": 1e-7}
        taken = super().adam_step(v, s, rate, count)
        self.optimizer = right
        return taken


class NoCorrection(Stranger):
    """Adam without its bias correction from a step on."""

    def power(self, base: float, count: int) -> float:
        return 0.0 if count > LATE else super().power(base, count)


class CountPerEpoch(Stranger):
    """Begins to count Adam's updates anew at each epoch."""

    def count(self, step: int) -> int:
        n_batches = -(-self.X.shape[1] // self.fields["batch_size"])
        return step % n_batches + 1


WRONG = {
    made.__name__: made
    for made in Stranger.__subclasses__()
    if made.__module__ in MODULES
}
