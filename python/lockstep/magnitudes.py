"""How large the terms were whose sum a quantity is.

Rounding errors of a sum are proportional to the sum of the magnitudes of
its terms, S, and not to its value, which cancellation may make small.  S
of every quantity comes from the same network run once on magnitudes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Matrices = dict[str, np.ndarray]


def step_magnitudes(
    X: np.ndarray,
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    network: Any,
    masks: Mapping[str, np.ndarray],
) -> Matrices:
    """Magnitudes S of all quantities of one step.

    With Zabs_l = |W_l| Aabs_{l-1} + |b_l| and Aabs_l = |A_l| + g'(Z_l)
    Zabs_l going forward, and D_L = (P + Y)/m + P (Zabs_L + column sums of
    P Zabs_L)/m without the cancellation of P - Y going back:
    S(dW_l) = D_l Aabs_{l-1}', S(db_l) = row sums of D_l.

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
        S of Z_l, A_l, dZ_l, dA_l, dW_l and db_l, by those names; with
        dropout of G_l and dG_l, too.
    """
    kept = {
        int(name[1:]): mask / network.keep_prob for name, mask in masks.items()
    }
    layers = layer_values(X, parameters, network.activations, kept)
    S = forward_magnitudes(X, parameters, layers)
    S.update(backward_magnitudes(Y, parameters, layers, S, network))
    return S


@dataclass(frozen=True)
class LayerValues:
    """What the error of a layer depends on, each n_units x n_samples.

    Attributes
    ----------
    A, slope : ndarray
        Output and derivative of the activation.
    slope_terms : ndarray
        Sum of the magnitudes of the derivative's terms.
    bend : ndarray
        Magnitude of the second derivative.
    kept : ndarray or None
        What dropout multiplies the output with: 0 or 1 / keep_prob.
    """

    A: np.ndarray
    slope: np.ndarray
    slope_terms: np.ndarray
    bend: np.ndarray
    kept: np.ndarray | None = None


def layer_values(
    X: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    activations: Sequence[str],
    kept: Mapping[int, np.ndarray] | None = None,
) -> list[LayerValues]:
    """Run the network once and keep what the error model needs."""
    factors = kept or {}
    layers = []
    A = X
    for number, activation in enumerate(activations, start=1):
        Z = parameters[f"W{number}"] @ A + parameters[f"b{number}"]
        layer = replace(_activation(Z, activation), kept=factors.get(number))
        layers.append(layer)
        A = layer.A if layer.kept is None else layer.A * layer.kept
    return layers


def forward_magnitudes(
    X: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[LayerValues],
) -> Matrices:
    """Magnitudes of A0, Z_l and A_l."""
    S = {"A0": np.abs(X)}
    for number, layer in enumerate(layers, start=1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        Zabs = np.abs(W) @ S[f"A{number - 1}"] + np.abs(b)
        S[f"Z{number}"] = Zabs  # n_l x n_samples
        S[f"A{number}"] = np.abs(layer.A) + layer.slope * Zabs
        if layer.kept is not None:
            S[f"G{number}"] = S[f"A{number}"]
            S[f"A{number}"] = S[f"G{number}"] * layer.kept
    return S


def backward_magnitudes(
    Y: np.ndarray,
    parameters: Mapping[str, np.ndarray],
    layers: list[LayerValues],
    S: Matrices,
    network: Any,
) -> Matrices:
    """Magnitudes of dZ_l, dA_l, dW_l and db_l, given those of Z and A."""
    number = len(layers)
    m = Y.shape[1] if network.reduction == "mean" else 1
    P = layers[-1].A
    spread = _output_spread(P, S[f"Z{number}"], network)
    D, dZ = (P + Y + spread) / m, (P - Y) / m  # n_outputs x n_samples
    result: Matrices = {}
    while True:
        result[f"dZ{number}"] = D
        W = parameters[f"W{number}"]
        penalty = network.l2_penalty / m * np.abs(W)
        result[f"dW{number}"] = D @ S[f"A{number - 1}"].T + penalty
        result[f"db{number}"] = D.sum(axis=1, keepdims=True)
        if number == 1:
            return result
        number -= 1
        layer = layers[number - 1]
        dA, D = W.T @ dZ, np.abs(W).T @ D
        result[f"dA{number}"] = D
        if layer.kept is not None:
            dA, D = dA * layer.kept, D * layer.kept
            result[f"dG{number}"] = D
        # The error of a slope is the curvature times the error of Z.
        D = D * layer.slope_terms
        D += np.abs(dA) * layer.bend * S[f"Z{number}"]
        dZ = dA * layer.slope


def _activation(Z: np.ndarray, activation: str) -> LayerValues:
    if activation == "relu":
        slope = (Z > 0).astype(np.float64)
        return LayerValues(Z * slope, slope, slope, np.zeros_like(Z))
    if activation == "tanh":
        A = np.tanh(Z)
        slope = 1.0 - A * A
        return LayerValues(A, slope, slope + A * A, 2 * np.abs(A) * slope)
    if activation == "sigmoid":
        A = 0.5 * (1.0 + np.tanh(0.5 * Z))
        slope = A * (1.0 - A)
        return LayerValues(A, slope, A, slope)
    if activation == "step":
        # Flat on both sides of 0: a score that rounding moves across it is
        # a divergence, as it is with relu's mask.
        flat = np.zeros_like(Z)
        return LayerValues((Z > 0).astype(np.float64), flat, flat, flat)
    E = np.exp(Z - Z.max(axis=0))  # n_classes x n_samples
    P = E / E.sum(axis=0)
    return LayerValues(P, P, P, P)


def _output_spread(P: np.ndarray, Zabs: np.ndarray, network: Any) -> np.ndarray:
    """How rounding of the scores moves the probabilities."""
    if network.activations[-1] == "softmax":
        return P * (Zabs + (P * Zabs).sum(axis=0))
    return P * (1.0 - P) * Zabs
