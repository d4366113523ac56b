"""Softmax by numbers: its Jacobian, the likelihood, and three classes."""

from __future__ import annotations

import numpy as np

import firstprinciples as fp

from .tables import matrix, table

SCORES = np.array([[1.0], [2.0]])  # of two classes
LIKELY = np.array([0.5, 0.8, 0.9])  # p of the true class, three samples
P = np.array([[0.1], [0.7], [0.2]])
T = np.array([[0.0], [1.0], [0.0]])
A = np.array([[1.0], [2.0]])


def two_classes() -> str:
    """The Jacobian of two classes by numbers, as LaTeX."""
    p = fp.softmax(SCORES)
    found = fp.softmax_jacobian(p)[:, :, 0]
    return f"p = {matrix(p)}, \\quad J = {matrix(found)}"


def likelihood() -> str:
    """Product of probabilities beside the sum of their logarithms."""
    product = np.cumprod(LIKELY)
    losses = np.cumsum(-np.log(LIKELY))
    rows = [
        [number, p, product[number], -np.log(p), losses[number]]
        for number, p in enumerate(LIKELY)
    ]
    heads = ["sample", "$p$", "product", "$-\\log p$", "sum"]
    return table(heads, rows)


def chain() -> str:
    """The gradient dW of a layer of three classes and two inputs, as LaTeX."""
    dz = fp.categorical_cross_entropy_gradient(P, T, "sum")
    return f"{matrix(dz, 1)} {matrix(A.T)} = {matrix(dz @ A.T, 1)}"
