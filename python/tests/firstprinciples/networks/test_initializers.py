import math

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_WHOLES,
    assert_close,
    assert_same_bits,
    assert_same_entries,
    refusal,
)

from firstprinciples import initialize_parameters, stream_seed

SCALES = [
    ("random", lambda n_in: 0.01),
    ("he", lambda n_in: math.sqrt(2 / n_in)),
    ("xavier", lambda n_in: math.sqrt(1 / n_in)),
]
scales = pytest.mark.parametrize(("method", "scale"), SCALES)


def _stream(layer: int) -> np.random.RandomState:
    return np.random.RandomState(stream_seed(9, "weights", layer))


@scales
def test_normal_weights_are_scaled_normals_row_by_row(method, scale) -> None:
    parameters = initialize_parameters([4, 5, 3], method, "normal", 9)
    assert_same_bits(parameters["W1"], scale(4) * _stream(1).randn(5, 4))
    assert_same_bits(parameters["W2"], scale(5) * _stream(2).randn(3, 5))


@scales
def test_uniform_weights_fill_the_bounds_row_by_row(method, scale) -> None:
    parameters = initialize_parameters([4, 5, 3], method, "uniform", 9)
    for layer, n_in, n_out in ((1, 4, 5), (2, 5, 3)):
        uniforms = _stream(layer).random_sample((n_out, n_in))
        bound = scale(n_in) * math.sqrt(3)
        assert_same_bits(parameters[f"W{layer}"], bound * (2 * uniforms - 1))


@scales
@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_weights_have_the_variance_asked_for(
    method, scale, distribution: str
) -> None:
    W = initialize_parameters([400, 250], method, distribution, 1)["W1"]
    # The mean square of N values errs by at most sqrt(2 / N) of itself.
    variance = scale(400) ** 2
    tolerance = 5 * math.sqrt(2 / W.size) * variance
    assert_close((W * W).mean(), variance, tolerance=tolerance)


@pytest.mark.parametrize("method", ["zeros", "random", "he", "xavier"])
def test_every_layer_has_its_shape_and_zero_biases(method: str) -> None:
    parameters = initialize_parameters([2, 9, 9, 1], method, "normal", 0)
    assert list(parameters) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    for layer, shape in ((1, (9, 2)), (2, (9, 9)), (3, (1, 9))):
        assert parameters[f"W{layer}"].shape == shape
        assert_same_bits(parameters[f"b{layer}"], np.zeros((shape[0], 1)))


@pytest.mark.parametrize("distribution", ["normal", "uniform"])
def test_zeros_are_zeros(distribution: str) -> None:
    W = initialize_parameters([3, 2], "zeros", distribution, 4)["W1"]
    assert_same_bits(W, np.zeros((2, 3)))


def test_a_seed_gives_the_same_weights_again() -> None:
    first = initialize_parameters([3, 2], "he", "normal", 4)
    again = initialize_parameters(np.array([3.0, 2.0]), "he", "normal", 4.0)
    assert_same_entries(first, again)
    other = initialize_parameters([3, 2], "he", "normal", 5)
    assert (first["W1"] != other["W1"]).all()


def test_layers_of_one_shape_have_different_weights() -> None:
    parameters = initialize_parameters([3, 3, 3], "he", "normal", 4)
    assert (parameters["W1"] != parameters["W2"]).all()


def _refusal(
    layer_sizes=(2, 3), method="he", distribution="normal", seed=0
) -> str:
    found = refusal(
        initialize_parameters, layer_sizes, method, distribution, seed
    )
    name, _, rest = found.partition(": ")
    assert name == "initialize_parameters"
    return rest


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_bad_sizes_are_refused(value: object, words: str) -> None:
    assert _refusal(layer_sizes=[2, value]) == f"layer_sizes: {words}"


def test_networks_without_a_layer_are_refused() -> None:
    assert _refusal(layer_sizes=[2]) == (
        "layer_sizes: expected at least 2 sizes, got 1"
    )
    assert _refusal(layer_sizes=3) == (
        "layer_sizes: expected a list of whole numbers, got 3"
    )


def test_unknown_words_are_refused() -> None:
    assert _refusal(method="He") == (
        "method: expected one of zeros, random, he, xavier, got He"
    )
    assert _refusal(distribution="gauss") == (
        "distribution: expected one of normal, uniform, got gauss"
    )


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_bad_seeds_are_refused(value: object, words: str) -> None:
    assert _refusal(seed=value) == f"seed: {words}"
