"""Averages of a series in which old values fade."""

from __future__ import annotations

import numpy as np

from .checks import check_beta, check_flag, check_values
from .powers import scalar_power


def moving_average(
    values: np.ndarray, beta1: float, corrected: bool
) -> np.ndarray:
    """Exponentially weighted moving average of a series.

    v_t = beta1 v_{t-1} + (1 - beta1) x_t from v_0 = 0; corrected for that
    start, v_t / (1 - beta1^t).

    Parameters
    ----------
    values : ndarray, shape (n_values,)
        Finite doubles, such as the losses of a training run.
    beta1 : float
        In [0, 1); the average looks back over about 1 / (1 - beta1) values.
    corrected : bool
        Whether to divide by 1 - beta1^t.

    Returns
    -------
    ndarray, shape (n_values,)

    Raises
    ------
    ValueError
        If `values` is not a vector of finite doubles, is empty, or `beta1` is
        out of its range.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 7; Kingma and Ba
    (2015), "Adam: a method for stochastic optimization", section 3.
    """
    check_values("moving_average", "values", values)
    check_beta("moving_average", "beta1", beta1)
    check_flag("moving_average", "corrected", corrected)
    averages = np.empty(values.size)  # n_values
    average = 0.0
    # Each value needs the one before: there is nothing to vectorize.
    for count, value in enumerate(values, start=1):
        average = beta1 * average + (1.0 - beta1) * value
        share = 1.0 - scalar_power(beta1, count) if corrected else 1.0
        averages[count - 1] = average / share
    return averages
