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

import firstprinciples as fp
from firstprinciples.arguments import checked
from firstprinciples.calls import check_value
from firstprinciples.refusals import refuse, unchecked

NAN = np.array([[np.nan]])
MATRIX = {"kind": "matrix"}
SHAPED = {"kind": "matrix", "shape": "2 x 3"}
LABELS = {"kind": "labels", "classes": "3"}
WORD = {"kind": "text", "choices": ["a", "b"]}
WORDS = {"kind": "texts", "shape": "2"}
SIZES = {"kind": "counts"}
PATH = {"kind": "path", "endings": [".png", ".svg"]}
VALUES = {"kind": "vector", "shape": "n_values"}


def _number(range_: str) -> dict:
    return {"kind": "number", "range": range_}


# What the contract says of an argument, with a value that does not fit.
REFUSED = [
    (MATRIX, NAN),
    (SHAPED, np.ones((3, 2))),
    (LABELS, np.array([5.0])),
    ({"kind": "labels", "shape": "3"}, np.array([1.0])),
    (WORD, "c"),
    (WORDS, "relu"),
    (SIZES, [2]),
    (_number("positive"), 0.0),
    (_number("count"), 0),
    (_number("whole"), -1),
    (_number("not_negative"), -0.5),
    (_number("probability"), 0),
    (_number("beta"), 1),
    (VALUES, np.array([np.inf])),
    ({"kind": "text"}, 3),
    ({"kind": "flag"}, 1),
    (PATH, "a.bmp"),
]


def _refusal(item: dict, value: object, name: str = "x") -> str:
    return refusal(check_value, "f", {**item, "name": name}, value)


def _refused() -> str:
    return refusal(fp.relu, NAN)


def test_messages_name_function_argument_expected_and_got() -> None:
    assert refusal(refuse, "f", "x", "one", "two") == (
        "f: x: expected one, got two"
    )


@pytest.mark.parametrize(("item", "value"), REFUSED)
def test_what_does_not_fit_is_refused(item: dict, value: object) -> None:
    assert _refusal(item, value).startswith("f: x: expected ")


def test_checks_are_off_inside_unchecked() -> None:
    with unchecked():
        assert np.isnan(fp.relu(NAN)).all()


def test_checks_are_on_again_after_unchecked() -> None:
    with unchecked():
        pass
    assert _refused() == "relu: Z: expected finite values, got NaN or Inf"


def test_checks_are_on_again_after_an_error() -> None:
    with pytest.raises(KeyError), unchecked():
        raise KeyError
    assert _refused()


def test_an_inner_unchecked_does_not_end_the_outer_one() -> None:
    with unchecked():
        with unchecked():
            pass
        fp.relu(NAN)
    assert _refused()


def test_another_thread_keeps_its_checks() -> None:
    found = []
    with unchecked():
        thread = threading.Thread(target=lambda: found.append(_refused()))
        thread.start()
        thread.join()
    assert found == ["relu: Z: expected finite values, got NaN or Inf"]


@pytest.mark.filterwarnings("error")
def test_numpy_does_not_warn_inside_unchecked() -> None:
    before = np.geterr()
    with np.errstate(all="raise"), unchecked():
        assert np.isnan(np.float64(0) / np.float64(0))
        assert np.exp(np.float64(1e3)) == np.inf
    assert np.geterr() == before


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(value: object, words: str) -> None:
    assert _refusal(MATRIX, value) == f"f: x: {words}"
    assert _refusal(SHAPED, value) == f"f: x: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_bad_vectors_of_labels_are_refused(value: object, words: str) -> None:
    labels = {"kind": "labels", "range": "labels", "shape": "n_samples"}
    assert _refusal(labels, value) == f"f: x: {words}"


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, np.float64])
def test_labels_may_be_of_any_kind_of_number(dtype: type) -> None:
    fp.one_hot(np.array([2, 0, 1], dtype), 3)


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_counts_are_refused(value: object, words: str) -> None:
    assert _refusal(_number("count"), value) == f"f: x: {words}"


@pytest.mark.parametrize("value", [1, 3.0, np.int32(2), np.float64(1e9)])
def test_counts_may_be_of_any_kind_of_number(value: float) -> None:
    check_value("f", {**_number("count"), "name": "steps"}, value)


def test_a_count_may_start_at_zero() -> None:
    check_value("f", {**_number("count_from_0"), "name": "x"}, 0)
    assert _refusal(_number("count_from_0"), -1) == (
        "f: x: expected a whole number of at least 0, got -1"
    )


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_bad_rates_are_refused(value: object, words: str) -> None:
    assert _refusal(_number("positive"), value) == f"f: x: {words}"


@pytest.mark.parametrize("value", [5e-324, 0.5, 3, np.float64(1e300)])
def test_rates_may_be_any_number_above_zero(value: float) -> None:
    check_value("f", {**_number("positive"), "name": "rate"}, value)


