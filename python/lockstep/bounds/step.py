"""How far rounding alone can carry every quantity of one training step.

A running error analysis: each operation hands on the errors of what it was
given, and adds what it rounds itself.  That depends on how many numbers it
adds up and on their magnitudes, never on their sum, which cancellation may
make small.  Errors are bounds in units of u; see `rounding`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from .activations import Activated, activated
from .losses import loss_error

Matrices = dict[str, np.ndarray]


class Layer(NamedTuple):
    """A layer's values and their errors, n_units x n_samples each."""

    Z: np.ndarray
    Z_error: np.ndarray
    unit: Activated
    A: np.ndarray  # after dropout
    A_error: np.ndarray
    kept: np.ndarray | None  # 0 or 1 / keep_prob


def step_errors(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Any,
    masks: Mapping[str, np.ndarray],
) -> Matrices:
    """Bounds on the errors of all quantities of one step.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    Y : ndarray, shape (n_outputs, n_samples)
    parameters : mapping of ndarray
        W1, b1, ...
    network : Network
        As described by a case.
    masks : mapping of ndarray
        Dropout masks M1, M2, ...; empty without dropout.

    Returns
    -------
    dict of ndarray
        Bounds, in units of u, on the errors of Z_l, A_l, the loss, dZ_l,
        dW_l, db_l and dA_l, by those names; with dropout of G_l and dG_l,
        too.
    """
    kept = {int(n[1:]): mask / network.keep_prob for n, mask in masks.items()}
    layers = forward_layers(X, parameters, network.activations, kept)
    errors = forward_errors(layers)
    last = layers[-1]
    loss = loss_error(last.Z, last.Z_error, Y, parameters, network)
    errors["loss"] = np.array(loss)
    errors.update(backward_errors(X, Y, parameters, layers, network))
    return errors


def forward_layers(
    X: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    activations: Any,
    kept: Mapping[int, np.ndarray],
) -> list[Layer]:
    """Run the network once, with the errors of every layer."""
    A, A_error = X, np.zeros(X.shape)
    layers = []
    for number, activation in enumerate(activations, start=1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        Z = W @ A + b  # n_units x n_samples
        Z_error = dense_error(A, W, b) + np.abs(W) @ A_error
        unit = activated(Z, Z_error, activation)
        A, A_error = unit.A, unit.A_error
        mask = kept.get(number)
        if mask is not None:
            A = A * mask
            A_error = A_error * mask + 2.0 * np.abs(A)
        layers.append(Layer(Z, Z_error, unit, A, A_error, mask))
    return layers


def dense_error(A: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """W A + b of exact arguments: n_in products, n_in sums."""
    return (W.shape[1] + 1) * (np.abs(W) @ np.abs(A) + np.abs(b))


def forward_errors(layers: list[Layer]) -> Matrices:
    """Errors of Z_l, G_l and A_l by their names."""
    errors = {}
    for number, layer in enumerate(layers, start=1):
        errors[f"Z{number}"] = layer.Z_error
        if layer.kept is not None:
            errors[f"G{number}"] = layer.unit.A_error
        errors[f"A{number}"] = layer.A_error
    return errors


def backward_errors(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[Layer],
    network: Any,
) -> Matrices:
    """Errors of dZ_l, dW_l, db_l, dA_l and dG_l, given those going forward."""
    m = Y.shape[1] if network.reduction == "mean" else 1
    last = layers[-1]
    dZ = (last.A - Y) / m  # n_outputs x n_samples
    # The difference is rounded, then the quotient.
    dZ_error = last.A_error / m + 2.0 * np.abs(dZ)
    errors: Matrices = {}
    for number in range(len(layers), 0, -1):
        errors[f"dZ{number}"] = dZ_error
        W = parameters[f"W{number}"]
        before = layers[number - 2] if number > 1 else None
        A, A_error = (X, 0 * X) if before is None else before[3:5]
        dW, db = gradient_errors(dZ, dZ_error, A, A_error)
        penalty = network.l2_penalty / m * np.abs(W)
        if network.l2_penalty:
            dW = dW + np.abs(dZ) @ np.abs(A).T + 4.0 * penalty
        errors[f"dW{number}"], errors[f"db{number}"] = dW, db
        if before is not None:
            dZ, dZ_error = _through(number - 1, before, dZ, dZ_error, W, errors)
    return errors


def gradient_size(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[Layer],
    network: Any,
) -> float:
    """Euclidean norm of all dW_l and db_l."""
    m = Y.shape[1] if network.reduction == "mean" else 1
    dZ, squares = (layers[-1].A - Y) / m, 0.0
    for number in range(len(layers), 0, -1):
        W = parameters[f"W{number}"]
        A = layers[number - 2].A if number > 1 else X
        dW = dZ @ A.T + network.l2_penalty / m * W
        squares += (dW**2).sum() + (dZ.sum(axis=1) ** 2).sum()
        if number > 1:
            before = layers[number - 2]
            kept = 1.0 if before.kept is None else before.kept
            dZ = (W.T @ dZ) * kept * before.unit.slope
    return float(np.sqrt(squares))


def gradient_errors(
    dZ: np.ndarray, dZ_error: np.ndarray, A: np.ndarray, A_error: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sums over the samples: dW = dZ A' and db = row sums of dZ."""
    D, n_samples = np.abs(dZ), dZ.shape[1]
    dW = (n_samples * D + dZ_error) @ np.abs(A).T + D @ A_error.T
    db = (n_samples * D + dZ_error).sum(axis=1, keepdims=True)
    return dW, db


def _through(
    number: int,
    layer: Layer,
    dZ: np.ndarray,
    dZ_error: np.ndarray,
    W: np.ndarray,
    errors: Matrices,
) -> tuple[np.ndarray, np.ndarray]:
    """Take a gradient back through weights, dropout and an activation."""
    dA = W.T @ dZ  # n_units x n_samples
    dA_error = np.abs(W).T @ (W.shape[0] * np.abs(dZ) + dZ_error)
    errors[f"dA{number}"] = dA_error
    if layer.kept is not None:
        dA = dA * layer.kept
        dA_error = dA_error * layer.kept + 2.0 * np.abs(dA)
        errors[f"dG{number}"] = dA_error
    return backward_error(dA, dA_error, layer.unit)


def backward_error(
    dA: np.ndarray, dA_error: np.ndarray, unit: Activated
) -> tuple[np.ndarray, np.ndarray]:
    """One product, dZ = dA g'(Z), and its error."""
    dZ = dA * unit.slope
    moved = np.where(dA == 0, 0.0, np.abs(dA) * unit.slope_error)
    own = 0.0 if unit.is_exact else np.abs(dZ)
    return dZ, dA_error * unit.slope + moved + own
