"""Examples that pages work through by hand, computed again."""

from __future__ import annotations

import math

import numpy as np
import pytest
from build import DOCS

import firstprinciples as fp


def holds(name: str, *shown: str) -> None:
    """Assert that a page's template has these words."""
    file = DOCS / "templates" / f"{name}.md"
    page = " ".join(file.read_text("utf-8").split())
    for words in shown:
        assert words in page


def test_learning_one_sample() -> None:
    losses = [(theta * 2 - 6) ** 2 for theta in (1, 3)]
    assert losses == [16, 0]
    holds("learning", "the answer is 2 and the loss 16")


def test_logistic_loss_and_gradient() -> None:
    Z, Y = np.array([[2.0]]), np.array([[0.0]])
    p, loss = fp.sigmoid(Z)[0, 0], fp.binary_cross_entropy(Z, Y)
    gradient = fp.binary_cross_entropy_gradient(fp.sigmoid(Z), Y)[0, 0]
    holds(
        "logistic_regression",
        f"$\\log 2 = {math.log(2):.6f}$",
        f"$p = {p:.4f}$, loss $2 + \\log(1 + e^{{-2}}) = {loss:.4f}$",
        f"gradient ${gradient:.4f}$",
    )


def test_one_hidden_unit_forward_and_back() -> None:
    x, W1, W2 = np.array([[1.0], [2.0]]), np.array([[0.5, -0.5]]), 2.0
    a1 = np.tanh(W1 @ x)[0, 0]
    z2 = W2 * a1
    dz2 = 1 / (1 + math.exp(-z2)) - 1
    dz1 = W2 * dz2 * (1 - a1**2)
    dW1 = dz1 * x[:, 0]
    holds(
        "hidden_layer",
        f"$a_1 = {a1:.4f}$, $z_2 = {z2:.4f}$, $p = {dz2 + 1:.4f}$",
        f"$dz_2 = p - 1 = {dz2:.4f}$, $dW_2 = dz_2 a_1 = {dz2 * a1:.4f}$",
        f"$da_1 = 2 \\, dz_2 = {2 * dz2:.4f}$",
        f"$dz_1 = da_1 (1 - a_1^2) = {dz1:.4f}$",
        f"({dW1[0]:.4f}, {dW1[1]:.4f})",
    )


def test_relu_and_its_gradient() -> None:
    Z = np.array([[-1.0], [0.0], [2.0]])
    assert fp.relu(Z)[:, 0].tolist() == [0, 0, 2]
    assert (5 * fp.relu_derivative(Z))[:, 0].tolist() == [0, 0, 5]
    holds("deep_network", "relu gives $(0, 0, 2)$, and back goes $(0, 0, 5)$")


def test_softmax_and_its_gradient() -> None:
    Z = np.array([[1.0], [3.0], [6.0]])
    powers, p = np.exp(Z - 6)[:, 0], fp.softmax(Z)
    Y = fp.one_hot(np.array([1.0]), 3)
    slope = fp.categorical_cross_entropy_gradient(p, Y, "sum")[:, 0]
    shown = ", ".join(f"{value:.4f}" for value in p[:, 0])
    slopes = ", ".join(f"{value:.4f}" for value in slope)
    holds(
        "softmax",
        f"({powers[0]:.4f}, {powers[1]:.4f}, 1)",
        f"sum ${powers.sum():.4f}$",
        f"$p = ({shown})$",
        f"gradient $({slopes})$",
    )


def test_scores_gradient_of_two_samples() -> None:
    P = np.array([[0.5, 0.2], [0.3, 0.2], [0.2, 0.6]])
    Y = fp.one_hot(np.array([0.0, 2.0]), 3)
    dZ = fp.categorical_cross_entropy_gradient(P, Y)
    expected = [[-0.25, 0.1], [0.15, 0.1], [0.1, -0.2]]
    np.testing.assert_allclose(dZ, expected, rtol=1e-14)
    sums = dZ.sum(axis=1)
    np.testing.assert_allclose(sums, [-0.15, 0.25, -0.1], rtol=1e-14)
    holds(
        "softmax_network",
        r"-0.25 & 0.1 \\ 0.15 & 0.1 \\ 0.1 & -0.2",
        "$db_2 = (-0.15, 0.25, -0.1)^T$",
    )


def test_penalty_and_dropout() -> None:
    W = np.array([[3.0, -4.0]])
    penalty = fp.l2_loss({"W1": W}, 0.2, 10)
    np.testing.assert_allclose(penalty, 0.25, rtol=1e-14)
    gradient = fp.l2_gradient(W, 0.2, 10)[0]
    np.testing.assert_allclose(gradient, [0.06, -0.08], rtol=1e-14)
    G, M = np.array([[2.0], [4.0], [6.0]]), np.array([[1.0], [0.0], [1.0]])
    A = fp.dropout_forward(G, M, 0.8)[:, 0]
    back = fp.dropout_backward(np.ones((3, 1)), M, 0.8)[:, 0]
    np.testing.assert_allclose(A, [2.5, 0, 7.5], rtol=1e-14)
    np.testing.assert_allclose(back, [1.25, 0, 1.25], rtol=1e-14)
    holds(
        "regularization",
        "0.25$ and its gradient",
        "(0.06, -0.08)",
        "$A = (2.5, 0, 7.5)$",
        "$(1.25, 0, 1.25)$",
    )


def test_average_and_its_correction() -> None:
    plain = fp.moving_average(np.array([10.0, 20.0]), 0.9, False)
    right = fp.moving_average(np.array([10.0, 20.0]), 0.9, True)
    np.testing.assert_allclose(plain, [1, 2.9], rtol=1e-14)
    holds(
        "optimizers",
        f"corrected $1 / 0.1 = {right[0]:.0f}$",
        f"corrected $2.9 / 0.19 = {right[1]:.2f}$",
    )


@pytest.mark.parametrize(
    ("root", "share"),
    [(math.sqrt(1e-12) + 1e-8, "0.99"), (math.sqrt(1e-12 + 1e-8), "0.01")],
)
def test_share_of_the_rate_by_where_epsilon_stands(
    root: float, share: str
) -> None:
    assert f"{1e-6 / root:.2f}" == share
    holds("optimizers", f"the step is ${share} \\, \\eta$")


def test_slope_of_a_cube() -> None:
    slope = (2.1**3 - 1.9**3) / 0.2
    off = abs(slope - 11) / (abs(slope) + 11)
    holds(
        "checking_and_tuning",
        f"({2.1**3:.3f} - {1.9**3:.3f}) / 0.2 = {slope:.2f}",
        f"$1.01 / 23.01 = {off:.3f}$",
    )


def test_batches_of_512() -> None:
    sizes = [
        fp.batch_samples(1348, 512, seed=1, step=step).size for step in range(3)
    ]
    assert sizes == [512, 512, 324]
    assert (7 % 3, 7 // 3) == (1, 2)
    holds("mini_batches", "$512 + 512 + 324$", "$7 \\bmod 3 = 1$")
