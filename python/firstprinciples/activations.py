"""Activation functions and their derivatives.

Arrays hold one unit a row and one sample a column.
"""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .refusals import Matrix


@checked
def relu(Z: Matrix) -> Matrix:
    """Rectified linear unit, max(0, z).

    Source: Nair and Hinton (2010), "Rectified linear units improve restricted
    Boltzmann machines".
    """
    return np.maximum(Z, 0.0)


@checked
def relu_derivative(Z: Matrix) -> Matrix:
    """Derivative of relu: 1 where z > 0, else 0; it is 0 at z = 0.

    Source: Nair and Hinton (2010), "Rectified linear units improve restricted
    Boltzmann machines".
    """
    return (Z > 0).astype(np.float64)


@checked
def sigmoid(Z: Matrix) -> Matrix:
    """Logistic function 1 / (1 + exp(-z)), without overflow.

    Exponentials are taken of numbers below 0 only, so that no z overflows.

    Source: Ganesh, "Deep Learning from first principles", part 1.
    """
    # n_units x n_samples
    return np.exp(np.minimum(Z, 0.0)) / (1.0 + np.exp(-np.abs(Z)))


@checked
def sigmoid_derivative(A: Matrix) -> Matrix:
    """Derivative of the logistic function, from its output: a (1 - a).

    Source: Ganesh, "Deep Learning from first principles", part 1.
    """
    return A * (1.0 - A)


@checked
def heaviside(Z: Matrix) -> Matrix:
    """Heaviside's step function: 1 where z > 0, else 0; it is 0 at z = 0.

    The activation "step", the output of a perceptron.  At z = 0 it answers
    label 0, as `predict_labels` does at a probability of exactly 0.5.

    Source: Rosenblatt (1958), "The perceptron: a probabilistic model for
    information storage and organization in the brain".
    """
    return (Z > 0).astype(np.float64)  # n_units x n_samples


@checked
def tanh_derivative(A: Matrix) -> Matrix:
    """Derivative of the hyperbolic tangent, from its output: 1 - a^2.

    Source: Ganesh, "Deep Learning from first principles", part 3.
    """
    return 1.0 - A * A


@checked
def log_sum_exp(Z: Matrix) -> Matrix:
    """Logarithm of the sum of exponentials of each column.

    The largest entry of a column is taken out first, so that nothing
    overflows: log sum exp(z) = z_max + log sum exp(z - z_max).

    Source: Blanchard, Higham and Higham (2021), "Accurately computing the
    log-sum-exp and softmax functions".
    """
    largest = Z.max(axis=0, keepdims=True)  # 1 x n_samples
    return largest + np.log(np.exp(Z - largest).sum(axis=0, keepdims=True))


@checked
def softmax(Z: Matrix) -> Matrix:
    """Softmax of each column, shifted by the largest entry.

    Source: Blanchard, Higham and Higham (2021), "Accurately computing the
    log-sum-exp and softmax functions".
    """
    E = np.exp(Z - Z.max(axis=0, keepdims=True))  # n_classes x n_samples
    return E / E.sum(axis=0, keepdims=True)


@checked
def softmax_jacobian(P: Matrix) -> np.ndarray:
    """Jacobian of softmax from its output, for each sample.

    dp_j/dz_k = p_j (1{j = k} - p_k).

    Source: Roelants, "How to implement a neural network, Intermezzo 2".
    """
    identity = np.eye(P.shape[0])[:, :, None]  # n_classes x n_classes x 1
    return P[:, None, :] * (identity - P[None, :, :])


@checked
def activation_forward(Z: Matrix, activation: str) -> Matrix:
    """Apply an activation by its name.

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
    if activation == "relu":
        return relu(Z)
    if activation == "tanh":
        return np.tanh(Z)
    if activation == "sigmoid":
        return sigmoid(Z)
    if activation == "step":
        return heaviside(Z)
    return softmax(Z)


@checked
def activation_backward(
    dA: Matrix, Z: Matrix, A: Matrix, activation: str
) -> Matrix:
    """Take a gradient back through a hidden activation: dZ = dA g'(Z).

    Source: Ganesh, "Deep Learning from first principles", part 4.
    """
    if activation == "relu":
        return dA * relu_derivative(Z)
    if activation == "tanh":
        return dA * tanh_derivative(A)
    return dA * sigmoid_derivative(A)
