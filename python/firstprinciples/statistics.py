"""What a confusion matrix says of each class and of the whole.

The statistics are those that R users know from caret's `confusionMatrix`.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arguments import checked
from .refusals import Matrix, refuse

CLASS_STATISTICS = (
    "sensitivity",
    "specificity",
    "positive_predictive_value",
    "negative_predictive_value",
    "prevalence",
    "detection_rate",
    "detection_prevalence",
    "balanced_accuracy",
    "precision",
    "recall",
    "F1",
)
OVERALL_STATISTICS = (
    "accuracy",
    "accuracy_lower",
    "accuracy_upper",
    "no_information_rate",
    "accuracy_p_value",
    "kappa",
    "mcnemar_p_value",
)
TAIL = 0.025  # on either side of an interval of 95 %


@checked
def class_statistics(counts: Matrix) -> Matrix:
    """Statistics of each class against all others.

    `CLASS_STATISTICS` names the columns.  Of the samples of a class,
    sensitivity or recall is the share that is found; of the samples of the
    other classes, specificity is the share that is left alone.  Prevalence
    is the share of the class among all samples, detection rate that of its
    right predictions, and detection prevalence that of all its predictions.
    Precision is the share of right ones among its predictions, F1 the
    harmonic mean of precision and recall, and balanced accuracy the mean of
    sensitivity and specificity.

    The predictive values follow from sensitivity, specificity and
    prevalence by Bayes' rule.  The positive one is the precision, but NaN
    where sensitivity or specificity is.

    0/0 is NaN, where caret shows NaN or NA: sensitivity of a class without
    samples, precision of a class never predicted, F1 of a class never
    predicted right.

    Source: Altman and Bland (1994), "Diagnostic tests 1: sensitivity and
    specificity" and "2: predictive values"; Kuhn (2008), "Building predictive
    models in R using the caret package".
    """
    _check_confusion("class_statistics", counts)
    n_samples, right = counts.sum(), counts.diagonal()  # right: n_classes
    actual, predicted = counts.sum(axis=1), counts.sum(axis=0)  # n_classes
    others = n_samples - actual  # n_classes
    with np.errstate(invalid="ignore"):  # 0/0
        sensitivity = right / actual  # n_classes
        specificity = (others - (predicted - right)) / others  # n_classes
        precision = right / predicted  # n_classes
        columns = [
            sensitivity,
            specificity,
            *_predictive_values(sensitivity, specificity, actual / n_samples),
            actual / n_samples,
            right / n_samples,
            predicted / n_samples,
            (sensitivity + specificity) / 2,
            precision,
            sensitivity,
            2 * precision * sensitivity / (precision + sensitivity),
        ]
    return np.column_stack(columns)  # n_classes x 11


@checked
def overall_statistics(counts: Matrix) -> np.ndarray:
    """Statistics of a classifier over all classes.

    `OVERALL_STATISTICS` names them, in order:

    - accuracy: n_right / n_samples;
    - lower and upper bound of its exact interval of 95 %: quantiles of the
      beta distribution (Clopper and Pearson);
    - no-information rate: the accuracy of always naming the largest true
      class;
    - p-value of a one-sided binomial test of accuracy above that rate;
    - kappa: accuracy beyond the agreement by chance, over the largest
      possible such excess (Cohen);
    - p-value of McNemar's test that errors are symmetric, with continuity
      correction for two classes; for more, Bowker's test without.

    0/0 is NaN: kappa, if labels and predictions are all of one class;
    McNemar's p-value, if two classes are never taken for each other.

    Source: Clopper and Pearson (1934), "The use of confidence or fiducial
    limits"; Cohen (1960), "A coefficient of agreement for nominal scales";
    McNemar (1947), "Note on the sampling error of the difference between
    correlated proportions"; Bowker (1948), "A test for symmetry in contingency
    tables".
    """
    _check_confusion("overall_statistics", counts)
    n_samples, n_right = counts.sum(), counts.trace()
    no_information_rate = counts.sum(axis=1).max() / n_samples
    return np.array(
        [
            n_right / n_samples,
            *_accuracy_interval(n_right, n_samples),
            no_information_rate,
            _accuracy_p_value(n_right, n_samples, no_information_rate),
            _kappa(counts),
            _mcnemar_p_value(counts),
        ]
    )


def _check_confusion(function: str, counts: Matrix) -> None:
    """Refuse one class only, or no samples."""
    if len(counts) < 2:
        refuse(function, "counts", "at least 2 x 2", "1 x 1")
    if not counts.any():
        refuse(function, "counts", "at least 1 sample", "0")


def _predictive_values(
    sensitivity: np.ndarray, specificity: np.ndarray, prevalence: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Share of right ones among positive and among negative predictions."""
    found = sensitivity * prevalence
    missed = (1 - sensitivity) * prevalence
    left_alone = specificity * (1 - prevalence)
    false_alarms = (1 - specificity) * (1 - prevalence)
    return found / (found + false_alarms), left_alone / (left_alone + missed)


def _special(name: str) -> Callable[..., float]:
    """Load a function of SciPy, which takes longer than all of this package."""
    try:
        from scipy import special
    except ImportError:
        message = (
            "overall_statistics: needs SciPy; type: pip install "
            "'firstprinciples[statistics]'"
        )
        raise ImportError(message) from None
    return getattr(special, name)


def _accuracy_interval(n_right: float, n_samples: float) -> list[float]:
    betaincinv = _special("betaincinv")
    n_wrong = n_samples - n_right
    lower, upper = 0.0, 1.0
    if n_right > 0:
        lower = betaincinv(n_right, n_wrong + 1, TAIL)
    if n_wrong > 0:
        upper = betaincinv(n_right + 1, n_wrong, 1 - TAIL)
    return [lower, upper]


def _accuracy_p_value(n_right: float, n_samples: float, rate: float) -> float:
    """Probability of at least n_right successes, one a trial at `rate`."""
    betainc = _special("betainc")
    if n_right == 0:
        return 1.0
    return float(betainc(n_right, n_samples - n_right + 1, rate))


def _kappa(counts: Matrix) -> float:
    n_samples = counts.sum()
    by_chance = counts.sum(axis=1) @ counts.sum(axis=0)
    # Whole numbers, hence exact: the quotient is rounded once.
    with np.errstate(invalid="ignore"):  # 0/0
        excess = n_samples * counts.trace() - by_chance
        return float(excess / (n_samples**2 - by_chance))


def _mcnemar_p_value(counts: Matrix) -> float:
    gammaincc = _special("gammaincc")
    pairs = np.triu_indices(len(counts), 1)
    difference = np.abs(counts - counts.T)[pairs]  # n_pairs
    if difference.size == 1:
        difference = np.maximum(difference - 1, 0)
    with np.errstate(invalid="ignore"):  # 0/0
        statistic = (difference**2 / (counts + counts.T)[pairs]).sum()
    return float(gammaincc(difference.size / 2, statistic / 2))
