"""Statistics of classifiers: fractions, and flint's beta and gamma."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np

from ...cases.arguments import Arguments
from ...errors.libraries import flint
from ..arithmetic.arithmetic import Arithmetic, Number, Results, Undecided

Share = Fraction | None  # None is 0/0
TAIL = Fraction(1, 40)  # on either side of an interval of 95 %


def ratio(above: Share, below: Share) -> Share:
    """A quotient; 0/0 is undefined, and so is what hangs on it."""
    if above is None or below is None or below == 0:
        return None
    return Fraction(above) / Fraction(below)


def balls(values: object) -> np.ndarray:
    """Fractions as balls; None stays."""
    return np.asarray(_to_ball(np.array(values, dtype=object)))


def _ball(value: float | Fraction | None) -> Number:
    if value is None:
        return None
    share = Fraction(value)
    return flint().arb(flint().fmpq(share.numerator, share.denominator))


_to_ball = np.frompyfunc(_ball, 1, 1)


def metrics(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Accuracy and the confusion matrix."""
    pairs = list(zip(given["labels"], given["predicted"], strict=True))
    if name == "accuracy":
        right = sum(label == predicted for label, predicted in pairs)
        return {"accuracy": _ball(Fraction(int(right), len(pairs)))}
    counts = np.zeros((int(given["n_classes"]),) * 2)
    for label, predicted in pairs:
        counts[int(label), int(predicted)] += 1
    return {"counts": balls(counts)}


def class_statistics(name: str, given: Arguments, a: Arithmetic) -> Results:
    """One row of statistics a class, each a fraction of counts."""
    counts = [[int(count) for count in row] for row in given["counts"]]
    return {"table": balls([_class_row(counts, k) for k in range(len(counts))])}


def _class_row(counts: list[list[int]], k: int) -> list[Share]:
    n = sum(map(sum, counts))
    hit, actual = counts[k][k], sum(counts[k])
    predicted = sum(row[k] for row in counts)
    others = n - actual
    sensitivity = ratio(Fraction(hit), Fraction(actual))
    specificity = ratio(Fraction(others - predicted + hit), Fraction(others))
    defined = sensitivity is not None and specificity is not None
    precision = ratio(Fraction(hit), Fraction(predicted))
    left_alone = ratio(
        Fraction(others - predicted + hit), Fraction(n - predicted)
    )
    balanced = None
    if sensitivity is not None and specificity is not None:
        balanced = (sensitivity + specificity) / 2
    # F1 is undefined where precision and recall are both 0, or one is not.
    F1 = None
    if precision is not None and sensitivity is not None:
        F1 = ratio(2 * precision * sensitivity, precision + sensitivity)
    return [
        sensitivity,
        specificity,
        precision if defined else None,
        left_alone if defined else None,
        Fraction(actual, n),
        Fraction(hit, n),
        Fraction(predicted, n),
        balanced,
        precision,
        sensitivity,
        F1,
    ]


