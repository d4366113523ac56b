"""Mini-batches: every sample once an epoch, in an order of its own."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .random_stream import random_permutation


@checked
def batch_count(n_samples: int, batch_size: int) -> int:
    """Number of batches in an epoch; the last one may be smaller.

    Source: Ganesh, "Deep Learning from first principles", part 5.
    """
    return int((n_samples - 1) // batch_size) + 1


@checked
def batch_samples(
    n_samples: int, batch_size: int, seed: int, step: int
) -> np.ndarray:
    """Numbers of the samples in the batch of a training step.

    With k = batch_count(n_samples, batch_size), the step belongs to epoch
    step div k and takes batch number step mod k of it.  An epoch is cut
    from the permutation of purpose "batches" at step epoch.  A single batch
    holds all samples in their own order, so that it is the same as training
    without batches.

    Source: Bottou (2012), "Stochastic gradient descent tricks"; Ganesh, "Deep
    Learning from first principles", part 5.
    """
    count = batch_count(n_samples, batch_size)
    if count == 1:
        return np.arange(int(n_samples))
    epoch, batch = divmod(int(step), count)
    order = random_permutation(seed, "batches", epoch, n_samples)  # n_samples
    first = batch * int(batch_size)
    return order[first : first + int(batch_size)]
