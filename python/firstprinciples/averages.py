"""Averages of a series in which old values fade."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .powers import scalar_power


@checked
def moving_average(
    values: np.ndarray, beta1: float, corrected: bool
) -> np.ndarray:
    """Exponentially weighted moving average of a series.

    v_t = beta1 v_{t-1} + (1 - beta1) x_t from v_0 = 0; corrected for that
    start, v_t / (1 - beta1^t).

    Source: Ganesh, "Deep Learning from first principles", part 7; Kingma and Ba
    (2015), "Adam: a method for stochastic optimization", section 3.
    """
    averages = np.empty(values.size)  # n_values
    average = 0.0
    # Each value needs the one before: there is nothing to vectorize.
    for count, value in enumerate(values, start=1):
        average = beta1 * average + (1.0 - beta1) * value
        share = 1.0 - scalar_power(beta1, count) if corrected else 1.0
        averages[count - 1] = average / share
    return averages
