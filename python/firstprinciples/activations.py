"""Activation functions and their derivatives.

Arrays hold one unit a row and one sample a column.
"""

from __future__ import annotations

import numpy as np

from .checks import Matrix, check_choice, check_matrix, check_shape

ACTIVATIONS = ("relu", "tanh", "sigmoid", "softmax", "step")
HIDDEN_ACTIVATIONS = ("relu", "tanh", "sigmoid")
OUTPUT_ACTIVATIONS = ("sigmoid", "softmax", "step")


def relu(Z: Matrix) -> Matrix:
    """Rectified linear unit, max(0, z).

    Parameters
    ----------
    Z : ndarray, shape (n_units, n_samples)
        Weighted inputs.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Nair and Hinton (2010), "Rectified linear units improve restricted
    Boltzmann machines".
    """
    check_matrix("relu", "Z", Z)
    return np.maximum(Z, 0.0)


def relu_derivative(Z: Matrix) -> Matrix:
    """Derivative of relu: 1 where z > 0, else 0; it is 0 at z = 0.

    Parameters
    ----------
    Z : ndarray, shape (n_units, n_samples)
        Weighted inputs.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Nair and Hinton (2010), "Rectified linear units improve restricted Boltzmann
    machines".
    """
    check_matrix("relu_derivative", "Z", Z)
    return (Z > 0).astype(np.float64)


def sigmoid(Z: Matrix) -> Matrix:
    """Logistic function 1 / (1 + exp(-z)), without overflow.

    The exponential is taken of -|z| only, so that no z overflows.

    Parameters
    ----------
    Z : ndarray, shape (n_units, n_samples)
        Weighted inputs.

    Returns
    -------
    ndarray, shape (n_units, n_samples)
        Values in [0, 1].

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 1.
    """
    check_matrix("sigmoid", "Z", Z)
    E = np.exp(-np.abs(Z))  # n_units x n_samples
    return np.where(Z >= 0, 1.0, E) / (1.0 + E)


def sigmoid_derivative(A: Matrix) -> Matrix:
    """Derivative of the logistic function, from its output: a (1 - a).

    Parameters
    ----------
    A : ndarray, shape (n_units, n_samples)
        Output of `sigmoid`.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `A` is not a finite matrix of doubles.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 1.
    """
    check_matrix("sigmoid_derivative", "A", A)
    return A * (1.0 - A)


def heaviside(Z: Matrix) -> Matrix:
    """Heaviside's step function: 1 where z > 0, else 0; it is 0 at z = 0.

    The activation "step", the output of a perceptron.  At z = 0 it answers
    label 0, as `predict_labels` does at a probability of exactly 0.5.

    Parameters
    ----------
    Z : ndarray, shape (n_units, n_samples)
        Weighted inputs.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Rosenblatt (1958), "The perceptron: a probabilistic model for
    information storage and organization in the brain".
    """
    check_matrix("heaviside", "Z", Z)
    return (Z > 0).astype(np.float64)  # n_units x n_samples


def tanh_derivative(A: Matrix) -> Matrix:
    """Derivative of the hyperbolic tangent, from its output: 1 - a^2.

    Parameters
    ----------
    A : ndarray, shape (n_units, n_samples)
        Output of tanh.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `A` is not a finite matrix of doubles.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 3.
    """
    check_matrix("tanh_derivative", "A", A)
    return 1.0 - A * A


def log_sum_exp(Z: Matrix) -> Matrix:
    """Logarithm of the sum of exponentials of each column.

    The largest entry of a column is taken out first, so that nothing
    overflows: log sum exp(z) = z_max + log sum exp(z - z_max).

    Parameters
    ----------
    Z : ndarray, shape (n_classes, n_samples)
        Scores.

    Returns
    -------
    ndarray, shape (1, n_samples)

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Blanchard, Higham and Higham (2021), "Accurately computing the
    log-sum-exp and softmax functions".
    """
    check_matrix("log_sum_exp", "Z", Z)
    largest = Z.max(axis=0, keepdims=True)  # 1 x n_samples
    return largest + np.log(np.exp(Z - largest).sum(axis=0, keepdims=True))


def softmax(Z: Matrix) -> Matrix:
    """Softmax of each column, shifted by the largest entry.

    Parameters
    ----------
    Z : ndarray, shape (n_classes, n_samples)
        Scores.

    Returns
    -------
    ndarray, shape (n_classes, n_samples)
        Columns are non-negative and sum to one.

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles.

    References
    ----------
    Blanchard, Higham and Higham (2021), "Accurately computing the
    log-sum-exp and softmax functions".
    """
    check_matrix("softmax", "Z", Z)
    E = np.exp(Z - Z.max(axis=0, keepdims=True))  # n_classes x n_samples
    return E / E.sum(axis=0, keepdims=True)


def softmax_jacobian(P: Matrix) -> np.ndarray:
    """Jacobian of softmax from its output, for each sample.

    dp_j/dz_k = p_j (1{j = k} - p_k).

    Parameters
    ----------
    P : ndarray, shape (n_classes, n_samples)
        Output of `softmax`.

    Returns
    -------
    ndarray, shape (n_classes, n_classes, n_samples)
        Entry (j, k, i) is the derivative of output j by input k, sample i.

    Raises
    ------
    ValueError
        If `P` is not a finite matrix of doubles.

    References
    ----------
    Roelants, "How to implement a neural network, Intermezzo 2".
    """
    check_matrix("softmax_jacobian", "P", P)
    identity = np.eye(P.shape[0])[:, :, None]  # n_classes x n_classes x 1
    return P[:, None, :] * (identity - P[None, :, :])


def activation_forward(Z: Matrix, activation: str) -> Matrix:
    """Apply an activation by its name.

    Parameters
    ----------
    Z : ndarray, shape (n_units, n_samples)
        Weighted inputs.
    activation : {"relu", "tanh", "sigmoid", "softmax", "step"}

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If `Z` is not a finite matrix of doubles or `activation` is none of
        these words.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    check_choice("activation_forward", "activation", activation, ACTIVATIONS)
    check_matrix("activation_forward", "Z", Z)
    if activation == "relu":
        return relu(Z)
    if activation == "tanh":
        return np.tanh(Z)
    if activation == "sigmoid":
        return sigmoid(Z)
    if activation == "step":
        return heaviside(Z)
    return softmax(Z)


def activation_backward(
    dA: Matrix, Z: Matrix, A: Matrix, activation: str
) -> Matrix:
    """Take a gradient back through a hidden activation: dZ = dA g'(Z).

    Parameters
    ----------
    dA : ndarray, shape (n_units, n_samples)
        Gradient of the loss with respect to the activation's output.
    Z, A : ndarray, shape (n_units, n_samples)
        The activation's input and output.
    activation : {"relu", "tanh", "sigmoid"}

    Returns
    -------
    ndarray, shape (n_units, n_samples)
        Gradient with respect to `Z`.

    Raises
    ------
    ValueError
        If `dA` is not a finite matrix of doubles, `Z` or `A` is not of its
        shape, or `activation` is none of these words.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 4.
    """
    function = "activation_backward"
    check_choice(function, "activation", activation, HIDDEN_ACTIVATIONS)
    check_matrix(function, "dA", dA)
    check_shape(function, "Z", Z, *dA.shape)
    check_shape(function, "A", A, *dA.shape)
    if activation == "relu":
        return dA * relu_derivative(Z)
    if activation == "tanh":
        return dA * tanh_derivative(A)
    return dA * sigmoid_derivative(A)
