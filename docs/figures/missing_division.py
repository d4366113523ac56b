"""Draw how rounding grows with and without the missing division by m.

Published Python code of the course does not divide the output layer's bias
gradient by the number of samples m.  Its network still learns, but
training becomes chaotic: merely summing the samples in another order
changes the loss.  Writes missing-division.png beside this script.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
import numpy as np

import firstprinciples as fp

mpl.use("Agg")
from matplotlib import pyplot as plt

HERE = Path(__file__).resolve().parent
CASE = HERE.parents[1] / "fixtures/cases/spiral-2x100x3_relu-gd.json"
STEPS = 2000
SMALLEST = 1e-17  # equal losses have no logarithm


def losses(
    case: fp.Case, order: np.ndarray, steps: int, *, divided: bool
) -> np.ndarray:
    """Losses of a run that sums its samples in a given order."""
    X, labels = case.X[:, order], case.labels[order]
    Y = fp.network_targets(labels, case.network)
    parameters, found = case.parameters, np.empty(steps)
    for step in range(steps):
        _, cache = fp.network_forward(X, parameters, case.network)
        found[step] = fp.network_loss(Y, parameters, cache, case.network)
        gradients = fp.network_backward(Y, parameters, cache, case.network)
        if not divided:
            gradients["db2"] = gradients["db2"] * labels.size
        rate = case.optimizer.learning_rate
        parameters = {
            name: fp.gradient_descent(P, gradients["d" + name], rate)
            for name, P in parameters.items()
        }
    return found


def differences(steps: int = STEPS, *, divided: bool) -> np.ndarray:
    """Largest difference so far between the losses of two orders."""
    case = fp.read_case(CASE)
    forward = np.arange(case.labels.size)
    one, other = (
        losses(case, order, steps, divided=divided)
        for order in (forward, forward[::-1])
    )
    return np.maximum.accumulate(np.abs(one - other))


def draw() -> None:
    """Compare two orders of summation, with and without the division."""
    figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
    for divided, label in (
        (False, "db2 not divided by m (as published)"),
        (True, "db2 divided by m"),
    ):
        difference = differences(divided=divided)
        axes.semilogy(np.maximum(difference, SMALLEST), label=label)
        told = (
            f"{difference[step - 1]:.1e} in {step} steps"
            for step in (100, 250, STEPS)
        )
        print(f"{label}:", ", ".join(told))
    axes.set_xlabel("step")
    axes.set_ylabel("largest difference in loss so far")
    axes.set_title("One network, its samples summed in two orders")
    axes.grid(alpha=0.3)
    axes.legend(frameon=False)
    figure.savefig(HERE / "missing-division.png", dpi=150)


if __name__ == "__main__":
    draw()
