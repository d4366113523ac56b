"""What a confusion matrix says, step by step."""

from __future__ import annotations

import numpy as np

import firstprinciples as fp

from .tables import matrix, table

COUNTS = np.array([[5.0, 2.0, 0.0], [1.0, 4.0, 1.0], [1.0, 3.0, 6.0]])


def counts() -> str:
    """The matrix, as LaTeX."""
    return matrix(COUNTS)


def agreement() -> tuple[float, float]:
    """Observed share of agreement, and that of chance."""
    m = COUNTS.sum()
    chance = COUNTS.sum(axis=1) @ COUNTS.sum(axis=0) / m**2
    return float(np.trace(COUNTS) / m), float(chance)


def whole() -> str:
    """Each statistic of the whole, its numbers put in."""
    observed, chance = agreement()
    found = fp.overall_statistics(COUNTS)
    named = dict(zip(fp.OVERALL_STATISTICS, found, strict=True))
    upper = np.triu_indices(len(COUNTS), 1)
    apart = (COUNTS - COUNTS.T)[upper] ** 2 / (COUNTS + COUNTS.T)[upper]
    rows = [
        ["accuracy $p_o$", observed],
        ["agreement by chance $p_e$", chance],
        ["kappa $(p_o - p_e) / (1 - p_e)$", named["kappa"]],
        ["McNemar's sum", float(apart.sum())],
        ["its p-value, 3 degrees of freedom", named["mcnemar_p_value"]],
        ["interval, lower end", named["accuracy_lower"]],
        ["interval, upper end", named["accuracy_upper"]],
        ["no-information rate", named["no_information_rate"]],
        ["p-value of being better", named["accuracy_p_value"]],
    ]
    return table(["", "value"], rows)
