"""Optimizers: one update of a parameter from its gradient.

The state of an optimizer is keyed like the parameters: vW1, vb1, ... for
averages of gradients, sW1, sb1, ... for averages of their squares.  Before
the first update it holds zeros.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arguments import checked
from .calls import record
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
    """Update all parameters once with the chosen optimizer, one by one.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    updated: Matrices = {}
    letters = optimizer.letters
    averages = {  # every v before every s
        letter + name: state[letter + name]
        for letter in letters
        for name in parameters
    }
    for name, P in parameters.items():
        kept = [averages[letter + name] for letter in letters]
        updated[name], *kept = _update_one(
            P, gradients["d" + name], kept, optimizer, learning_rate, count
        )
        for letter, average in zip(letters, kept, strict=True):
            averages[letter + name] = average
    return updated, averages


def _update_one(
    P: Matrix,
    dP: Matrix,
    kept: list[Matrix],
    optimizer: Optimizer,
    rate: float,
    count: int,
) -> tuple[Matrix, ...]:
    """One parameter and its averages after an update."""
    beta1, beta2 = optimizer.beta1, optimizer.beta2
    epsilon = optimizer.epsilon
    if optimizer.name == "gradient_descent":
        return (gradient_descent(P, dP, rate),)
    if optimizer.name == "momentum":
        return momentum(P, dP, kept[0], rate, beta1)
    if optimizer.name == "classical_momentum":
        return classical_momentum(P, dP, kept[0], rate, beta1)
    if optimizer.name == "rmsprop":
        return rmsprop(P, dP, kept[0], rate, beta2, epsilon)
    v, s = kept
    return adam(P, dP, v, s, rate, beta1, beta2, epsilon, count)


@checked
def gradient_descent(P: Matrix, dP: Matrix, learning_rate: float) -> Matrix:
    """One step of gradient descent, P = P - learning_rate dP.

    Source: Cauchy (1847); Ganesh, "Deep Learning from first principles", part
    1.
    """
    return P - learning_rate * dP


@checked
def momentum(
    P: Matrix, dP: Matrix, v: Matrix, learning_rate: float, beta1: float
) -> tuple[Matrix, Matrix]:
    """One step of momentum as the course has it: an average of gradients.

    v = beta1 v + (1 - beta1) dP, P = P - learning_rate v.

    Source: Ganesh, "Deep Learning from first principles", part 7.
    """
    v = beta1 * v + (1.0 - beta1) * dP
    return P - learning_rate * v, v


@checked
def classical_momentum(
    P: Matrix, dP: Matrix, v: Matrix, learning_rate: float, beta1: float
) -> tuple[Matrix, Matrix]:
    """One step of classical momentum, with a fading sum of gradients.

    v = beta1 v + dP, P = P - learning_rate v.

    Source: Polyak (1964), "Some methods of speeding up the convergence of
    iteration methods", in the form that PyTorch gives it.
    """
    v = beta1 * v + dP
    return P - learning_rate * v, v


@checked
def rmsprop(
    P: Matrix,
    dP: Matrix,
    s: Matrix,
    learning_rate: float,
    beta2: float,
    epsilon: float,
) -> tuple[Matrix, Matrix]:
    """One step of RMSprop: gradients over the root of their mean square.

    s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate dP / (sqrt(s) + epsilon).

    Source: Tieleman and Hinton (2012), "Neural networks for machine learning",
    lecture 6.5; epsilon stands where PyTorch has it.
    """
    s = beta2 * s + (1.0 - beta2) * (dP * dP)
    return P - learning_rate * dP / (np.sqrt(s) + epsilon), s


@checked
def adam(
    P: Matrix,
    dP: Matrix,
    v: Matrix,
    s: Matrix,
    learning_rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    count: int,
) -> tuple[Matrix, Matrix, Matrix]:
    """One step of Adam: both averages, corrected for their start at zero.

    v = beta1 v + (1 - beta1) dP, s = beta2 s + (1 - beta2) dP^2,
    P = P - learning_rate v' / (sqrt(s') + epsilon) with
    v' = v / (1 - beta1^count), s' = s / (1 - beta2^count).

    Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization",
    algorithm 1.
    """
    v = beta1 * v + (1.0 - beta1) * dP
    s = beta2 * s + (1.0 - beta2) * (dP * dP)
    v_corrected = v / (1.0 - scalar_power(beta1, count))
    s_corrected = s / (1.0 - scalar_power(beta2, count))
    root = np.sqrt(s_corrected) + epsilon
    return P - learning_rate * v_corrected / root, v, s
