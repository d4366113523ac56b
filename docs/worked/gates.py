"""Logic gates: Rosenblatt's rule, and weights by hand."""

from __future__ import annotations

import numpy as np

from .tables import table

AND = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])  # 2 x 4
AND_LABELS = np.array([0.0, 0.0, 0.0, 1.0])


def perceptron_epochs(
    X: np.ndarray, labels: np.ndarray, n_epochs: int
) -> list[tuple[int, np.ndarray]]:
    """Rosenblatt's rule from zeros, the samples in their order.

    Parameters
    ----------
    X : ndarray
        n_inputs x n_samples.
    labels : ndarray
        n_samples, 0 or 1.
    n_epochs : int
        Fewer are made where one has no mistake.

    Returns
    -------
    list of (int, ndarray)
        Of each epoch its mistakes, and the weights and bias after it.
    """
    w = np.zeros(len(X) + 1)
    epochs: list[tuple[int, np.ndarray]] = []
    while len(epochs) < n_epochs and (not epochs or epochs[-1][0]):
        mistakes = 0
        for x, label in zip(X.T, labels, strict=True):
            extended = np.append(x, 1.0)
            dz = float(w @ extended > 0) - label
            w = w - dz * extended
            mistakes += int(dz != 0)
        epochs.append((mistakes, w))
    return epochs


def perceptron_rule() -> str:
    """Mistakes and weights of the rule on AND, epoch by epoch."""
    rows = [
        [number, mistakes, *w]
        for number, (mistakes, w) in enumerate(
            perceptron_epochs(AND, AND_LABELS, 10)
        )
    ]
    return table(["epoch", "mistakes", "$w_1$", "$w_2$", "$b$"], rows)


def by_hand(weights: list[float], bias: float, X: np.ndarray) -> np.ndarray:
    """Answers of one unit: 1 where its score is positive."""
    return (np.array(weights) @ X + bias > 0).astype(float)


def xor_by_hand() -> str:
    """XOR as AND of OR and NAND, at each corner of the square."""
    either = by_hand([1, 1], -0.5, AND)
    not_both = by_hand([-1, -1], 1.5, AND)
    hidden = np.stack([either, not_both])  # 2 x 4
    answer = by_hand([1, 1], -1.5, hidden)
    score = hidden.sum(axis=0) - 1.5
    rows = np.vstack([AND, hidden, score, answer]).T.tolist()
    heads = ["$x_1$", "$x_2$", "OR", "NAND", "score", "XOR"]
    return table(heads, rows, digits=1)
