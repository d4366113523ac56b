"""How far rounding alone can carry every quantity of one training step.

A running error analysis: each operation hands on the errors of what it was
given, and adds what it rounds itself.  That depends on how many numbers it
adds up and on their magnitudes, never on their sum, which cancellation may
make small.  Errors are bounds in units of u; see `rounding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .activations import Activated, activated
from .losses import loss_error
from .rounding import largest, moved_mask, of_product, of_products
from .ties import exact_scores

if TYPE_CHECKING:
    from firstprinciples import Network

Matrices = dict[str, np.ndarray]
JUMPS = ("relu", "step")  # activations for which the sign of a score counts


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
    network: Network,
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
    activations: Sequence[str],
    kept: Mapping[int, np.ndarray],
    X_error: np.ndarray | None = None,
) -> list[Layer]:
    """Run the network once, with the errors of every layer."""
    A, A_error = X, np.zeros(X.shape) if X_error is None else X_error
    layers = []
    for number, activation in enumerate(activations, start=1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        Z = W @ A + b  # n_units x n_samples
        Z_error = dense_error(A, A_error, W, b)
        if activation in JUMPS:
            doubtful = moved_mask(Z, Z_error)
            if doubtful.any():
                Z_error[exact_scores(W, A, A_error, b, doubtful)] = 0.0
        unit = activated(Z, Z_error, activation)
        A, A_error = unit.A, unit.A_error
        mask = kept.get(number)
        if mask is not None:
            A, A_error = A * mask, dropped_error(A, A_error, mask)
        layers.append(Layer(Z, Z_error, unit, A, A_error, mask))
    return layers


def dense_error(
    A: np.ndarray, A_error: np.ndarray, W: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """W A + b: n_in products, n_in sums, and the errors of A."""
    n_roundings, size = W.shape[1] + 1, largest(A, A_error)
    W = np.abs(W)
    error: np.ndarray = W @ (n_roundings * size + A_error)
    return error + n_roundings * np.abs(b) + of_products(W, size)


def dropped_error(
    A: np.ndarray, A_error: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """A mask / keep_prob: a product or two, a quotient."""
    size = largest(A, A_error) * mask
    return A_error * mask + 2.0 * (size + of_product(size, 1.0))


def forward_errors(layers: list[Layer]) -> Matrices:
    """Errors of Z_l, G_l and A_l by their names."""
    errors = {}
    for number, layer in enumerate(layers, start=1):
        errors[f"Z{number}"] = layer.Z_error
        if layer.kept is not None:
            errors[f"G{number}"] = layer.unit.A_error
        errors[f"A{number}"] = layer.A_error
    return errors


class Back(NamedTuple):
    """A gradient that has come back to a layer, and the layer's input."""

    number: int
    gradient: np.ndarray  # dZ
    error: np.ndarray
    W: np.ndarray
    A: np.ndarray  # of the layer before
    A_error: np.ndarray


def backward_errors(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[Layer],
    network: Network,
) -> Matrices:
    """Errors of dZ_l, dW_l, db_l, dA_l and dG_l, given those going forward."""
    errors: Matrices = {}
    for at in _going_back(X, Y, parameters, layers, network, errors):
        errors[f"dZ{at.number}"] = at.error
        dW, db = gradient_errors(*at[1:3], *at[4:6])
        penalty = _penalty(Y, network) * np.abs(at.W)
        if network.l2_penalty:
            D, right = largest(at.gradient, at.error), largest(at.A, at.A_error)
            underflow = 2.0 * of_product(penalty, 1.0)
            dW = dW + D @ right.T + 4.0 * penalty + underflow
        errors[f"dW{at.number}"], errors[f"db{at.number}"] = dW, db
    return errors


def gradient_size(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[Layer],
    network: Network,
) -> float:
    """Euclidean norm of all dW_l and db_l."""
    squares = 0.0
    for at in _going_back(X, Y, parameters, layers, network, {}):
        dW = at.gradient @ at.A.T + _penalty(Y, network) * at.W
        squares += (dW**2).sum() + (at.gradient.sum(axis=1) ** 2).sum()
    return float(np.sqrt(squares))


def _going_back(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[Layer],
    network: Network,
    errors: Matrices,
) -> Iterator[Back]:
    """Walk from the last layer to the first; dA_l and dG_l go into errors."""
    m, last = _divisor(Y, network), layers[-1]
    dZ = (last.A - Y) / m  # n_outputs x n_samples
    dZ_error = output_error(dZ, last.A_error, m)
    for number in range(len(layers), 0, -1):
        W = parameters[f"W{number}"]
        before = layers[number - 2] if number > 1 else None
        A, A_error = (X, 0 * X) if before is None else before[3:5]
        yield Back(number, dZ, dZ_error, W, A, A_error)
        if before is not None:
            dZ, dZ_error = _through(number - 1, before, dZ, dZ_error, W, errors)


def _divisor(Y: np.ndarray, network: Network) -> int:
    return int(Y.shape[1]) if network.reduction == "mean" else 1


def _penalty(Y: np.ndarray, network: Network) -> float:
    """What the L2 penalty's gradient multiplies a weight with."""
    return float(network.l2_penalty / _divisor(Y, network))


def output_error(dZ: np.ndarray, A_error: np.ndarray, m: int) -> np.ndarray:
    """(P - Y) / m: the difference is rounded, 1 / m, and the product."""
    size = largest(dZ, A_error / m)
    # The quotient of a doubtful number may be doubtful below all doubles.
    underflow = 2.0 * of_product(np.abs(dZ) + A_error, 1.0)
    return A_error / m + 3.0 * size + underflow


def gradient_errors(
    dZ: np.ndarray, dZ_error: np.ndarray, A: np.ndarray, A_error: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Sums over the samples: dW = dZ A' and db = row sums of dZ."""
    D, right = largest(dZ, dZ_error), largest(A, A_error).T
    each = dZ.shape[1] * D + dZ_error
    dW = each @ right + D @ A_error.T + of_products(D, right)
    return dW, each.sum(axis=1, keepdims=True)


def _through(
    number: int,
    layer: Layer,
    dZ: np.ndarray,
    dZ_error: np.ndarray,
    W: np.ndarray,
    errors: Matrices,
) -> tuple[np.ndarray, np.ndarray]:
    """Take a gradient back through weights, dropout and an activation."""
    dA, dA_error = W.T @ dZ, given_back_error(dZ, dZ_error, W)
    errors[f"dA{number}"] = dA_error
    if layer.kept is not None:
        dA_error = dropped_error(dA, dA_error, layer.kept)
        dA = dA * layer.kept
        errors[f"dG{number}"] = dA_error
    return backward_error(dA, dA_error, layer.unit)


def given_back_error(
    dZ: np.ndarray, dZ_error: np.ndarray, W: np.ndarray
) -> np.ndarray:
    """W' dZ: n_out products, and the errors of dZ."""
    W, size = np.abs(W).T, largest(dZ, dZ_error)  # n_in x n_out
    error: np.ndarray = W @ (W.shape[1] * size + dZ_error)
    return error + of_products(W, size)


def backward_error(
    dA: np.ndarray, dA_error: np.ndarray, unit: Activated
) -> tuple[np.ndarray, np.ndarray]:
    """One product, dZ = dA g'(Z), and its error."""
    size = largest(dA, dA_error)
    error = unit.steepest * dA_error + size * unit.slope_error
    if not unit.is_exact:
        product = size * unit.steepest
        error = error + product + of_product(size, unit.steepest)
    return dA * unit.slope, error
