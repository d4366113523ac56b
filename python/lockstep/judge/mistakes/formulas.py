"""The equations of a training step, each of which can be exchanged.

A mistake replaces one or two of them.  They are written anew, and are no calls
of the reference: so that a mistake is one changed line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from firstprinciples import (
    Network,
    Optimizer,
    batch_count,
    batch_samples,
    log_sum_exp,
    network_targets,
    scheduled_rate,
    sigmoid,
    softmax,
)

from ...cases.load import TrainingCase
from ...traces.trace import Start, Trace

Matrix = np.ndarray


@dataclass(frozen=True)
class Layer:
    """What a layer has computed, and what it is made of."""

    number: int
    activation: str
    W: Matrix
    b: Matrix
    Z: Matrix
    G: Matrix  # g(Z), before dropout
    A: Matrix
    mask: Matrix | None


@dataclass(frozen=True)
class Given:
    """What a step is given."""

    case: TrainingCase
    step: int
    start: Start

    @property
    def network(self) -> Network:
        """The network of the case."""
        return self.case.network

    @property
    def optimizer(self) -> Optimizer:
        """The optimizer of the case."""
        return self.case.optimizer

    @property
    def n_samples(self) -> int:
        """Of the whole case."""
        return int(self.case.X.shape[1])

    @cached_property
    def n_batches(self) -> int:
        """In an epoch."""
        return batch_count(self.n_samples, self.case.batch_size)

    @property
    def epoch(self) -> int:
        """Of the step."""
        return self.step // self.n_batches

    @property
    def n_layers(self) -> int:
        """Without layer 0."""
        return len(self.network.activations)

    def parameter(self, name: str) -> Matrix:
        """Before the step."""
        return self.start.parameters[name][0]


# The right formulas.  A is what an activation made of Z.


def samples(given: Given) -> np.ndarray:
    """Numbers of the samples of the step."""
    case = given.case
    if given.n_batches == 1:
        return np.arange(given.n_samples)
    return batch_samples(
        given.n_samples, case.batch_size, case.seed, given.step
    ).astype(int)


def weighted(W: Matrix, A_prev: Matrix, b: Matrix) -> Matrix:
    """Scores Z of a layer."""
    return W @ A_prev + b


def value(name: str, Z: Matrix) -> Matrix:
    """g(Z)."""
    if name == "relu":
        return np.maximum(Z, 0.0)
    if name == "tanh":
        return np.tanh(Z)
    if name == "sigmoid":
        return sigmoid(Z)
    if name == "softmax":
        return softmax(Z)
    return (Z > 0).astype(float)


def slope(name: str, Z: Matrix, A: Matrix) -> Matrix:
    """g'(Z)."""
    if name == "relu":
        return (Z > 0).astype(float)
    return 1.0 - A * A if name == "tanh" else A * (1.0 - A)


def divisor(given: Given, n: int) -> float:
    """What a mean over n samples divides by."""
    return float(n) if given.network.reduction == "mean" else 1.0


def data_loss(given: Given, layer: Layer, Y: Matrix) -> float:
    """Sum over the samples, from the scores."""
    Z, A = layer.Z, layer.A
    if given.network.loss == "categorical_cross_entropy":
        return float((log_sum_exp(Z) - (Y * Z).sum(0)).sum())
    if given.network.loss == "perceptron_loss":
        return float(((A - Y) * Z).sum())
    return float(
        (np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))).sum()
    )


def penalty(given: Given, D: float) -> float:
    """What L2 adds to the loss."""
    network = given.network
    squares = sum(
        float((given.parameter(f"W{layer}") ** 2).sum())
        for layer in range(1, given.n_layers + 1)
    )
    return network.l2_penalty / (2 * D) * squares


def output_gradient(given: Given, layer: Layer, Y: Matrix, D: float) -> Matrix:
    """DZ of the last layer."""
    return (layer.A - Y) / D


def gradients(
    given: Given, layer: Layer, dZ: Matrix, A_prev: Matrix, D: float
) -> tuple[Matrix, Matrix]:
    """DW and db, without the penalty."""
    return dZ @ A_prev.T, dZ.sum(1, keepdims=True)


