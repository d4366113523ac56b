"""A training case over an arithmetic: any step, from any parameters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from firstprinciples import batch_samples, dropout_mask

from ...cases.load import TrainingCase
from ...traces.quantities import Quantity
from ..arithmetic.arithmetic import Arithmetic, Numbers, Undecided, zeros_like
from .network import WitnessNetwork
from .updates import WitnessOptimizer, epoch_rate

Values = dict[str, Numbers]


class WitnessStep(NamedTuple):
    """Everything of one step, by name and in order of computation."""

    values: Values
    parameters: Values
    state: Values

    def recorded(self) -> Values:
        """Loss, gradients, state and parameters: what a trace holds."""
        return {
            name: value
            for name, value in self.values.items()
            if is_recorded(name)
        }


def is_recorded(name: str) -> bool:
    """Whether a trace holds a quantity; intermediates are left out."""
    return not Quantity.parse(name).is_intermediate


class Witness:
    """Computes steps of a training case.

    The batches and the dropout masks are those of the shared stream: equal
    bits in every language, and certified among the operation cases.

    Parameters
    ----------
    case : TrainingCase
    arithmetic : Arithmetic
    """

    def __init__(self, case: TrainingCase, arithmetic: Arithmetic) -> None:
        self.case, self.arithmetic = case, arithmetic
        self.network = WitnessNetwork(case.network, arithmetic)
        self.optimizer = WitnessOptimizer(case.optimizer, arithmetic)
        self.n_samples = case.X.shape[1]
        self.n_batches = math.ceil(self.n_samples / case.batch_size)

    def start(
        self,
        parameters: Mapping[str, np.ndarray] | None = None,
        state: Mapping[str, np.ndarray] | None = None,
    ) -> tuple[Values, Values]:
        """Exact parameters and state; the case's own by default."""
        exact = self.arithmetic.exact
        given = self.case.parameters if parameters is None else parameters
        values = {name: exact(value) for name, value in given.items()}
        if state:
            return values, {name: exact(v) for name, v in state.items()}
        return values, {
            letter + name: zeros_like(value, self.arithmetic)
            for letter in self.optimizer.letters
            for name, value in values.items()
        }

    def step(self, step: int, parameters: Values, state: Values) -> WitnessStep:
        """Compute one step."""
        Y, cache, loss = self._forward(step, parameters)
        gradients = self.network.backward(Y, parameters, cache)
        epoch = step // self.n_batches
        rate = epoch_rate(self.case.optimizer, epoch, self.arithmetic)
        moved, after = self.optimizer.update(
            parameters, gradients, state, rate, step + 1
        )
        cache = {n: value for n, value in cache.items() if n != "A0"}
        values = {**cache, "loss": loss, **gradients, **after, **moved}
        return WitnessStep(values, moved, after)

    def loss(self, step: int, parameters: Values) -> Numbers:
        """Loss of a step's batch, without gradients."""
        return self._forward(step, parameters)[2]

    def _forward(
        self, step: int, parameters: Values
    ) -> tuple[Numbers, Values, Numbers]:
        """Targets of a step's batch, its forward pass and its loss."""
        X, Y = self.batch(step)
        masks = self.masks(step, X.shape[1])
        cache = self.network.forward(X, parameters, masks)
        Z = cache[f"Z{self.network.n_layers}"]
        return Y, cache, self.network.loss(Y, parameters, Z)

    def run(self, steps: int) -> Iterator[WitnessStep]:
        """Train from the case's initial weights."""
        parameters, state = self.start()
        for number in range(steps):
            try:
                result = self.step(number, parameters, state)
            except Undecided as reason:
                raise Undecided(f"{reason} at step {number}") from None
            yield result
            parameters, state = result.parameters, result.state

    def batch(self, step: int) -> tuple[Numbers, Numbers]:
        """Samples and targets of a step."""
        case, samples = self.case, self.samples(step)
        Y = targets(case.labels, case.network)[:, samples]
        return self.arithmetic.exact(case.X[:, samples]), self.arithmetic.exact(
            Y
        )

    def samples(self, step: int) -> np.ndarray:
        """Numbers of the samples of a step."""
        case = self.case
        if self.n_batches == 1:
            return np.arange(self.n_samples)
        return batch_samples(self.n_samples, case.batch_size, case.seed, step)

    def masks(self, step: int, n_samples: int) -> Values:
        """Dropout masks of a step; none where every unit is kept."""
        network = self.case.network
        if network.keep_prob == 1.0:
            return {}
        shape = n_samples, network.keep_prob, self.case.seed
        return {
            f"M{layer}": self.arithmetic.exact(
                dropout_mask(n_units, *shape, layer, step)
            )
            for layer, n_units in enumerate(network.layer_sizes[1:-1], 1)
        }


def targets(labels: np.ndarray, network: Any) -> np.ndarray:
    """One-hot columns for softmax, else the labels themselves."""
    if network.activations[-1] != "softmax":
        return np.atleast_2d(labels).astype(float)
    Y = np.zeros((network.layer_sizes[-1], labels.size))
    Y[labels.astype(int), np.arange(labels.size)] = 1.0
    return Y
