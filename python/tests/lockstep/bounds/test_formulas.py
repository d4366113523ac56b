"""Formulas that other programs use for the same thing stay within bounds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from lockstep.bounds.activations import activated
from lockstep.bounds.losses import LOSSES, TRAINED
from lockstep.bounds.rounding import between
from lockstep.bounds.step import backward_error, dropped_error, output_error

SCALES = [1e-3, 1.0, 5.0, 40.0, 600.0]


def scores(scale: float, n_rows: int = 4) -> np.ndarray:
    return scale * np.random.RandomState(int(scale) + 1).randn(n_rows, 2000)


def slope_by_factors(A: np.ndarray) -> np.ndarray:
    return (1 - A) * (1 + A)


def naive_sigmoid(Z: np.ndarray) -> np.ndarray:
    """As it stands in textbooks: right as far as exp does not overflow."""
    return 1 / (1 + np.exp(-Z))


def sigmoid_by_quotient(Z: np.ndarray) -> np.ndarray:
    E = np.exp(np.minimum(Z, 700.0))
    return E / (1 + E)


def softmax_times_reciprocal(Z: np.ndarray) -> np.ndarray:
    E = np.exp(Z - Z.max(axis=0))
    return E * (1 / E.sum(axis=0))


FORMULAS: dict[str, tuple[str, Callable]] = {
    "1 / (1 + exp(-z))": ("sigmoid", naive_sigmoid),
    "exp(z) / (1 + exp(z))": ("sigmoid", sigmoid_by_quotient),
}


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(
    ("activation", "formula"), FORMULAS.values(), ids=FORMULAS
)
def test_an_activation(
    activation: str, formula: Callable, scale: float
) -> None:
    Z = np.maximum(scores(scale), -709.0)
    unit = activated(Z, 0 * Z, activation)
    assert (np.abs(formula(Z) - unit.A) <= between(unit.A_error)).all()


@pytest.mark.parametrize("scale", SCALES)
def test_the_slope_of_tanh_by_factors(scale: float) -> None:
    Z = scores(scale)
    unit = activated(Z, 0 * Z, "tanh")
    off = np.abs(slope_by_factors(unit.A) - unit.slope)
    assert (off <= between(unit.slope_error)).all()
    dA = scores(1.0)
    dZ, error = backward_error(dA, 0 * dA, unit)
    assert (np.abs(dA * slope_by_factors(unit.A) - dZ) <= between(error)).all()


def loss_from_shifted(Z: np.ndarray, Y: np.ndarray) -> float:
    """Log of the softmax, as frameworks compute it."""
    shifted = Z - Z.max(axis=0)
    logs = shifted - np.log(np.exp(shifted).sum(axis=0))
    return float(-(Y * logs).sum() * (1 / Z.shape[1]))


def loss_from_scores(Z: np.ndarray, Y: np.ndarray) -> float:
    """By z_max + log sum, and each loss divided by itself."""
    top = Z.max(axis=0)
    losses = top + np.log(np.exp(Z - top).sum(axis=0)) - (Y * Z).sum(axis=0)
    return float((losses / Z.shape[1]).sum())


@pytest.mark.parametrize("scale", SCALES)
def test_a_categorical_loss(scale: float) -> None:
    Z = scores(scale)
    Y = np.eye(4)[:, np.random.RandomState(0).randint(4, size=Z.shape[1])]
    error, _ = LOSSES["categorical_cross_entropy"](Z, 0 * Z, Y, Z.shape[1])
    apart = abs(loss_from_shifted(Z, Y) - loss_from_scores(Z, Y))
    assert apart <= between(error)


@pytest.mark.parametrize("scale", SCALES)
def test_a_binary_loss(scale: float) -> None:
    Z = scores(scale, 1)
    Y = 1.0 * (np.random.RandomState(0).rand(*Z.shape) < 0.5)
    error, _ = LOSSES["binary_cross_entropy"](Z, 0 * Z, Y, Z.shape[1])
    tail = np.log1p(np.exp(-np.abs(Z)))
    one = (np.maximum(Z, 0) - Z * Y + tail).mean()
    other = (tail + np.maximum((1 - 2 * Y) * Z, 0)).sum() * (1 / Z.shape[1])
    assert abs(one - other) <= between(error)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("n_outputs", [1, 3])
def test_a_binary_loss_as_a_categorical_one(
    scale: float, n_outputs: int
) -> None:
    Z = scores(scale, n_outputs)
    Y = 1.0 * (np.random.RandomState(0).rand(*Z.shape) < 0.5)
    error, _ = TRAINED["binary_cross_entropy"](Z, 0 * Z, Y, Z.shape[1])
    z, y = Z.reshape(1, -1), Y.reshape(1, -1)
    one = (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).sum()
    for loss in (loss_from_scores, loss_from_shifted):
        mean = loss(np.vstack([0 * z, z]), np.vstack([1 - y, y]))
        other = mean * n_outputs  # of the samples, not of all outputs
        assert abs(one / Z.shape[1] - other) <= between(error)


def test_divisions_by_the_number_of_samples() -> None:
    P, Y = np.random.RandomState(0).rand(3, 77), np.eye(3)[:, [0] * 77]
    dZ = (P - Y) / 77
    error = between(output_error(dZ, 0 * dZ, 77))
    assert (np.abs((P - Y) * (1 / 77) - dZ) <= error).all()


def test_dropout_by_a_product_of_reciprocals() -> None:
    stream = np.random.RandomState(0)
    A, M = stream.randn(5, 300), 1.0 * (stream.rand(5, 300) < 0.7)
    dropped = A * (M / 0.7)
    error = between(dropped_error(A, 0 * A, M / 0.7))
    for other in (A * M / 0.7, A * M * (1 / 0.7), A * (M * (1 / 0.7))):
        assert (np.abs(other - dropped) <= error).all()