def shrinking(
    given: Given, layer: Layer, D: float
) -> tuple[Matrix | float, Matrix | float]:
    """What the penalty adds to dW and db."""
    return given.network.l2_penalty / D * layer.W, 0.0


def back(given: Given, W: Matrix, dZ: Matrix) -> Matrix:
    """DA of the layer before."""
    return W.T @ dZ


def rate(given: Given) -> float:
    """Learning rate of the step."""
    return rate_of(given, given.epoch)


def rate_of(given: Given, epoch: int) -> float:
    """Learning rate of an epoch."""
    o = given.optimizer
    return scheduled_rate(
        o.schedule, o.learning_rate, o.decay_rate, o.decay_epochs, epoch
    )


@dataclass(frozen=True)
class Hyper:
    """What an update is given besides matrices."""

    rate: float
    beta1: float
    beta2: float
    epsilon: float
    count: int


Update = Callable[[Matrix, Matrix, Matrix, Matrix, Hyper], tuple[Matrix, ...]]


def gradient_descent(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> tuple[Matrix, ...]:
    """P, v and s after the update, as of each optimizer below."""
    return P - h.rate * g, v, s


def momentum(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> tuple[Matrix, ...]:
    """The average of the course."""
    v = h.beta1 * v + (1 - h.beta1) * g
    return P - h.rate * v, v, s


def classical_momentum(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> tuple[Matrix, ...]:
    """A sum that fades."""
    v = h.beta1 * v + g
    return P - h.rate * v, v, s


def rmsprop(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> tuple[Matrix, ...]:
    """Without bias correction."""
    s = h.beta2 * s + (1 - h.beta2) * g * g
    return P - h.rate * g / (np.sqrt(s) + h.epsilon), v, s


def adam(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> tuple[Matrix, ...]:
    """With both corrections."""
    v = h.beta1 * v + (1 - h.beta1) * g
    s = h.beta2 * s + (1 - h.beta2) * g * g
    v_right = v / (1 - h.beta1**h.count)
    s_right = s / (1 - h.beta2**h.count)
    return P - h.rate * v_right / (np.sqrt(s_right) + h.epsilon), v, s


UPDATES: dict[str, Update] = {
    "gradient_descent": gradient_descent,
    "momentum": momentum,
    "classical_momentum": classical_momentum,
    "rmsprop": rmsprop,
    "adam": adam,
}


@dataclass(frozen=True)
class Formulas:
    """The equations of a step, each by its name."""

    samples: Callable[[Given], np.ndarray] = samples
    targets: Callable[[np.ndarray, Network], Matrix] = network_targets
    weighted: Callable[[Matrix, Matrix, Matrix], Matrix] = weighted
    value: Callable[[str, Matrix], Matrix] = value
    slope: Callable[[str, Matrix, Matrix], Matrix] = slope
    drop: Callable[[Matrix, Matrix, float], Matrix] = lambda G, M, keep: (
        G * M / keep
    )
    drop_back: Callable[[Matrix, Matrix, float], Matrix] = lambda dA, M, keep: (
        dA * M / keep
    )
    divisor: Callable[[Given, int], float] = divisor
    data_loss: Callable[[Given, Layer, Matrix], float] = data_loss
    penalty: Callable[[Given, float], float] = penalty
    output_gradient: Callable[[Given, Layer, Matrix, float], Matrix] = (
        output_gradient
    )
    gradients: Callable[
        [Given, Layer, Matrix, Matrix, float], tuple[Matrix, Matrix]
    ] = gradients
    shrinking: Callable[
        [Given, Layer, float], tuple[Matrix | float, Matrix | float]
    ] = shrinking
    back: Callable[[Given, Matrix, Matrix], Matrix] = back
    rate: Callable[[Given], float] = rate
    count: Callable[[Given, int], int] = lambda given, before: given.step + 1
    updates: dict[str, Update] = field(default_factory=lambda: UPDATES)
    decay: float = 0.0  # decoupled: W shrinks by rate decay l2_penalty / D
    updated_first: bool = False  # W changes before dA is computed
    after: Callable[[Given, Trace], Trace] = lambda given, found: found


def wrong(**changes: object) -> Formulas:
    """The right formulas but for some."""
    return replace(Formulas(), **changes)  # type: ignore[arg-type]
