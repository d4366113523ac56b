"""How good a classifier is: accuracy and the confusion matrix."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .losses import one_hot
from .refusals import Matrix


@checked
def accuracy(labels: np.ndarray, predicted: np.ndarray) -> float:
    """Share of samples whose predicted label is the true one.

    Source: Ganesh, "Deep Learning from first principles", part 5.
    """
    return float((labels == predicted).mean())


@checked
def confusion_matrix(
    labels: np.ndarray, predicted: np.ndarray, n_classes: int
) -> Matrix:
    """Count samples by true label (row) and predicted label (column).

    Source: Ganesh, "Deep Learning from first principles", part 5.
    """
    truth = one_hot(labels, n_classes)  # n_classes x n_samples
    return truth @ one_hot(predicted, n_classes).T
