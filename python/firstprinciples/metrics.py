"""How good a classifier is: accuracy and the confusion matrix."""

from __future__ import annotations

import numpy as np

from .checks import (
    Matrix,
    check_count,
    check_labels,
    check_n_labels,
    check_room,
)
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

    Raises
    ------
    ValueError
        If a label is not a whole number of at least 0 or the two are not of one
        length.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 5.
    """
    check_labels("accuracy", "labels", labels)
    check_labels("accuracy", "predicted", predicted)
    check_n_labels("accuracy", "predicted", predicted, labels.size)
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
        Number of classes.

    Returns
    -------
    ndarray, shape (n_classes, n_classes)

    Raises
    ------
    ValueError
        If `n_classes` is not a whole number of at least 1, a label is not a
        whole number in 0..n_classes - 1, or the two are not of one length.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 5.
    """
    function = "confusion_matrix"
    check_count(function, "n_classes", n_classes)
    check_labels(function, "labels", labels, n_classes)
    check_labels(function, "predicted", predicted, n_classes)
    check_n_labels(function, "predicted", predicted, labels.size)
    check_room(function, "n_classes", n_classes, n_classes)
    check_room(function, "n_classes", n_classes, labels.size)
    truth = one_hot(labels, n_classes)  # n_classes x n_samples
    return truth @ one_hot(predicted, n_classes).T