@pytest.mark.parametrize(("value", "words"), BAD_BETAS)
def test_bad_betas_are_refused(value: object, words: str) -> None:
    assert _refusal(_number("beta"), value) == f"f: x: {words}"


@pytest.mark.parametrize("value", [0, 0.9, np.nextafter(1.0, 0.0)])
def test_betas_lie_from_zero_to_below_one(value: float) -> None:
    check_value("f", {**_number("beta"), "name": "beta1"}, value)


@pytest.mark.parametrize(("value", "words"), BAD_VALUES)
def test_bad_vectors_of_values_are_refused(value: object, words: str) -> None:
    assert _refusal(VALUES, value) == f"f: x: {words}"


def test_unknown_words_are_refused_with_the_known_ones() -> None:
    assert _refusal(WORD, "C") == "f: x: expected one of a, b, got C"


@pytest.mark.parametrize("value", [[2, 3], (2, 3), np.array([2.0, 3.0])])
def test_lists_may_be_of_any_kind(value: object) -> None:
    check_value("f", {**SIZES, "name": "layer_sizes"}, value)


@pytest.mark.parametrize(
    ("value", "shown"), [("relu", "relu"), (3, "3"), ({2, 3}, "set")]
)
def test_what_is_no_list_is_refused(value: object, shown: str) -> None:
    found = _refusal(WORDS, value, "activations")
    assert found == f"f: activations: expected a list of words, got {shown}"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (["W1"], "named matrices, got a list"),
        (None, "named matrices, got nothing"),
        ({"b1": np.ones((1, 1))}, "W1, got none"),
    ],
)
def test_what_lacks_an_entry_is_refused(value: object, words: str) -> None:
    found = refusal(fp.l2_loss, value, 0.1, 1)
    assert found == f"l2_loss: parameters: expected {words}"


def test_of_two_rules_the_first_wrong_entry_is_named_by_the_one_it_breaks() -> (
    None
):
    labels = {"kind": "labels", "range": "labels", "shape": "n_samples"}
    assert _refusal(labels, np.array([0.0, 2.0**31, -1.0])) == (
        "f: x: expected whole numbers below 2^31, got 2.14748e+09"
    )


def test_of_a_table_of_counts_the_first_wrong_entry_by_rows_is_named() -> None:
    counts = np.array([[1.0, -2.0], [-3.0, 1.0]])
    assert refusal(fp.class_statistics, counts).endswith("got -2")


def test_the_first_argument_that_has_a_size_sets_it() -> None:
    A_prev, W, b = np.ones((2, 4)), np.ones((3, 2)), np.ones((3, 1))
    assert refusal(fp.dense_forward, np.ones((5, 4)), W, b) == (
        "dense_forward: W: expected 3 x 5, got 3 x 2"
    )
    assert refusal(fp.dense_forward, A_prev, W, np.ones((2, 1))) == (
        "dense_forward: b: expected 3 x 1, got 2 x 1"
    )


def test_samples_in_rows_are_told_by_the_number_of_labels() -> None:
    X, labels = np.ones((9, 2)), np.arange(9) % 2
    assert refusal(fp.fit_network, X, labels) == (
        "fit_network: labels: expected 2 labels, got 9: "
        "samples stand in columns, pass X'"
    )
    assert refusal(fp.fit_network, X.T.copy(), labels[:3]) == (
        "fit_network: labels: expected 9 labels, got 3"
    )


def test_samples_in_rows_are_told_by_the_scaling_of_others() -> None:
    X, mean = np.ones((9, 2)), np.ones((2, 1))
    assert refusal(fp.standardize_with, X, mean, mean) == (
        "standardize_with: mean: expected 9 x 1, got 2 x 1: "
        "samples stand in columns, pass X'"
    )
    assert refusal(fp.standardize_with, X, np.ones((3, 1)), mean) == (
        "standardize_with: mean: expected 9 x 1, got 3 x 1"
    )


def test_a_missing_or_unknown_argument_is_pythons_own_error() -> None:
    with pytest.raises(TypeError, match="missing"):
        fp.dense_forward(NAN, NAN)
    with pytest.raises(TypeError, match="colour"):
        fp.relu(np.ones((1, 1)), colour=1)


def test_arguments_by_name_are_checked_too() -> None:
    assert refusal(fp.relu, Z=NAN) == _refused()


def test_only_what_the_contract_has_can_be_checked() -> None:
    def no_such_function() -> None:
        """Do nothing."""

    with pytest.raises(KeyError, match="no_such_function"):
        checked(no_such_function)


def test_help_says_what_a_function_takes_gives_and_refuses() -> None:
    text = fp.momentum.__doc__
    for words in (
        "v = beta1 v + (1 - beta1) dP",
        "beta1 : float\n    Weight of the past in the average of gradients.\n"
        "    A number of at least 0 and below 1.",
        "Returns\n-------\n",
        "Raises\n------\nValueError",
    ):
        assert words in text
