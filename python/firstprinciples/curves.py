"""Quality of a binary classifier at every threshold on its scores."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .refusals import refuse


@checked
def roc_curve(
    labels: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Receiver operating characteristic: what is found at which price.

    A sample is predicted as class 1 if its score reaches a threshold.  The
    thresholds are the distinct scores, from the highest down, so samples of
    one score join together.  Both rates begin at 0, before any sample, and
    end at 1.

    Source: Fawcett (2006), "An introduction to ROC analysis", algorithm 1.
    """
    positives, negatives = _count_reached(labels, scores)
    if not positives[-1] or not negatives[-1]:
        got = f"only {labels[0]:.0f}"
        refuse("roc_curve", "labels", "both 0 and 1", got)
    return negatives / negatives[-1], positives / positives[-1]


@checked
def precision_recall_curve(
    labels: np.ndarray, scores: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall, for thresholds as in `roc_curve`.

    The first point, before any sample, is recall 0 and precision 1; recall
    ascends to 1.  scikit-learn gives the same points in reverse order.

    Source: Davis and Goadrich (2006), "The relationship between
    precision-recall and ROC curves".
    """
    positives, negatives = _count_reached(labels, scores)
    if not positives[-1]:
        refuse("precision_recall_curve", "labels", "at least one 1", "only 0")
    found = positives[1:]  # n_thresholds
    precision = np.append(1.0, found / (found + negatives[1:]))
    return positives / positives[-1], precision  # n_thresholds + 1


@checked
def area_under_curve(x: np.ndarray, y: np.ndarray) -> float:
    """Area between a curve and the x axis, by trapezoids.

    Of a ROC curve it is the probability that a sample of class 1 scores
    higher than one of class 0, a tie counting one half.

    Source: Fawcett (2006), "An introduction to ROC analysis", section 7.
    """
    if x.size < 2:
        refuse("area_under_curve", "x", "at least 2 numbers", f"{x.size}")
    widths = x[1:] - x[:-1]  # n_points - 1
    if (widths < 0).any():
        refuse(
            "area_under_curve",
            "x",
            "numbers in ascending order",
            "a smaller one",
        )
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
