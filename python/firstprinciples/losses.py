"""Loss functions and their gradients with respect to the scores Z.

Each loss is computed from the scores, not from the probabilities: the
logarithm of a probability that has underflowed to zero is lost.
`reduction` is "mean" (over samples) or "sum"; the gradient is that of the
loss with the same reduction.
"""

from __future__ import annotations

import numpy as np

from .activations import heaviside, log_sum_exp
from .arguments import checked
from .refusals import Matrix


@checked
def one_hot(labels: np.ndarray, n_classes: int) -> Matrix:
    """One-hot columns of a vector of labels.

    Source: Roelants, "How to implement a neural network, Intermezzo 2".
    """
    classes = np.arange(n_classes)[:, None]  # n_classes x 1
    return (classes == labels).astype(np.float64)


@checked
def categorical_cross_entropy(
    Z: Matrix, Y: Matrix, reduction: str = "mean"
) -> float:
    """Cross-entropy of softmax(Z) and one-hot targets.

    L = mean or sum over samples of log sum_k exp(z_k) - z_y.

    Source: Roelants, "How to implement a neural network, Intermezzo 2" (sum);
    Ganesh, "Deep Learning from first principles", part 5 (mean).
    """
    # The score of the true class is picked by the one-hot column.
    sample_losses = log_sum_exp(Z) - (Y * Z).sum(axis=0, keepdims=True)
    return float(sample_losses.sum() / _divisor(Z, reduction))


@checked
def categorical_cross_entropy_gradient(
    P: Matrix, Y: Matrix, reduction: str = "mean"
) -> Matrix:
    """Gradient of `categorical_cross_entropy` with respect to the scores.

    dL/dZ = P - Y, divided by n_samples for the mean.

    Source: Roelants, "How to implement a neural network, Intermezzo 2" (sum);
    Ganesh, "Deep Learning from first principles", part 5 (mean).
    """
    return (P - Y) / _divisor(P, reduction)


@checked
def binary_cross_entropy(
    Z: Matrix, Y: Matrix, reduction: str = "mean"
) -> float:
    """Cross-entropy of sigmoid(Z) and targets of 0 or 1.

    A sample's loss is max(z, 0) - z y + log(1 + exp(-|z|)), summed over
    the output units.

    Source: Ganesh, "Deep Learning from first principles", part 1.
    """
    losses = np.maximum(Z, 0.0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))
    return float(losses.sum() / _divisor(Z, reduction))


@checked
def binary_cross_entropy_gradient(
    P: Matrix, Y: Matrix, reduction: str = "mean"
) -> Matrix:
    """Gradient of `binary_cross_entropy` with respect to the scores.

    dL/dZ = P - Y, divided by n_samples for the mean.

    Source: Ganesh, "Deep Learning from first principles", part 1.
    """
    return (P - Y) / _divisor(P, reduction)


@checked
def perceptron_loss(Z: Matrix, Y: Matrix, reduction: str = "mean") -> float:
    """Perceptron criterion of scores and targets of 0 or 1.

    A sample's loss is (a - y) z with a = heaviside(z): |z| where the answer
    is wrong, else 0; summed over the output units.

    Source: Bishop (2006), "Pattern recognition and machine learning", section
    4.1.7.
    """
    losses = (heaviside(Z) - Y) * Z  # n_outputs x n_samples
    return float(losses.sum() / _divisor(Z, reduction))


@checked
def perceptron_loss_gradient(
    A: Matrix, Y: Matrix, reduction: str = "mean"
) -> Matrix:
    """Subgradient of `perceptron_loss` with respect to the scores.

    dL/dZ = A - Y, divided by n_samples for the mean.  Of the subgradients
    at z = 0 it is the one of the answer, 0: a positive sample still counts
    as wrong there.  With one sample a step, the sum and a learning rate of
    1, descent is Rosenblatt's rule.

    Source: Rosenblatt (1958), "The perceptron: a probabilistic model for
    information storage and organization in the brain".
    """
    return (A - Y) / _divisor(A, reduction)


def _divisor(matrix: Matrix, reduction: str) -> int:
    return matrix.shape[1] if reduction == "mean" else 1
