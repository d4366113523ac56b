"""A training step whose operations are each moved by what they may round.

A sum of n products is rounded n times, each time by u times what has been
added up so far.  Where terms have both signs, that is as large as the root
of the sum of their squares, and roundings that know nothing of each other
add up to at most u times the norm of the row times the norm of the column.
(The bounds of a step suppose terms and roundings of one sign: n u times the
sum of magnitudes.)  Two programs are sqrt(2) times as far apart.  Signs are
random; what is exact stays.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .library import EXP, TANH
from .rounding import SIDES, UNIT_ROUNDOFF
from .step import JUMPS
from .ties import exact_scores
from .updates import ROUNDINGS

if TYPE_CHECKING:
    from firstprinciples import Network, Optimizer

Matrices = dict[str, np.ndarray]
APART = math.sqrt(SIDES) * UNIT_ROUNDOFF  # two programs, one rounding each
N_SIGNS = 2**20
# Roundings of a value, relative to itself, and of a slope, to the largest.
OF_VALUE = {"tanh": TANH, "sigmoid": EXP + 2.0}
OF_SLOPE = {"tanh": 2.0, "sigmoid": 0.5}


class Disturbed(NamedTuple):
    """What a disturbed step computes."""

    loss: float
    gradients: Matrices


class Noise:
    """Random signs, drawn once and used from a random place on.

    Parameters
    ----------
    seed : list of int
    """

    def __init__(self, seed: list[int]) -> None:
        self._stream = np.random.RandomState(seed)
        signs = self._stream.randint(0, 2, N_SIGNS)
        self._signs = APART * (2.0 * signs - 1.0)

    def on(self, value: np.ndarray, units: float | np.ndarray) -> np.ndarray:
        """Move a value by some units of u, up or down.

        Parameters
        ----------
        value : ndarray
        units : array_like
            That broadcasts with the value.
        """
        moved: np.ndarray = self._draw(value.shape) * units
        moved += value
        return moved

    def relative(self, value: np.ndarray, n_roundings: float) -> np.ndarray:
        """Move a value by some roundings of itself."""
        return self.on(value, math.sqrt(n_roundings) * value)

    def _draw(self, shape: tuple[int, ...]) -> np.ndarray:
        size = math.prod(shape)
        if size > N_SIGNS // 2:
            bits = self._stream.randint(0, 2, shape)
            return APART * (2.0 * bits - 1.0)
        first = self._stream.randint(0, N_SIGNS - size + 1)
        return self._signs[first : first + size].reshape(shape)


def disturbed_step(
    port: ModuleType,
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Network,
    masks: Mapping[str, np.ndarray],
    noise: Noise,
) -> Disturbed:
    """Loss and gradients of a step that rounds at random.

    Parameters
    ----------
    port : module
        `firstprinciples`, or a copy of it.
    X : ndarray, shape (n_features, n_samples)
    Y : ndarray, shape (n_outputs, n_samples)
    parameters : mapping of ndarray
        W1, b1, ...
    network : Network
    masks : mapping of ndarray
        Dropout masks M1, M2, ...; empty without dropout.
    noise : Noise

    Returns
    -------
    Disturbed
        The loss is that of the moved scores.
    """
    cache = _forward(port, X, parameters, network, masks, noise)
    loss = port.network_loss(Y, dict(parameters), cache, network)
    return Disturbed(
        loss, _backward(port, Y, parameters, cache, network, noise)
    )


def _forward(
    port: ModuleType,
    X: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Network,
    masks: Mapping[str, np.ndarray],
    noise: Noise,
) -> Matrices:
    cache = {"A0": X}
    A = X
    for layer, activation in enumerate(network.activations, start=1):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = port.dense_forward(A, W, b)
        units = _sizes(W, A)
        units += np.abs(b)
        if activation in JUMPS and not Z.all():
            units = _unless_exact(units, Z, W, A, b, is_first=layer == 1)
        Z = noise.on(Z, units)  # n_units x n_samples
        A = port.activation_forward(Z, activation)
        if activation == "softmax":
            below = Z.max(axis=0) - Z
            A = noise.on(A, A * (below + EXP))
        elif activation in OF_VALUE:
            A = noise.on(A, OF_VALUE[activation] * A)
        cache[f"Z{layer}"] = Z
        mask = masks.get(f"M{layer}")
        if mask is not None:
            cache[f"G{layer}"] = A
            A = port.dropout_forward(A, mask, network.keep_prob)
            A = noise.relative(A, 2.0)
        cache[f"A{layer}"] = A
    return {**cache, **masks}


def _sizes(W: np.ndarray, A: np.ndarray) -> np.ndarray:
    """Norms of rows times norms of columns."""
    return _norms(W, axis=1)[:, None] * _norms(A, axis=0)


def _norms(value: np.ndarray, axis: int) -> np.ndarray:
    kept = "i" if axis == 1 else "j"
    squares: np.ndarray = np.einsum(f"ij,ij->{kept}", value, value)
    return np.sqrt(squares)


def _unless_exact(
    units: np.ndarray,
    Z: np.ndarray,
    W: np.ndarray,
    A: np.ndarray,
    b: np.ndarray,
    is_first: bool,
) -> np.ndarray:
    """No noise on scores of 0 that are exact in every program."""
    zeros = (Z == 0) & (units > 0)
    doubt = np.zeros(A.shape) if is_first else (A != 0).astype(np.float64)
    return np.where(exact_scores(W, A, doubt, b, zeros), 0.0, units)


def _backward(
    port: ModuleType,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    cache: Matrices,
    network: Network,
    noise: Noise,
) -> Matrices:
    layer, n_samples = len(network.activations), Y.shape[1]
    m = n_samples if network.reduction == "mean" else 1
    dZ = noise.relative((cache[f"A{layer}"] - Y) / m, 3.0)
    gradients: Matrices = {}
    while True:
        W, A = parameters[f"W{layer}"], cache[f"A{layer - 1}"]
        dW, db = port.dense_gradients(dZ, A)
        rows = _norms(dZ, axis=1)[:, None]
        dW = noise.on(dW, rows * _norms(A, axis=1))
        if network.l2_penalty:
            penalty = network.l2_penalty / m * W
            dW = noise.relative(dW + noise.relative(penalty, 3.0), 1.0)
        gradients[f"dW{layer}"] = dW
        gradients[f"db{layer}"] = noise.on(db, math.sqrt(n_samples) * rows)
        layer -= 1
        if layer == 0:
            return gradients
        dA = port.dense_backward(dZ, W)  # n_units x n_samples
        dA = noise.on(dA, _sizes(W.T, dZ))
        mask = cache.get(f"M{layer}")
        if mask is not None:
            dA = port.dropout_backward(dA, mask, network.keep_prob)
            dA = noise.relative(dA, 2.0)
        activation = network.activations[layer - 1]
        A = cache.get(f"G{layer}", cache[f"A{layer}"])
        dZ = port.activation_backward(dA, cache[f"Z{layer}"], A, activation)
        if activation in OF_SLOPE:
            dZ = noise.on(dZ, OF_SLOPE[activation] * dA)


def disturbed_update(
    parameters: Mapping[str, np.ndarray],
    taken: Mapping[str, np.ndarray],
    optimizer: Optimizer,
    noise: Noise,
) -> Matrices:
    """Take from parameters what an update takes, each rounded at random.

    Parameters
    ----------
    parameters : mapping of ndarray
    taken : mapping of ndarray
        Of each of them; negative, as an update of zeros gives it.
    optimizer : Optimizer
    noise : Noise
    """
    n_roundings = ROUNDINGS[optimizer.name]
    return {
        name: value + noise.relative(taken[name], n_roundings)
        for name, value in parameters.items()
    }
