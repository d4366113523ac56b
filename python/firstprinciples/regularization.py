"""Regularization: the L2 penalty and inverted dropout."""

from __future__ import annotations

from typing import Any

import numpy as np

from .checks import (
    Matrix,
    check_count,
    check_entries,
    check_keep_prob,
    check_matrix,
    check_not_negative,
    check_room,
    check_shape,
    check_whole,
    checks_enabled,
    refuse,
)
from .random_stream import random_uniforms


def l2_loss(
    parameters: dict[str, Matrix], l2_penalty: float, n_samples: int
) -> float:
    """What the L2 penalty adds to the loss.

    l2_penalty / (2 n_samples) times the sum of the squares of all weights;
    biases are free.

    Parameters
    ----------
    parameters : dict of ndarray
        W1, b1, W2, b2, ...; only W1, W2, ... count.
    l2_penalty : float
        Finite and at least 0.
    n_samples : int
        At least 1.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If the penalty is negative or not finite, `n_samples` is not a whole
        number of at least 1, or a W is not a finite matrix.

    References
    ----------
    Krogh and Hertz (1992), "A simple weight decay can improve
    generalization"; Ganesh, "Deep Learning from first principles", part 6.
    """
    _check_penalty("l2_loss", l2_penalty, n_samples)
    check_entries("l2_loss", "parameters", parameters, ["W1"])
    weights = {n: W for n, W in parameters.items() if n.startswith("W")}
    for name, W in weights.items():
        check_matrix("l2_loss", name, W)
    squares = sum(float((W * W).sum()) for W in weights.values())
    return l2_penalty / (2 * n_samples) * squares


def l2_gradient(W: Matrix, l2_penalty: float, n_samples: int) -> Matrix:
    """Gradient of `l2_loss` with respect to the weights of a layer.

    l2_penalty / n_samples * W.

    Parameters
    ----------
    W : ndarray, shape (n_out, n_in)
    l2_penalty : float
        Finite and at least 0.
    n_samples : int
        At least 1.

    Returns
    -------
    ndarray, shape (n_out, n_in)

    Raises
    ------
    ValueError
        As from `l2_loss`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 6.
    """
    check_matrix("l2_gradient", "W", W)
    _check_penalty("l2_gradient", l2_penalty, n_samples)
    return l2_penalty / n_samples * W


def dropout_mask(
    n_units: int,
    n_samples: int,
    keep_prob: float,
    seed: int,
    layer: int,
    step: int,
) -> Matrix:
    """Which units of a layer a training step keeps, for each sample.

    A uniform below keep_prob makes a 1, else a 0.  The uniforms are
    those of the purpose "dropout" followed by the number of the layer
    ("dropout1", "dropout2", ...) at the training step, filled row by row.

    Parameters
    ----------
    n_units, n_samples : int
        At least 1.
    keep_prob : float
        Above 0 and at most 1; 1 keeps every unit.
    seed : int
        From 0 to 2^53 - 1.
    layer : int
        At least 1.
    step : int
        From 0 to 2^53 - 1.

    Returns
    -------
    ndarray, shape (n_units, n_samples)
        0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of its range or not whole where it must be.

    References
    ----------
    Srivastava et al. (2014), "Dropout: a simple way to prevent neural
    networks from overfitting".
    """
    function = "dropout_mask"
    check_count(function, "n_units", n_units)
    check_count(function, "n_samples", n_samples)
    check_keep_prob(function, "keep_prob", keep_prob)
    check_whole(function, "seed", seed)
    check_count(function, "layer", layer)
    check_whole(function, "step", step)
    check_room(function, "n_samples", n_units, n_samples)
    shape = int(n_units), int(n_samples)
    purpose = f"dropout{int(layer)}"
    uniforms = random_uniforms(seed, purpose, step, shape[0] * shape[1])
    return (uniforms.reshape(shape) < keep_prob).astype(np.float64)


def dropout_forward(A: Matrix, mask: Matrix, keep_prob: float) -> Matrix:
    """Drop units and scale up the others: A * mask / keep_prob.

    The expected value stays A, so prediction needs no dropout at all.

    Parameters
    ----------
    A : ndarray, shape (n_units, n_samples)
        Output of a hidden layer.
    mask : ndarray, shape (n_units, n_samples)
        From `dropout_mask`.
    keep_prob : float
        Above 0 and at most 1, the same as for the mask.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        If the shapes differ, a matrix is not finite, or `keep_prob` is out
        of its range.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 6.
    """
    _check_dropout("dropout_forward", "A", A, mask, keep_prob)
    return A * mask / keep_prob


def dropout_backward(dA: Matrix, mask: Matrix, keep_prob: float) -> Matrix:
    """Take a gradient back through dropout: dA * mask / keep_prob.

    Parameters
    ----------
    dA : ndarray, shape (n_units, n_samples)
        Gradient of the loss with respect to the output of
        `dropout_forward`.
    mask : ndarray, shape (n_units, n_samples)
        The same as in the forward pass.
    keep_prob : float
        The same as in the forward pass.

    Returns
    -------
    ndarray, shape (n_units, n_samples)

    Raises
    ------
    ValueError
        As from `dropout_forward`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 6.
    """
    _check_dropout("dropout_backward", "dA", dA, mask, keep_prob)
    return dA * mask / keep_prob


def _check_penalty(function: str, l2_penalty: float, n_samples: int) -> None:
    check_not_negative(function, "l2_penalty", l2_penalty)
    check_count(function, "n_samples", n_samples)


def check_mask(function: str, name: str, mask: Any, *shape: int) -> None:
    """Refuse what is not a matrix of 0 and 1 of a shape."""
    if not checks_enabled():
        return
    check_shape(function, name, mask, *shape)
    wrong = mask.T[(mask.T != 0) & (mask.T != 1)]
    if wrong.size:
        refuse(function, name, "entries of 0 or 1", format(wrong[0], ".6g"))


def _check_dropout(
    function: str, name: str, value: Any, mask: Any, keep_prob: Any
) -> None:
    if not checks_enabled():
        return
    check_matrix(function, name, value)
    check_mask(function, "mask", mask, *value.shape)
    check_keep_prob(function, "keep_prob", keep_prob)
