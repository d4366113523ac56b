"""Before training: test samples put aside, features brought to one scale."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .random_stream import random_permutation
from .refusals import Matrix, describe, refuse


@checked
def train_test_split(
    n_samples: int, test_share: float, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the samples to train on, and of those kept for the test.

    The permutation of purpose "split" at step 0 is cut in two: its first
    floor(n_samples test_share + 1/2) samples are the test.

    Source: Ganesh, "Deep Learning from first principles", part 1.
    """
    function = "train_test_split"
    n_test = _part_size(function, "test_share", n_samples, test_share)
    order = random_permutation(seed, "split", 0, n_samples)  # n_samples
    return order[n_test:], order[:n_test]


@checked
def train_validation_test_split(
    n_samples: int, validation_share: float, test_share: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers of the samples to train on, to tune with, and for the test.

    The test is that of `train_test_split`.  Of the others, the first
    floor(n_samples validation_share + 1/2) are for validation: choices are
    made by them, so that the test stays unseen until the end.

    Source: Hastie, Tibshirani and Friedman, "The elements of statistical
    learning", section 7.2; Ganesh, "Deep Learning from first principles", part
    8.
    """
    function = "train_validation_test_split"
    n_validation = _part_size(
        function, "validation_share", n_samples, validation_share
    )
    n_test = _part_size(function, "test_share", n_samples, test_share)
    if n_validation + n_test >= n_samples:
        expected = "shares that leave samples to train on"
        refuse(function, "test_share", expected, describe(test_share))
    others, test = train_test_split(n_samples, test_share, seed)
    return others[n_validation:], others[:n_validation], test


@checked
def standardize(X: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Give each feature mean 0 and variance 1.

    (x - mean) / scale, where the scale is the root of the mean squared
    distance from the mean: the variance of the population, not the estimate
    with n_samples - 1.  A constant feature becomes 0, with scale 1.

    Source: LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh,
    "Deep Learning from first principles", part 1.
    """
    # Seen from its first sample, a constant feature is exactly 0.
    first = X[:, :1]  # n_features x 1
    mean = first + (X - first).mean(axis=1, keepdims=True)  # n_features x 1
    variance = ((X - mean) ** 2).mean(axis=1, keepdims=True)  # n_features x 1
    scale = np.sqrt(np.where(variance > 0, variance, 1.0))  # n_features x 1
    return standardize_with(X, mean, scale), mean, scale


@checked
def standardize_with(X: Matrix, mean: Matrix, scale: Matrix) -> Matrix:
    """Scale samples by the mean and scale of other samples.

    Source: LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh,
    "Deep Learning from first principles", part 1.
    """
    return (X - mean) / scale  # n_features x n_samples


def _part_size(function: str, name: str, n_samples: int, share: float) -> int:
    """Number of samples in a share that leaves others some, too."""
    size = np.floor(n_samples * share + 0.5)
    if not 1 <= size < n_samples:
        expected = "a share that leaves each part a sample"
        refuse(function, name, expected, describe(share))
    return int(size)
