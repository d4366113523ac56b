"""Quality of a binary classifier at every threshold on its scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from .checks import check_labels, check_numbers, refuse


def roc_curve(
    labels: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Receiver operating characteristic: what is found at which price.

    A sample is predicted as class 1 if its score reaches a threshold.  The
    thresholds are the distinct scores, from the highest down, so samples of
    one score join together.  Both rates begin at 0, before any sample, and
    end at 1.

    Parameters
    ----------
    labels : ndarray, shape (n_samples,)
        0 or 1; both must occur.
    scores : ndarray, shape (n_samples,)
        Higher for class 1: probabilities, or any finite numbers.

    Returns
    -------
    false_positive_rates : ndarray, shape (n_thresholds + 1,)
        Share of the samples of class 0 that reach the threshold; ascending.
    true_positive_rates : ndarray, shape (n_thresholds + 1,)
        Share of the samples of class 1 that do; ascending.

    Raises
    ------
    ValueError
        If labels are not 0 or 1, only one of them occurs, or scores are not
        finite numbers, one a sample.

    References
    ----------
    Fawcett (2006), "An introduction to ROC analysis", algorithm 1.
    """
    _check_scored("roc_curve", labels, scores)
    positives, negatives = _count_reached(labels, scores)
    if not positives[-1] or not negatives[-1]:
        got = f"only {labels[0]:.0f}"
        refuse("roc_curve", "labels", "both 0 and 1", got)
    return negatives / negatives[-1], positives / positives[-1]


def precision_recall_curve(
    labels: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall, for thresholds as in `roc_curve`.

    The first point, before any sample, is recall 0 and precision 1; recall
    ascends to 1.  scikit-learn gives the same points in reverse order.

    Parameters
    ----------
    labels : ndarray, shape (n_samples,)
        0 or 1; a 1 must occur.
    scores : ndarray, shape (n_samples,)
        As for `roc_curve`.

    Returns
    -------
    recall : ndarray, shape (n_thresholds + 1,)
        Share of the samples of class 1 that reach the threshold.
    precision : ndarray, shape (n_thresholds + 1,)
        Share of class 1 among the samples that reach it.

    Raises
    ------
    ValueError
        If labels are not 0 or 1, no 1 occurs, or scores are not finite
        numbers, one a sample.

    References
    ----------
    Davis and Goadrich (2006), "The relationship between precision-recall
    and ROC curves".
    """
    function = "precision_recall_curve"
    _check_scored(function, labels, scores)
    positives, negatives = _count_reached(labels, scores)
    if not positives[-1]:
        refuse(function, "labels", "at least one 1", "only 0")
    found = positives[1:]  # n_thresholds
    precision = np.append(1.0, found / (found + negatives[1:]))
    return positives / positives[-1], precision  # n_thresholds + 1


def area_under_curve(x: np.ndarray, y: np.ndarray) -> float:
    """Area between a curve and the x axis, by trapezoids.

    Of a ROC curve it is the probability that a sample of class 1 scores
    higher than one of class 0, a tie counting one half.

    Parameters
    ----------
    x : ndarray, shape (n_points,)
        In ascending order, at least 2 points; two may have the same x.
    y : ndarray, shape (n_points,)

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `x` descends anywhere, there are not as many of one as of the
        other, or they are not finite numbers.

    References
    ----------
    Fawcett (2006), "An introduction to ROC analysis", section 7.
    """
    function = "area_under_curve"
    check_numbers(function, "x", x)
    check_numbers(function, "y", y)
    _check_size(function, "y", y, x.size)
    if x.size < 2:
        refuse(function, "x", "at least 2 numbers", f"{x.size}")
    widths = x[1:] - x[:-1]  # n_points - 1
    if (widths < 0).any():
        refuse(function, "x", "numbers in ascending order", "a smaller one")
    return float((widths * (y[1:] + y[:-1]) / 2).sum())


def _count_reached(
    labels: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Count samples of class 1, and of class 0, that reach each threshold."""
    order = np.argsort(scores)[::-1]  # n_samples
    ranked, is_positive = scores[order], labels[order] == 1  # n_samples
    is_last = np.append(ranked[1:] != ranked[:-1], True)  # of its threshold
    n_positive = np.cumsum(is_positive)[is_last]  # n_thresholds
    n_negative = np.cumsum(~is_positive)[is_last]  # n_thresholds
    return np.append(0.0, n_positive), np.append(0.0, n_negative)


def _check_scored(function: str, labels: Any, scores: Any) -> None:
    """Refuse what is not labels of two classes with a score each."""
    check_labels(function, "labels", labels, 2)
    check_numbers(function, "scores", scores)
    _check_size(function, "scores", scores, labels.size)


def _check_size(
    function: str, name: str, value: np.ndarray, n_numbers: int
) -> None:
    if value.size != n_numbers:
        refuse(function, name, f"{n_numbers} numbers", f"{value.size}")
