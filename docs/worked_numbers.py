"""Worked numbers that a page shows as a table: computed, never typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

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


def table(heads: Sequence[str], rows: Iterable[Sequence[float]]) -> str:
    """Markdown of a table of whole numbers."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(f"{value:.0f}" for value in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


TABLES: dict[str, Callable[[], str]] = {"perceptron_rule": perceptron_rule}
