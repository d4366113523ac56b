"""Before training: test samples put aside, features brought to one scale."""

from __future__ import annotations

import numpy as np

from .checks import (
    Matrix,
    check_count,
    check_matrix,
    check_positive,
    check_shape,
    check_whole,
    describe,
    refuse,
)
from .random_stream import random_permutation


def train_test_split(
    n_samples: int, test_share: float, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the samples to train on, and of those kept for the test.

    The permutation of purpose "split" at step 0 is cut in two: its first
    floor(n_samples test_share + 1/2) samples are the test.

    Parameters
    ----------
    n_samples : int
        At least 2.
    test_share : float
        Share of the test samples; both parts must get a sample.
    seed : int
        From 0 to 2^53 - 1.

    Returns
    -------
    train : ndarray of int, shape (n_train,)
        0-based, in random order.
    test : ndarray of int, shape (n_test,)
        The others.

    Raises
    ------
    ValueError
        If an argument is out of its range or not whole, or if a part would
        be empty.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 1.
    """
    function = "train_test_split"
    check_count(function, "n_samples", n_samples, 2)
    n_test = _part_size(function, "test_share", n_samples, test_share)
    check_whole(function, "seed", seed)
    order = random_permutation(seed, "split", 0, n_samples)  # n_samples
    return order[n_test:], order[:n_test]


def train_validation_test_split(
    n_samples: int, validation_share: float, test_share: float, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers of the samples to train on, to tune with, and for the test.

    The test is that of `train_test_split`.  Of the others, the first
    floor(n_samples validation_share + 1/2) are for validation: choices are
    made by them, so that the test stays unseen until the end.

    Parameters
    ----------
    n_samples : int
        At least 3.
    validation_share, test_share : float
        Shares of all samples; each of the three parts must get a sample.
    seed : int
        From 0 to 2^53 - 1.

    Returns
    -------
    train : ndarray of int, shape (n_train,)
    validation : ndarray of int, shape (n_validation,)
    test : ndarray of int, shape (n_test,)
        0-based, in random order; together all samples, none twice.

    Raises
    ------
    ValueError
        If an argument is out of its range or not whole, or if a part would
        be empty.

    References
    ----------
    Hastie, Tibshirani and Friedman, "The elements of statistical learning",
    section 7.2; Ganesh, "Deep Learning from first principles", part 8.
    """
    function = "train_validation_test_split"
    check_count(function, "n_samples", n_samples, 3)
    n_validation = _part_size(
        function, "validation_share", n_samples, validation_share
    )
    n_test = _part_size(function, "test_share", n_samples, test_share)
    check_whole(function, "seed", seed)
    if n_validation + n_test >= n_samples:
        expected = "shares that leave samples to train on"
        refuse(function, "test_share", expected, describe(test_share))
    others, test = train_test_split(n_samples, test_share, seed)
    return others[n_validation:], others[:n_validation], test


def standardize(X: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    """Give each feature mean 0 and variance 1.

    (x - mean) / scale, where the scale is the root of the mean squared
    distance from the mean: the variance of the population, not the estimate
    with n_samples - 1.  A constant feature becomes 0, with scale 1.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)

    Returns
    -------
    X : ndarray, shape (n_features, n_samples)
    mean : ndarray, shape (n_features, 1)
    scale : ndarray, shape (n_features, 1)
        For `standardize_with`: a test set is scaled as the training set.

    Raises
    ------
    ValueError
        If `X` is not a finite matrix of doubles.

    References
    ----------
    LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh, "Deep
    Learning from first principles", part 1.
    """
    check_matrix("standardize", "X", X)
    # Seen from its first sample, a constant feature is exactly 0.
    first = X[:, :1]  # n_features x 1
    mean = first + (X - first).mean(axis=1, keepdims=True)  # n_features x 1
    variance = ((X - mean) ** 2).mean(axis=1, keepdims=True)  # n_features x 1
    scale = np.sqrt(np.where(variance > 0, variance, 1.0))  # n_features x 1
    return standardize_with(X, mean, scale), mean, scale


def standardize_with(X: Matrix, mean: Matrix, scale: Matrix) -> Matrix:
    """Scale samples by the mean and scale of other samples.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    mean : ndarray, shape (n_features, 1)
    scale : ndarray, shape (n_features, 1)
        Above 0.

    Returns
    -------
    ndarray, shape (n_features, n_samples)

    Raises
    ------
    ValueError
        If an argument is not a finite matrix of doubles, the shapes do not
        fit, or a scale is not above 0.

    References
    ----------
    LeCun et al. (1998), "Efficient BackProp", section 4.3; Ganesh, "Deep
    Learning from first principles", part 1.
    """
    function = "standardize_with"
    check_matrix(function, "X", X)
    check_shape(function, "mean", mean, len(X), 1)
    check_shape(function, "scale", scale, len(X), 1)
    wrong = scale[scale <= 0]
    if wrong.size:
        refuse(function, "scale", "numbers above 0", format(wrong[0], ".6g"))
    return (X - mean) / scale  # n_features x n_samples


def _part_size(function: str, name: str, n_samples: int, share: float) -> int:
    """Number of samples in a share that leaves others some, too."""
    check_positive(function, name, share)
    size = np.floor(n_samples * share + 0.5)
    if not 1 <= size < n_samples:
        expected = "a share that leaves each part a sample"
        refuse(function, name, expected, describe(share))
    return int(size)
