"""How good a classifier is: accuracy and the confusion matrix."""

from __future__ import annotations

import numpy as np

from .checks import Matrix, check_labels, refuse
from .losses import one_hot


def accuracy(labels: np.ndarray, predicted: np.ndarray) -> float:
    """Share of samples whose predicted label is the true one.

    Parameters
    ----------
    labels, predicted : ndarray, shape (n_samples,)
        True and predicted labels, 0-based.

    Returns
    -------
    float
        Between 0 and 1.
    """
    _check_pair("accuracy", labels, predicted, None)
    return float((labels == predicted).mean())


def confusion_matrix(
    labels: np.ndarray, predicted: np.ndarray, n_classes: int
) -> Matrix:
    """Count samples by true label (row) and predicted label (column).

    Parameters
    ----------
    labels, predicted : ndarray, shape (n_samples,)
        True and predicted labels, 0-based.
    n_classes : int

    Returns
    -------
    ndarray, shape (n_classes, n_classes)
    """
    _check_pair("confusion_matrix", labels, predicted, n_classes)
    truth = one_hot(labels, n_classes)  # n_classes x n_samples
    return truth @ one_hot(predicted, n_classes).T


def _check_pair(
    function: str,
    labels: np.ndarray,
    predicted: np.ndarray,
    n_classes: int | None,
) -> None:
    if n_classes is None:
        n_classes = int(max(labels.max(), predicted.max(), 0)) + 1
    check_labels(function, "labels", labels, n_classes)
    check_labels(function, "predicted", predicted, n_classes)
    if labels.size != predicted.size:
        refuse(
            function,
            "predicted",
            f"{labels.size} labels",
            f"{predicted.size}",
        )