def overall_statistics(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Accuracy, its interval and p-value, kappa, McNemar's p-value."""
    counts = [[int(count) for count in row] for row in given["counts"]]
    classes = range(len(counts))
    n = sum(map(sum, counts))
    right = sum(counts[k][k] for k in classes)
    rows = [sum(row) for row in counts]
    columns = [sum(row[k] for row in counts) for k in classes]
    chance = sum(r * c for r, c in zip(rows, columns, strict=True))
    rate = Fraction(max(rows), n)
    kappa = ratio(Fraction(n * right - chance), Fraction(n * n - chance))
    values = np.empty(7, dtype=object)
    values[:] = [
        _ball(Fraction(right, n)),
        *_interval(right, n),
        _ball(rate),
        _at_least(right, n, rate),
        _ball(kappa),
        _symmetry(counts),
    ]
    return {"values": values}


def _interval(right: int, n: int) -> list[object]:
    """Exact interval of 95 % (Clopper and Pearson)."""
    wrong, ends = n - right, [_ball(0), _ball(1)]
    if right > 0:
        ends[0] = beta_quantile(right, wrong + 1, TAIL)
    if wrong > 0:
        ends[1] = beta_quantile(right + 1, wrong, 1 - TAIL)
    return ends


def _at_least(right: int, n: int, rate: Fraction) -> Number:
    """Probability of `right` successes or more in n: the sum of its terms."""
    odds = _ball(rate / (1 - rate)) if rate < 1 else None
    if odds is None:
        return _ball(1)
    term = _ball(comb(n, right)) * _ball(rate) ** right
    term *= _ball(1 - rate) ** (n - right)
    total = _ball(0)
    for k in range(right, n + 1):
        total += term
        term *= odds * _ball(Fraction(n - k, k + 1))
    return total


def _symmetry(counts: list[list[int]]) -> Number:
    """Upper tail of chi squared: McNemar's (corrected) or Bowker's test."""
    pairs = [(k, j) for k in range(len(counts)) for j in range(k)]
    statistic: Share = Fraction(0)
    for k, j in pairs:
        apart = abs(counts[k][j] - counts[j][k])
        if len(pairs) == 1:
            apart = max(apart - 1, 0)
        term = ratio(Fraction(apart**2), Fraction(counts[k][j] + counts[j][k]))
        statistic = None if None in (term, statistic) else statistic + term  # type: ignore[operator]
    if statistic is None:
        return None
    half = flint().arb(flint().fmpq(len(pairs), 2))
    return _ball(statistic / 2).gamma_upper(half, regularized=1)


def beta_quantile(alpha: int, beta: int, share: Fraction) -> Number:
    """Quantile of the beta distribution: found anyhow, then proved.

    Thirty halvings and four steps of Newton lead close to it; that the
    distribution function passes the share within the result is checked at
    both of its ends.
    """
    arb, goal = flint().arb, _ball(share)

    def excess(x: Number) -> Number:
        return x.beta_lower(alpha, beta, regularized=1) - goal

    low, high = arb(0), arb(1)
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    x, factor = (low + high) / 2, _ball(alpha * comb(alpha + beta - 1, alpha))
    for _ in range(4):
        density = factor * x ** (alpha - 1) * (1 - x) ** (beta - 1)
        x = (x - excess(x) / density).mid()
    margin = x * arb(2) ** (20 - flint().ctx.prec // 2)
    if not (excess(x - margin) < 0 and excess(x + margin) > 0):
        raise Undecided("a quantile is not enclosed")
    return (x - margin).union(x + margin)


def curves(name: str, given: Arguments, a: Arithmetic) -> Results:
    """ROC and precision-recall curves, counted; the area, exactly."""
    if name == "area_under_curve":
        x, y = ([Fraction(v) for v in given[key]] for key in "xy")
        area = sum(
            (x[i + 1] - x[i]) * (y[i + 1] + y[i]) / 2 for i in range(len(x) - 1)
        )
        return {"area": _ball(area)}
    pairs = list(zip(given["scores"], given["labels"], strict=True))
    steps = [(0, 0)]
    for threshold in sorted(set(given["scores"]), reverse=True):
        reached = [label for score, label in pairs if score >= threshold]
        found = int(sum(reached))
        steps.append((found, len(reached) - found))
    found, wrong = steps[-1]
    true_rates = [Fraction(f, found) for f, _ in steps]
    if name == "roc_curve":
        false_rates = [Fraction(w, wrong) for _, w in steps]
        return {
            "false_positive_rates": balls(false_rates),
            "true_positive_rates": balls(true_rates),
        }
    precision = [Fraction(1), *(Fraction(f, f + w) for f, w in steps[1:])]
    return {"recall": balls(true_rates), "precision": balls(precision)}


def averages(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Moving average, value by value, as fractions."""
    beta, average = Fraction(given["beta1"]), Fraction(0)
    results, share = [], Fraction(1)
    for value in given["values"]:
        average = beta * average + (1 - beta) * Fraction(value)
        share *= beta
        results.append(average / (1 - share) if given["corrected"] else average)
    return {"averages": balls(results)}


def preprocessing(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Features of mean 0 and variance 1."""
    X = a.exact(given["X"])
    if name == "standardize_with":
        mean, scale = a.exact(given["mean"]), a.exact(given["scale"])
        return {"X": (X - mean) / scale}
    n_samples = a.exact(float(X.shape[1]))
    mean = a.total(X, 1) / n_samples
    variance = a.total((X - mean) * (X - mean), 1) / n_samples
    constant = (given["X"] == given["X"][:, :1]).all(axis=1)
    scale = a.sqrt(variance)
    scale[constant] = a.exact(1.0)
    mean[constant] = X[constant, :1]
    return {"X": (X - mean) / scale, "mean": mean, "scale": scale}
