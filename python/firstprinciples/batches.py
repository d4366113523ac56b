"""Mini-batches: every sample once an epoch, in an order of its own."""

from __future__ import annotations

import numpy as np

from .checks import check_count, check_whole
from .random_stream import random_permutation


def batch_count(n_samples: int, batch_size: int) -> int:
    """Number of batches in an epoch; the last one may be smaller.

    Parameters
    ----------
    n_samples : int
        At least 1.
    batch_size : int
        At least 1.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If an argument is not a whole number of at least 1.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 5.
    """
    _check_sizes("batch_count", n_samples, batch_size)
    return int((n_samples - 1) // batch_size) + 1


def batch_samples(
    n_samples: int, batch_size: int, seed: int, step: int
) -> np.ndarray:
    """Numbers of the samples in the batch of a training step.

    With k = batch_count(n_samples, batch_size), the step belongs to epoch
    step div k and takes batch number step mod k of it.  An epoch is cut
    from the permutation of purpose "batches" at step epoch.  A single batch
    holds all samples in their own order, so that it is the same as training
    without batches.

    Parameters
    ----------
    n_samples : int
        At least 1.
    batch_size : int
        At least 1; more than `n_samples` is one batch of all.
    seed : int
        From 0 to 2^53 - 1.
    step : int
        From 0 to 2^53 - 1.

    Returns
    -------
    ndarray of int, shape (n_batch,)
        0-based; n_batch is batch_size or, at the end of an epoch, what is
        left.

    Raises
    ------
    ValueError
        If an argument is out of its range or not whole.

    References
    ----------
    Bottou (2012), "Stochastic gradient descent tricks"; Ganesh, "Deep
    Learning from first principles", part 5.
    """
    function = "batch_samples"
    _check_sizes(function, n_samples, batch_size)
    check_whole(function, "seed", seed)
    check_whole(function, "step", step)
    count = batch_count(n_samples, batch_size)
    if count == 1:
        return np.arange(int(n_samples))
    epoch, batch = divmod(int(step), count)
    order = random_permutation(seed, "batches", epoch, n_samples)  # n_samples
    first = batch * int(batch_size)
    return order[first : first + int(batch_size)]


def _check_sizes(function: str, n_samples: int, batch_size: int) -> None:
    check_count(function, "n_samples", n_samples)
    check_count(function, "batch_size", batch_size)
