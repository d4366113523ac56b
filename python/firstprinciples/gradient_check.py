"""Gradient check: gradients must be the slopes of the loss.

The loss is measured a little above and a little below each parameter; the
slope between the two is compared with what backward propagation says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from .arguments import checked
from .network import (
    Network,
    network_backward,
    network_forward,
    network_loss,
    network_targets,
)
from .refusals import Matrix, unchecked

Matrices = dict[str, Matrix]


@checked
def gradient_check(
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    epsilon: float = 1e-7,
    masks: Matrices | None = None,
) -> float:
    """Distance between a network's gradients and the slopes of its loss.

    Right gradients stay below 1e-6.  What is left is the error of the slopes
    (see `numerical_gradients`): only the size of this number has a meaning,
    not its digits.  Dropout is checked with fixed masks.

    A relu unit has no slope where its score is 0.  A sample of zeros makes
    such scores while biases are 0, as on the spiral at step 0, and raises this
    number however right the gradients are: move the biases, or check after
    some steps of training.

    Source: Ganesh, "Deep Learning from first principles", part 8.
    """
    Y = network_targets(labels, network)  # n_outputs x n_samples
    _, cache = network_forward(X, parameters, network, masks)
    analytical = network_backward(Y, parameters, cache, network)
    numerical = numerical_gradients(
        X, labels, parameters, network, epsilon, masks
    )
    return gradient_difference(numerical, analytical)


@checked
def numerical_gradients(
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    epsilon: float = 1e-7,
    masks: Matrices | None = None,
) -> Matrices:
    """Slopes of the loss by two-sided differences, a parameter at a time.

    (L(p + epsilon) - L(p - epsilon)) / (2 epsilon).  The formula itself errs
    by epsilon^2 |L'''| / 6, and rounding adds about u |L| / epsilon, u =
    2^-53: without relu, 1e-5 is best.  Across a kink of relu the formula
    fails, and the smaller epsilon is, the fewer kinks lie between the two
    points.  Hence the 1e-7 of the course, which leaves rounding at 1e-8.

    Source: Ganesh, "Deep Learning from first principles", part 8.
    """
    Y = network_targets(labels, network)  # n_outputs x n_samples
    gradients = {}
    with unchecked():
        for name in network.parameter_shapes:

            def loss(value: Matrix, name: str = name) -> float:
                moved = {**parameters, name: value}
                return _loss(X, Y, moved, network, masks)

            gradients[f"d{name}"] = _slopes(loss, parameters[name], epsilon)
    return gradients


@checked
def gradient_difference(numerical: Matrices, analytical: Matrices) -> float:
    """Distance between two sets of gradients, relative to their size.

    ||numerical - analytical|| / (||numerical|| + ||analytical||), with
    Euclidean norms over all entries; 0 where both are zero.

    Source: Ganesh, "Deep Learning from first principles", part 8.
    """
    first = _stack(numerical, numerical)  # n_parameters
    second = _stack(analytical, numerical)  # n_parameters, in the same order
    size = np.linalg.norm(first) + np.linalg.norm(second)
    if size == 0:
        return 0.0
    return float(np.linalg.norm(first - second) / size)


def _slopes(
    loss: Callable[[Matrix], float], value: Matrix, epsilon: float
) -> Matrix:
    """Slopes of a function along every entry of its argument."""
    slopes = np.empty_like(value)
    for index in np.ndindex(value.shape):
        step = np.zeros_like(value)
        step[index] = epsilon
        difference = loss(value + step) - loss(value - step)
        slopes[index] = difference / (2 * epsilon)
    return slopes


def _loss(
    X: Matrix,
    Y: Matrix,
    parameters: Matrices,
    network: Network,
    masks: Matrices | None,
) -> float:
    _, cache = network_forward(X, parameters, network, masks)
    return network_loss(Y, parameters, cache, network)


def _stack(gradients: Matrices, names: Iterable[str]) -> np.ndarray:
    return np.concatenate([gradients[name].ravel() for name in names])
