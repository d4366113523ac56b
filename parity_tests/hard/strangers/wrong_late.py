"""Strangers that are wrong late, in one place, or in small batches only."""

from __future__ import annotations

import numpy as np

from .equations import Array, Arrays
from .stranger import Stranger

LATE = 7  # the step from which on some ports are wrong


class CountWraps(Stranger):
    """Counts updates in a byte."""

    def count(self, step: int) -> int:
        return step % 256 + 1


class LastLossOverFull(Stranger):
    """Divides the loss of a smaller batch by the size of a full one."""

    def total(self, values: Array) -> float:
        n_samples = self.X.shape[1]
        size = min(self.fields["batch_size"], n_samples)
        return super().total(values) * min(1.0, len(values) / size)


class LastSampleLost(Stranger):
    """Leaves out the last sample of a smaller batch."""

    def samples(self, step: int, row: int) -> Array:
        chosen = super().samples(step, row)
        is_smaller = 1 < len(chosen) < self.fields["batch_size"]
        return chosen[:-1] if is_smaller else chosen


class BatchesAgain(Stranger):
    """Takes the first epoch's batches in each epoch."""

    def samples(self, step: int, row: int) -> Array:
        n_batches = -(-self.X.shape[1] // self.fields["batch_size"])
        return super().samples(step % n_batches, row % n_batches)


class SmallMaskShifted(Stranger):
    """Takes the mask of a smaller batch from the next sample on."""

    def forward(self, P: Arrays, X: Array, masks: dict[int, Array]) -> Arrays:
        if X.shape[1] < self.fields["batch_size"]:
            masks = {n: np.roll(m, 1, axis=1) for n, m in masks.items()}
        return super().forward(P, X, masks)


class MaskOfBefore(Stranger):
    """Takes the mask of the step before, from a step on."""

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        right = self.masks
        if row >= LATE:
            self.masks = {n: np.roll(m, 1, axis=0) for n, m in right.items()}
        found = super().step(P, state, step, row)
        self.masks = right
        return found


class SlopeOfDropped(Stranger):
    """Takes the slope from what dropout has left."""

    def backward(
        self, P: Arrays, seen: Arrays, Y: Array, D: float, step: int
    ) -> Arrays:
        left = {
            name: seen["A" + name[1:]] if name[0] == "G" else value
            for name, value in seen.items()
        }
        return super().backward(P, left, Y, D, step)


class LastUnpenalized(Stranger):
    """Leaves the last layer's weights out of the penalty's gradient."""

    def weight_gradient(self, dZ: Array, A: Array, W: Array, D: float) -> Array:
        if len(W) == self.network["layer_sizes"][-1]:
            return self.product(dZ, A.T)
        return super().weight_gradient(dZ, A, W, D)


class OneBiasPenalized(Stranger):
    """Has a millionth of the penalty for the second layer's biases."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        if name == "b2":
            dP = dP + 1e-6 * self.network["l2_penalty"] * P
        return super().update(name, P, dP, state, step)


class LowersLater(Stranger):
    """Lowers the rate an epoch too late."""

    def epoch(self, step: int) -> int:
        return max(super().epoch(step) - 1, 0)


class OneGradientElement(Stranger):
    """Has one gradient that is too large by 1e-9, from a step on."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        if name == "W1" and step >= LATE:
            dP = dP.copy()
            dP[-1, 0] *= 1.0 + 1e-9
        return super().update(name, P, dP, state, step)


class OtherStart(Stranger):
    """Goes on from weights that are 1e-12 off those it shows."""

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        if step >= LATE:
            P = {name: value * (1.0 + 1e-12) for name, value in P.items()}
        return super().step(P, state, step, row)


class StaleGradient(Stranger):
    """Updates a layer by the gradient of the step before, at one step."""

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        kept = self.__dict__.setdefault("_gradients", {})
        taken = kept[name] if step == LATE and name == "W1" else dP
        kept[name] = dP
        return super().update(name, P, taken, state, step)


class LastBatchSkipped(Stranger):
    """Takes the next epoch's first batch for a smaller last one."""

    def samples(self, step: int, row: int) -> Array:
        n_whole = self.X.shape[1] // self.fields["batch_size"]
        return super().samples(step, (row + row // n_whole) % len(self.batches))


class CountStops(Stranger):
    """Corrects Adam's averages as at the two hundredth update for ever."""

    def count(self, step: int) -> int:
        return min(step + 1, 200)


class OneFeatureOff(Stranger):
    """Reads one number that is 1e-11 too large, at one step."""

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        right = self.X
        if step == LATE:
            self.X = right.copy()
            self.X[0, self.samples(step, row)[0]] *= 1.0 + 1e-11
        found = super().step(P, state, step, row)
        self.X = right
        return found
