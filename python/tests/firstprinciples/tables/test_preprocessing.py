import math

import numpy as np
import pytest
from helpers import (
    BAD_MATRICES,
    BAD_RATES,
    BAD_WHOLES,
    U,
    assert_close,
    assert_same_bits,
    refusal,
)

from firstprinciples import (
    random_permutation,
    standardize,
    standardize_with,
    train_test_split,
    train_validation_test_split,
)


@pytest.mark.parametrize(
    ("n_samples", "test_share", "n_test"),
    [
        (569, 0.25, 142),
        (300, 0.2, 60),
        (10, 0.25, 3),
        (100, 0.07, 7),
        (2, 0.5, 1),
        (2, 0.25, 1),
        (3, 0.5, 2),
    ],
)
def test_every_sample_is_in_one_part(
    n_samples: int, test_share: float, n_test: int
) -> None:
    train, test = train_test_split(n_samples, test_share, 0)
    assert (train.size, test.size) == (n_samples - n_test, n_test)
    assert sorted([*train, *test]) == list(range(n_samples))


def test_the_split_is_cut_from_the_permutation_of_its_seed() -> None:
    train, test = train_test_split(10, 0.3, 7)
    order = random_permutation(7, "split", 0, 10)
    assert [*test, *train] == order.tolist()
    assert test.tolist() != train_test_split(10, 0.3, 8)[1].tolist()


def test_a_share_just_below_a_half_sample_is_rounded_down() -> None:
    share = 0.449999999998  # of ten: 4.49999999998
    _, test = train_test_split(10, share, 0)
    assert test.size == 4


def test_every_sample_is_in_one_of_three_parts() -> None:
    parts = train_validation_test_split(101, 0.2, 0.25, 4)
    assert [part.size for part in parts] == [56, 20, 25]
    assert sorted(np.concatenate(parts)) == list(range(101))
    assert parts[2].tolist() == train_test_split(101, 0.25, 4)[1].tolist()


def test_shares_that_leave_nothing_to_train_on_are_refused() -> None:
    assert refusal(train_validation_test_split, 10, 0.5, 0.5, 0) == (
        "train_validation_test_split: test_share: expected shares that leave "
        "samples to train on, got 0.5"
    )


def test_standardized_worked_numbers() -> None:
    X, mean, scale = standardize(np.array([[1.0, 3.0], [10.0, 40.0]]))
    assert_same_bits(X, [[-1.0, 1.0], [-1.0, 1.0]])
    assert_same_bits(mean, [[2.0], [25.0]])
    assert_same_bits(scale, [[1.0], [15.0]])


def test_standardized_features_have_mean_0_and_variance_1() -> None:
    X = np.random.RandomState(0).randn(4, 1000) * [[1e-9], [1], [30], [1e9]]
    scaled, mean, scale = standardize(X + 5)
    for feature in scaled:
        # The mean of the first feature is 5e9 times its scale.
        assert abs(math.fsum(feature)) / 1000 < 5e9 * 4 * U
        variance = math.fsum(feature * feature) / 1000
        assert_close(variance, 1.0, tolerance=5e9 * 4 * U)
    assert mean.shape == scale.shape == (4, 1)


@pytest.mark.parametrize("value", [0.0, 0.1, -1 / 3, 1e300])
def test_a_constant_feature_becomes_exactly_0(value: float) -> None:
    # The mean of ten times 0.1, added up, is not 0.1.
    X, mean, scale = standardize(np.full((1, 10), value))
    assert not X.any()
    assert (mean, scale) == (value, 1)


def test_a_single_sample_becomes_0() -> None:
    X, _, _ = standardize(np.array([[3.0], [-0.5]]))
    assert not X.any()


def test_a_test_set_is_scaled_as_the_training_set() -> None:
    X = np.random.RandomState(1).randn(3, 20)
    scaled, mean, scale = standardize(X)
    assert_same_bits(standardize_with(X, mean, scale), scaled)
    part = standardize_with(X[:, 4:6].copy(), mean, scale)
    assert_same_bits(part, scaled[:, 4:6].copy())


def test_scaling_leaves_its_argument_alone() -> None:
    X = np.array([[1.0, 2.0, 4.0]])
    standardize(X)
    assert_same_bits(X, [[1.0, 2.0, 4.0]])


@pytest.mark.parametrize("n_samples", [0, 1, 2.5, np.nan, "2"])
def test_too_few_samples_are_refused(n_samples: object) -> None:
    got = n_samples if isinstance(n_samples, str) else format(n_samples, ".6g")
    assert refusal(train_test_split, n_samples, 0.5, 0) == (
        "train_test_split: n_samples: expected a whole number of at least 2, "
        f"got {got}"
    )


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_what_is_no_share_is_refused(value: object, words: str) -> None:
    found = refusal(train_test_split, 10, value, 0)
    assert found == f"train_test_split: test_share: {words}"


@pytest.mark.parametrize(
    ("n_samples", "share"), [(10, 0.04), (10, 0.96), (2, 1.0), (9, 1e308)]
)
def test_a_share_that_empties_a_part_is_refused(
    n_samples: int, share: float
) -> None:
    assert refusal(train_test_split, n_samples, share, 0) == (
        "train_test_split: test_share: expected a share that leaves each "
        f"part a sample, got {share:.6g}"
    )


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_a_bad_seed_is_refused(value: object, words: str) -> None:
    found = refusal(train_test_split, 10, 0.5, value)
    assert found == f"train_test_split: seed: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_samples_are_refused(value: object, words: str) -> None:
    one = np.ones((1, 1))
    assert refusal(standardize, value) == f"standardize: X: {words}"
    found = refusal(standardize_with, value, one, one)
    assert found == f"standardize_with: X: {words}"


def test_means_and_scales_that_do_not_fit_are_refused() -> None:
    X, two, three = np.ones((2, 5)), np.ones((2, 1)), np.ones((3, 1))
    found = refusal(standardize_with, X, three, two)
    assert found == "standardize_with: mean: expected 2 x 1, got 3 x 1"
    found = refusal(standardize_with, X, two, two.T)
    assert found == "standardize_with: scale: expected 2 x 1, got 1 x 2"


@pytest.mark.parametrize("value", [0.0, -0.5])
def test_a_scale_that_is_not_above_0_is_refused(value: float) -> None:
    scale = np.array([[1.0], [value]])
    found = refusal(standardize_with, np.ones((2, 3)), np.ones((2, 1)), scale)
    assert found == (
        f"standardize_with: scale: expected numbers above 0, got {value:.6g}"
    )
