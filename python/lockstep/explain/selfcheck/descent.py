"""Whether a port trains at all: it goes down a convex slope as it must.

Without hidden layers cross-entropy is convex, and no curvature is above
K = c / m sum |(x, 1)|^2, with c = 1/4 (sigmoid) or 1/2 (softmax; Boehning,
"Multinomial logistic regression algorithm", 1992), and the penalty's.  With a
rate of at most 1 / K, a step that moves the parameters by D lowers the loss
by at least |D|^2 / (2 rate) and at most |D|^2 / rate.  The tolerance is what
rounding may do to both losses and, times |D|, to the gradient.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np

from ...traces.distance import WorstElement, worst_element
from .inputs import Inputs
from .steps import Runner, Step

STEPS = 20
CURVATURES = {"sigmoid": 0.25, "softmax": 0.5}


def convex(case: Inputs) -> Inputs | None:
    """The same samples and classes without hidden layers, if convex."""
    last, sizes = case.network["activations"][-1], case.network["layer_sizes"]
    if last not in CURVATURES:
        return None
    draw, shape = np.random.default_rng(7), (sizes[-1], sizes[0])
    alone = case.with_network(
        layer_sizes=[sizes[0], sizes[-1]], activations=[last], keep_prob=1.0
    )
    parameters = {
        "W1": draw.uniform(-0.5, 0.5, shape) / (1.0 + np.abs(case.X).max()),
        "b1": draw.uniform(-0.5, 0.5, (sizes[-1], 1)),
    }
    alone = replace(alone, parameters=parameters, steps=STEPS)
    return alone.with_rate(_rate(alone, CURVATURES[last]))


def _rate(case: Inputs, curvature: float) -> float:
    """The largest power of two that is surely not above 1 / K."""
    size = curvature * (float((case.X**2).sum()) + case.n_samples)
    size += case.network["l2_penalty"]
    if case.network["reduction"] == "mean":
        size /= case.n_samples
    return 2.0 ** math.floor(-math.log2(size * (1 + 1e-9)))


def descent_errors(
    runner: Runner, case: Inputs
) -> list[tuple[str, WorstElement]]:
    """How far each step's fall of the loss is from what it must be.

    Parameters
    ----------
    runner : Runner
    case : Inputs
        From `convex`.

    Returns
    -------
    list
        A quantity with its step, and its error.
    """
    rate, found = case.optimizer["learning_rate"], []
    for number, (step, after) in enumerate(pairwise(runner.steps(case))):
        least, most, doubt = _fall(step, rate)
        fall = step.values["loss"] - after.values["loss"]
        bound = doubt + step.bounds["loss"] + after.bounds["loss"]
        nearest = np.clip(fall, least, most)
        seen = worst_element(nearest, np.asarray(fall), np.asarray(bound))
        found.append((f"loss of step {number + 1}", seen))
    return found


def _fall(step: Step, rate: float) -> tuple[float, float, float]:
    """Least and most that a step lowers the loss, and their error."""
    squares = doubt = 0.0
    for name in ("W1", "b1"):
        slope = step.values[name]  # -D / rate
        squares += float((slope**2).sum())
        doubt += float((np.abs(slope) * step.bounds[name]).sum())
    most = rate * squares
    return most / 2, most, rate * doubt + most * 2.0**-40
