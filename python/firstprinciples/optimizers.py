"""Optimizers: one update of all parameters from their gradients.

The state of an optimizer is keyed like the parameters: vW1, vb1, ... for
averages of gradients, sW1, sb1, ... for averages of their squares.  Before
the first update it holds zeros.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arguments import checked
from .kinds import record
from .powers import scalar_power
from .refusals import Matrix

# Averages that an optimizer keeps: of gradients (v), of their squares (s).
STATE = {
    "gradient_descent": "",
    "momentum": "v",
    "classical_momentum": "v",
    "rmsprop": "s",
    "adam": "vs",
}

Matrices = dict[str, Matrix]


@record("optimizer")
@dataclass(frozen=True)
class Optimizer:
    """An optimizer's name and hyper-parameters; see `new_optimizer`."""

    name: str
    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    schedule: str = "constant"
    decay_rate: float = 1.0
    decay_epochs: int = 1

    @property
    def letters(self) -> str:
        """What its state keeps of each parameter."""
        return STATE[self.name]


@checked
def new_optimizer(
    name: str,
    learning_rate: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    epsilon: float = 1e-8,
    schedule: str = "constant",
    decay_rate: float = 1.0,
    decay_epochs: int = 1,
) -> Optimizer:
    """Describe an optimizer.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    return Optimizer(
        name,
        float(learning_rate),
        float(beta1),
        float(beta2),
        float(epsilon),
        schedule,
        float(decay_rate),
        int(decay_epochs),
    )


@checked
def optimizer_state(parameters: Matrices, optimizer: Optimizer) -> Matrices:
    """State of an optimizer before its first update: zeros.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    return {
        letter + name: np.zeros(value.shape)
        for letter in optimizer.letters
        for name, value in parameters.items()
    }


@checked
def optimizer_update(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    optimizer: Optimizer,
    learning_rate: float,
    count: int,
) -> tuple[Matrices, Matrices]:
    """Update all parameters once with the chosen optimizer.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    beta1, beta2 = optimizer.beta1, optimizer.beta2
    epsilon = optimizer.epsilon
    start = parameters, gradients
    if optimizer.name == "gradient_descent":
        return gradient_descent(*start, learning_rate), {}
    if optimizer.name == "momentum":
        return momentum(*start, state, learning_rate, beta1)
    if optimizer.name == "classical_momentum":
        return classical_momentum(*start, state, learning_rate, beta1)
    if optimizer.name == "rmsprop":
        return rmsprop(*start, state, learning_rate, beta2, epsilon)
    return adam(*start, state, learning_rate, beta1, beta2, epsilon, count)


@checked
def gradient_descent(
    parameters: dict[str, Matrix],
    gradients: dict[str, Matrix],
    learning_rate: float,
) -> dict[str, Matrix]:
    """One step of gradient descent, P = P - learning_rate dP.

    Source: Cauchy (1847); Ganesh, "Deep Learning from first principles", part
    1.
    """
    updated = {}
    for name, value in parameters.items():
        updated[name] = value - learning_rate * gradients["d" + name]
    return updated


@checked
def momentum(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
) -> tuple[Matrices, Matrices]:
    """One step of momentum as the course has it: an average of gradients.

    v = beta1 v + (1 - beta1) dP, P = P - learning_rate v.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    v = _average_of_gradients(parameters, gradients, state, beta1)
    return _moved(parameters, v, learning_rate), v


@checked
def classical_momentum(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
) -> tuple[Matrices, Matrices]:
    """One step of classical momentum, with a fading sum of gradients.

    v = beta1 v + dP, P = P - learning_rate v.

    Source: Polyak (1964), "Some methods of speeding up the convergence of
    iteration methods", in the form that PyTorch gives it.
    """
    v = {
        "v" + name: beta1 * state["v" + name] + gradients["d" + name]
        for name in parameters
    }
    return _moved(parameters, v, learning_rate), v


@checked
def rmsprop(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta2: float,
    epsilon: float,
) -> tuple[Matrices, Matrices]:
    """One step of RMSprop: gradients over the root of their mean square.

    s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate dP / (sqrt(s) + epsilon).

    Source: Tieleman and Hinton (2012), "Neural networks for machine learning",
    lecture 6.5; epsilon stands where PyTorch has it.
    """
    s = _average_of_squares(parameters, gradients, state, beta2)
    updated = {}
    for name, value in parameters.items():
        root = np.sqrt(s["s" + name]) + epsilon
        updated[name] = value - learning_rate * gradients["d" + name] / root
    return updated, s


@checked
def adam(
    parameters: Matrices,
    gradients: Matrices,
    state: Matrices,
    learning_rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    count: int,
) -> tuple[Matrices, Matrices]:
    """One step of Adam: both averages, corrected for their start at zero.

    v = beta1 v + (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate v' / (sqrt(s') + epsilon) with
    v' = v / (1 - beta1^count), s' = s / (1 - beta2^count).

    Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization",
    algorithm 1.
    """
    v = _average_of_gradients(parameters, gradients, state, beta1)
    s = _average_of_squares(parameters, gradients, state, beta2)
    v_share = 1.0 - scalar_power(beta1, count)
    s_share = 1.0 - scalar_power(beta2, count)
    updated = {}
    for name, value in parameters.items():
        root = np.sqrt(s["s" + name] / s_share) + epsilon
        updated[name] = value - learning_rate * (v["v" + name] / v_share) / root
    return updated, {**v, **s}


def _average_of_gradients(
    parameters: Matrices, gradients: Matrices, state: Matrices, beta1: float
) -> Matrices:
    return {
        "v" + name: beta1 * state["v" + name]
        + (1.0 - beta1) * gradients["d" + name]
        for name in parameters
    }


def _average_of_squares(
    parameters: Matrices, gradients: Matrices, state: Matrices, beta2: float
) -> Matrices:
    return {
        "s" + name: beta2 * state["s" + name]
        + (1.0 - beta2) * (gradients["d" + name] * gradients["d" + name])
        for name in parameters
    }


def _moved(parameters: Matrices, v: Matrices, learning_rate: float) -> Matrices:
    return {
        name: value - learning_rate * v["v" + name]
        for name, value in parameters.items()
    }
