import numpy as np
import pytest
from helpers import (
    BAD_MATRICES,
    assert_close,
    assert_same_bits,
    refusal,
    slopes,
)

from firstprinciples import dense_backward, dense_forward, dense_gradients

# Whole numbers: every product and sum is exact.
A = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])  # 3 in, 2 samples
W = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])  # 2 out
b = np.array([[10.0], [20.0]])
DZ = np.array([[1.0, 2.0], [0.0, -1.0]])


def test_dense_forward_adds_the_bias_to_each_sample() -> None:
    assert_same_bits(dense_forward(A, W, b), [[6.0, 6.0], [25.0, 28.0]])


def test_dense_forward_takes_one_sample() -> None:
    assert_same_bits(dense_forward(A[:, :1], W, b), [[6.0], [25.0]])


def test_dense_gradients_sum_over_samples() -> None:
    dW, db = dense_gradients(DZ, A)
    assert_same_bits(dW, [[5.0, 11.0, 17.0], [-2.0, -4.0, -6.0]])
    assert_same_bits(db, [[3.0], [-1.0]])


def test_dense_backward_uses_the_transpose() -> None:
    assert_same_bits(dense_backward(DZ, W), [[1, 0], [0.0, -1], [-1, -2]])


def test_dense_gradients_are_slopes() -> None:
    def pulled(inputs: np.ndarray, weights: np.ndarray, bias: np.ndarray):
        return (DZ * dense_forward(inputs, weights, bias)).sum()

    dW, db = dense_gradients(DZ, A)
    # Linear functions: rounding of values near 60 over STEP is all.
    assert_close(dW, slopes(lambda w: pulled(A, w, b), W), tolerance=1e-8)
    assert_close(db, slopes(lambda v: pulled(A, W, v), b), tolerance=1e-8)
    measured = slopes(lambda a: pulled(a, W, b), A)
    assert_close(dense_backward(DZ, W), measured, tolerance=1e-8)


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_bad_matrices_are_refused(value: object, words: str) -> None:
    for arguments, name in [
        ((value, W, b), "A_prev"),
        ((A, value, b), "W"),
        ((A, W, value), "b"),
    ]:
        found = refusal(dense_forward, *arguments)
        assert found == f"dense_forward: {name}: {words}"
    assert refusal(dense_gradients, value, A) == f"dense_gradients: dZ: {words}"
    found = refusal(dense_gradients, DZ, value)
    assert found == f"dense_gradients: A_prev: {words}"
    assert refusal(dense_backward, value, W) == f"dense_backward: dZ: {words}"
    assert refusal(dense_backward, DZ, value) == f"dense_backward: W: {words}"


def test_shapes_that_do_not_fit_are_refused() -> None:
    assert refusal(dense_forward, A, W.T, b) == (
        "dense_forward: W: expected 3 x 3, got 3 x 2"
    )
    assert refusal(dense_forward, A, W, b.T) == (
        "dense_forward: b: expected 2 x 1, got 1 x 2"
    )
    assert refusal(dense_forward, A, W, b[:1]) == (
        "dense_forward: b: expected 2 x 1, got 1 x 1"
    )
    assert refusal(dense_gradients, DZ, A.T) == (
        "dense_gradients: A_prev: expected 2 x 2, got 2 x 3"
    )
    assert refusal(dense_backward, DZ, W.T) == (
        "dense_backward: W: expected 2 x 2, got 3 x 2"
    )
