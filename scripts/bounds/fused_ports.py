"""A port whose processor multiplies and adds in one rounding.

Compilers may turn a b + c into a fused operation, and do by default on some
processors.  Here each is emulated in extended precision and rounded once;
sums go from one end to the other, and whole powers are repeated squares.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from lockstep.ports.bridge.python import PythonAdapter

PACKAGE = "firstprinciples"


class FusedPython(PythonAdapter):
    """The Python port, with fused operations wherever it may have them."""

    def __init__(self) -> None:
        super().__init__()
        if np.finfo(np.longdouble).nmant < 63:
            raise RuntimeError("no extended precision to emulate with")
        for made in FUSED:
            _replace(made)


def _replace(made: Callable[..., Any]) -> None:
    """Put a function in the place of that of its name, in every module."""
    for name, module in list(sys.modules.items()):
        is_port = name.split(".")[0] == PACKAGE
        if is_port and made.__name__ in vars(module):
            setattr(module, made.__name__, made)


def fused(a: Any, b: Any, c: Any) -> np.ndarray:
    """Return a b + c, rounded once."""
    exact = np.multiply(a, b, dtype=np.longdouble)
    exact += c
    rounded: np.ndarray = exact.astype(np.float64)
    return rounded


def product(left: np.ndarray, right: np.ndarray, start: Any) -> np.ndarray:
    """Return left right + start, a fused operation for each product."""
    shape = len(left), right.shape[1]
    total: np.ndarray = np.broadcast_to(start, shape).astype(np.float64)
    for column, row in zip(left.T, right, strict=True):
        total = fused(column[:, None], row, total)
    return total


def dense_forward(A_prev: Any, W: Any, b: Any) -> np.ndarray:
    """Z = W A_prev + b, from b on."""
    return product(W, A_prev, b)


def dense_gradients(dZ: Any, A_prev: Any) -> tuple[np.ndarray, np.ndarray]:
    """Add the samples up from first to last."""
    return product(dZ, A_prev.T, 0.0), dZ.cumsum(axis=1)[:, -1:]


def dense_backward(dZ: Any, W: Any) -> np.ndarray:
    """Add the units up from first to last."""
    return product(W.T, dZ, 0.0)


def tanh_derivative(A: Any) -> np.ndarray:
    """1 - a^2, in one rounding."""
    return fused(-A, A, 1.0)


def _penalized(dW: Any, W: Any, Y: Any, network: Any) -> Any:
    """Fuse dW + l2_penalty / n_samples W."""
    if network.l2_penalty == 0.0:
        return dW
    m = Y.shape[1] if network.reduction == "mean" else 1
    return fused(network.l2_penalty / m, W, dW)


def binary_cross_entropy(Z: Any, Y: Any, reduction: str = "mean") -> float:
    """Fuse max(z, 0) - z y, and add up from first to last."""
    losses = fused(-Z, Y, np.maximum(Z, 0.0))
    losses += np.log1p(np.exp(-np.abs(Z)))
    m = Z.shape[1] if reduction == "mean" else 1
    return float(losses.cumsum()[-1] / m)


def gradient_descent(P: Any, dP: Any, learning_rate: float) -> np.ndarray:
    """Fuse P - learning_rate dP."""
    return fused(-learning_rate, dP, P)


def momentum(
    P: Any, dP: Any, v: Any, learning_rate: float, beta1: float
) -> tuple[np.ndarray, np.ndarray]:
    """Fuse v = beta1 v + (1 - beta1) dP and P - learning_rate v."""
    v = fused(beta1, v, (1.0 - beta1) * dP)
    return fused(-learning_rate, v, P), v


def classical_momentum(
    P: Any, dP: Any, v: Any, learning_rate: float, beta1: float
) -> tuple[np.ndarray, np.ndarray]:
    """Fuse v = beta1 v + dP and P - learning_rate v."""
    v = fused(beta1, v, dP)
    return fused(-learning_rate, v, P), v


def rmsprop(
    P: Any, dP: Any, s: Any, rate: float, beta2: float, epsilon: float
) -> tuple[np.ndarray, np.ndarray]:
    """Fuse the square, s = beta2 s + (1 - beta2) dP^2, and the update."""
    s = fused((1.0 - beta2) * dP, dP, beta2 * s)
    return fused(-rate, dP / (np.sqrt(s) + epsilon), P), s


def adam(
    P: Any,
    dP: Any,
    v: Any,
    s: Any,
    rate: float,
    beta1: float,
    beta2: float,
    epsilon: float,
    count: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both averages fused; the steps of the rate are taken first."""
    v = fused(1.0 - beta1, dP, beta1 * v)
    s = fused(beta2, s, (1.0 - beta2) * (dP * dP))
    v_corrected = v / (1.0 - scalar_power(beta1, count))
    s_corrected = s / (1.0 - scalar_power(beta2, count))
    root = np.sqrt(s_corrected) + epsilon
    return fused(-rate, v_corrected / root, P), v, s


def scalar_power(base: float, exponent: float) -> float:
    """A whole power by repeated squaring, as Fortran and Rust take it."""
    result, square, left = 1.0, float(base), int(exponent)
    if left != exponent or left < 0:
        return float(base) ** float(exponent)
    while left:
        if left % 2:
            result *= square
        square *= square
        left //= 2
    return result


FUSED = (
    *(dense_forward, dense_gradients, dense_backward, tanh_derivative),
    *(binary_cross_entropy, gradient_descent, momentum, classical_momentum),
    *(rmsprop, adam, scalar_power, _penalized),
)
