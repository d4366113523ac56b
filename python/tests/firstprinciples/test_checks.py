import threading

import numpy as np
import pytest
from helpers import (
    BAD_BETAS,
    BAD_COUNTS,
    BAD_LABELS,
    BAD_MATRICES,
    BAD_RATES,
    BAD_VALUES,
    refusal,
)

from firstprinciples.checks import (
    check_beta,
    check_choice,
    check_count,
    check_doubles,
    check_entries,
    check_keep_prob,
    check_labels,
    check_list,
    check_matrix,
    check_n_labels,
    check_not_negative,
    check_positive,
    check_shape,
    check_text,
    check_values,
    check_whole,
    refuse,
    unchecked,
)

NAN = np.array([[np.nan]])
# Each check with arguments that it refuses.
REFUSED = [
    (check_matrix, (NAN,)),
    (check_shape, (np.ones((1, 2)), 2, 1)),
    (check_doubles, (np.ones(3), 4)),
    (check_labels, (np.array([5.0]), 3)),
    (check_n_labels, (np.array([5.0]), 3)),
    (check_entries, ({}, ["W1"])),
    (check_list, ("relu", "words")),
    (check_choice, ("x", ("a", "b"))),
    (check_positive, (0.0,)),
    (check_count, (0,)),
    (check_whole, (-1,)),
    (check_not_negative, (-0.5,)),
    (check_keep_prob, (0,)),
    (check_beta, (1,)),
    (check_values, (np.array([np.inf]),)),
    (check_text, (3,)),
]
every_check = pytest.mark.parametrize(
    ("check", "rest"), REFUSED, ids=lambda value: getattr(value, "__name__", "")
)


def _refused() -> str:
    return refusal(check_matrix, "f", "Z", NAN)


def test_messages_name_function_argument_expected_and_got() -> None:
    assert refusal(refuse, "f", "x", "one", "two") == (
        "f: x: expected one, got two"
    )


@every_check
def test_each_check_refuses(check, rest: tuple) -> None:
    assert refusal(check, "f", "x", *rest).startswith("f: x: expected ")


@every_check
def test_checks_are_off_inside_unchecked(check, rest: tuple) -> None:
    with unchecked():
        check("f", "x", *rest)


def test_checks_are_on_again_after_unchecked() -> None:
    with unchecked():
        pass
    assert _refused() == "f: Z: expected finite values, got NaN or Inf"


def test_checks_are_on_again_after_an_error() -> None:
    with pytest.raises(KeyError), unchecked():
        raise KeyError
    assert _refused()


def test_an_inner_unchecked_does_not_end_the_outer_one() -> None:
    with unchecked():
        with unchecked():
            pass
        check_matrix("f", "Z", NAN)
    assert _refused()


def test_another_thread_keeps_its_checks() -> None:
    found = []
    with unchecked():
        thread = threading.Thread(target=lambda: found.append(_refused()))
        thread.start()
        thread.join()
    assert found == ["f: Z: expected finite values, got NaN or Inf"]


@pytest.mark.filterwarnings("error")
def test_numpy_does_not_warn_inside_unchecked() -> None:
    before = np.geterr()
    with np.errstate(all="raise"), unchecked():
        assert np.isnan(np.float64(0) / np.float64(0))
        assert np.exp(np.float64(1e3)) == np.inf
    assert np.geterr() == before


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(value: object, words: str) -> None:
    assert refusal(check_matrix, "f", "Z", value) == f"f: Z: {words}"
    assert refusal(check_shape, "f", "Z", value, 2, 3) == f"f: Z: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_bad_vectors_of_labels_are_refused(value: object, words: str) -> None:
    assert refusal(check_labels, "f", "labels", value) == f"f: labels: {words}"


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, np.float64])
def test_labels_may_be_of_any_kind_of_number(dtype: type) -> None:
    check_labels("f", "labels", np.array([2, 0, 1], dtype), 3)


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_counts_are_refused(value: object, words: str) -> None:
    assert refusal(check_count, "f", "steps", value) == f"f: steps: {words}"


@pytest.mark.parametrize("value", [1, 3.0, np.int32(2), np.float64(1e9)])
def test_counts_may_be_of_any_kind_of_number(value: float) -> None:
    check_count("f", "steps", value)


def test_a_count_may_start_at_zero() -> None:
    check_count("f", "first_step", 0, 0)
    assert refusal(check_count, "f", "first_step", -1, 0) == (
        "f: first_step: expected a whole number of at least 0, got -1"
    )


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_bad_rates_are_refused(value: object, words: str) -> None:
    assert refusal(check_positive, "f", "rate", value) == f"f: rate: {words}"


@pytest.mark.parametrize("value", [5e-324, 0.5, 3, np.float64(1e300)])
def test_rates_may_be_any_number_above_zero(value: float) -> None:
    check_positive("f", "rate", value)


@pytest.mark.parametrize(("value", "words"), BAD_BETAS)
def test_bad_betas_are_refused(value: object, words: str) -> None:
    assert refusal(check_beta, "f", "beta1", value) == f"f: beta1: {words}"


@pytest.mark.parametrize("value", [0, 0.9, np.nextafter(1.0, 0.0)])
def test_betas_lie_from_zero_to_below_one(value: float) -> None:
    check_beta("f", "beta1", value)


@pytest.mark.parametrize(("value", "words"), BAD_VALUES)
def test_bad_vectors_of_values_are_refused(value: object, words: str) -> None:
    assert refusal(check_values, "f", "values", value) == f"f: values: {words}"


def test_doubles_may_hold_nan() -> None:
    check_doubles("f", "W1", np.full((4, 2, 3), np.nan), 4, 2, 3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([1.0], "an array, got a list"),
        (
            np.ones((2, 3), np.float32),
            "doubles, got numbers of another precision",
        ),
        (np.ones((3, 2)), "2 x 3, got 3 x 2"),
        (np.ones((1, 2, 3)), "2 x 3, got 1 x 2 x 3"),
    ],
)
def test_bad_arrays_of_doubles_are_refused(value: object, words: str) -> None:
    found = refusal(check_doubles, "f", "W1", value, 2, 3)
    assert found == f"f: W1: expected {words}"


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    assert refusal(check_choice, "f", "name", "C", ("a", "b")) == (
        "f: name: expected one of a, b, got C"
    )


@pytest.mark.parametrize("value", [[2, 3], (2, 3), np.array([2.0, 3.0])])
def test_lists_may_be_of_any_kind(value: object) -> None:
    check_list("f", "layer_sizes", value, "whole numbers")


@pytest.mark.parametrize(
    ("value", "shown"), [("relu", "relu"), (3, "3"), ({2, 3}, "set")]
)
def test_what_is_no_list_is_refused(value: object, shown: str) -> None:
    assert refusal(check_list, "f", "activations", value, "words") == (
        f"f: activations: expected a list of words, got {shown}"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["W1"], "named matrices, got a list"),
        (None, "named matrices, got nothing"),
        ({"W1": 1}, "b1, got none"),
    ],
)
def test_what_lacks_an_entry_is_refused(value: object, words: str) -> None:
    found = refusal(check_entries, "f", "parameters", value, ["W1", "b1"])
    assert found == f"f: parameters: expected {words}"
