"""L2 and dropout in a network, against slopes and the written formula."""

from typing import Any

import numpy as np
import pytest
from helpers import (
    Problem,
    U,
    assert_close,
    assert_same_bits,
    assert_same_entries,
    problem,
    regularized,
    slopes,
    training_case,
)

from firstprinciples import (
    dropout_mask,
    gradient_check,
    gradient_difference,
    network_backward,
    network_forward,
    network_loss,
    network_masks,
    network_targets,
    predict_labels,
    predict_probabilities,
    train_case,
)

Matrices = dict[str, np.ndarray]

SIZES = [(2, 5, 3), (2, 5, 4, 1), (2, 4, 4, 4, 3)]
HIDDEN = ["relu", "tanh", "sigmoid"]
DEEP = problem((2, 5, 4, 3), "tanh")
STEP = 3


def _masks(case: Problem) -> Matrices:
    return network_masks(case.network, case.X.shape[1], 11, STEP)


def test_a_penalty_is_none_only_where_it_is_0() -> None:
    case = regularized(DEEP, 1e-10, 1.0)
    large = {
        name: 1e6 * value if name.startswith("W") else value
        for name, value in case.parameters.items()
    }
    small = case._replace(parameters=large, X=0 * case.X)
    plain = small._replace(network=DEEP.network)
    penalty = _loss(small, {}) - _loss(plain, {})
    squares = sum(
        float(np.sum(value**2)) for name, value in large.items() if "W" in name
    )
    n_samples = case.X.shape[1]
    assert_close(penalty, 1e-10 / (2 * n_samples) * squares, tolerance=1e-6)
    gradients, others = _gradients(small, {}), _gradients(plain, {})
    assert_close(
        gradients["dW1"] - others["dW1"],
        1e-10 / n_samples * large["W1"],
        tolerance=1e-14,
    )


def test_without_a_penalty_large_weights_are_not_squared() -> None:
    W1 = np.full_like(DEEP.parameters["W1"], 1e200)
    silent = DEEP._replace(X=0 * DEEP.X)
    assert np.isfinite(_loss(silent, {}, W1=W1))


def _loss(case: Problem, masks: Matrices, **changed: np.ndarray) -> float:
    parameters = {**case.parameters, **changed}
    Y = network_targets(case.labels, case.network)
    _, cache = network_forward(case.X, parameters, case.network, masks)
    return network_loss(Y, parameters, cache, case.network)


def _gradients(case: Problem, masks: Matrices) -> Matrices:
    Y = network_targets(case.labels, case.network)
    _, cache = network_forward(case.X, case.parameters, case.network, masks)
    return network_backward(Y, case.parameters, cache, case.network)


def _measured(case: Problem, masks: Matrices) -> Matrices:
    """Slopes of the loss, with the masks held fixed."""
    return {
        f"d{name}": slopes(
            lambda v, name=name: _loss(case, masks, **{name: v}), value
        )
        for name, value in case.parameters.items()
    }


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("sizes", SIZES)
def test_gradients_with_l2_and_dropout_are_slopes_of_the_loss(
    sizes: tuple[int, ...], hidden: str, reduction: str
) -> None:
    case = regularized(problem(sizes, hidden, reduction), 0.3, 0.6)
    masks = _masks(case)
    assert {value for M in masks.values() for value in M.flat} == {0.0, 1.0}
    gradients = _gradients(case, masks)
    for name, measured in _measured(case, masks).items():
        assert_close(gradients[name], measured, tolerance=2e-8)


def test_a_backward_pass_without_the_mask_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = regularized(DEEP, 0.3, 0.6)
    masks = _masks(case)
    measured = _measured(case, masks)
    right = gradient_difference(measured, _gradients(case, masks))
    monkeypatch.setattr(
        "firstprinciples.network.dropout_backward",
        lambda dA, mask, keep_prob: dA,
    )
    wrong = gradient_difference(measured, _gradients(case, masks))
    assert right < 1e-9
    assert wrong > 0.05


@pytest.mark.parametrize(("reduction", "m"), [("mean", 7), ("sum", 1)])
def test_l2_alone_adds_its_own_loss_and_gradient(
    reduction: str, m: int
) -> None:
    plain = problem((2, 5, 3), "tanh", reduction)
    case = regularized(plain, 0.3)
    W1, W2 = plain.parameters["W1"], plain.parameters["W2"]
    penalty = 0.3 / (2 * m) * (np.sum(W1**2) + np.sum(W2**2))
    loss = _loss(plain, {})
    assert_close(_loss(case, {}), loss + penalty, tolerance=20 * U * loss)
    found, expected = _gradients(case, {}), _gradients(plain, {})
    for name, W in (("dW1", W1), ("dW2", W2)):
        wanted = expected[name] + 0.3 / m * W
        assert_close(found[name], wanted, tolerance=4 * U * np.abs(W))
        del found[name], expected[name]
    assert_same_entries(found, expected)  # biases are free


def test_the_gradient_check_sees_the_penalty() -> None:
    case = regularized(DEEP, 0.3)
    assert gradient_check(*case) < 1e-6
    changed = regularized(DEEP, 0.303)
    difference = gradient_difference(
        _measured(case, {}), _gradients(changed, {})
    )
    assert difference > 1e-5


def test_no_penalty_and_keep_prob_1_leave_every_bit() -> None:
    case = regularized(DEEP, 0.0, 1.0)
    assert _masks(case) == {}
    trace = train_case(training_case(case, batch_size=3))
    assert_same_entries(trace, train_case(training_case(DEEP, batch_size=3)))


def test_masks_of_ones_leave_every_bit_at_keep_prob_1() -> None:
    units = {"M1": 5, "M2": 4}
    ones = {name: np.ones((n_units, 7)) for name, n_units in units.items()}
    found, expected = _gradients(DEEP, ones), _gradients(DEEP, {})
    assert _loss(DEEP, ones) == _loss(DEEP, {})
    for name, value in expected.items():
        assert_same_bits(found[name], value)


@pytest.mark.parametrize("predict", [predict_probabilities, predict_labels])
def test_prediction_drops_nothing(predict: Any) -> None:
    case = regularized(DEEP, 0.3, 0.1)
    found = predict(case.X, case.parameters, case.network)
    assert_same_bits(found, predict(DEEP.X, DEEP.parameters, DEEP.network))


def test_forward_follows_the_equations_of_dropout() -> None:
    case = regularized(DEEP, 0.3, 0.6)
    masks = _masks(case)
    output, cache = network_forward(
        case.X, case.parameters, case.network, masks
    )
    names = ["A0", "Z1", "G1", "M1", "A1", "Z2", "G2", "M2", "A2", "Z3", "A3"]
    assert list(cache) == names
    for layer in (1, 2):
        G, M = np.tanh(cache[f"Z{layer}"]), masks[f"M{layer}"]
        assert_same_bits(cache[f"G{layer}"], G)
        assert_same_bits(cache[f"M{layer}"], M)
        assert_same_bits(cache[f"A{layer}"], G * M / 0.6)
    assert_same_bits(output, cache["A3"])


def test_gradients_with_dropout_come_in_order_of_computation() -> None:
    case = regularized(DEEP, 0.3, 0.6)
    masks = _masks(case)
    gradients = _gradients(case, masks)
    assert " ".join(gradients) == (
        "dZ3 dW3 db3 dA2 dG2 dZ2 dW2 db2 dA1 dG1 dZ1 dW1 db1"
    )
    for layer in (1, 2):
        dA, M = gradients[f"dA{layer}"], masks[f"M{layer}"]
        assert_same_bits(gradients[f"dG{layer}"], dA * M / 0.6)


def test_every_hidden_layer_and_step_has_a_mask_of_its_own() -> None:
    network = regularized(problem((2, 9, 9, 9, 3), "relu"), 0, 0.5).network
    seen = []
    for step in range(4):
        masks = network_masks(network, 7, 5, step)
        assert list(masks) == ["M1", "M2", "M3"]
        for layer, mask in enumerate(masks.values(), start=1):
            assert_same_bits(mask, dropout_mask(9, 7, 0.5, 5, layer, step))
            seen.append(mask.tobytes())
    assert len(set(seen)) == 12


def test_a_network_without_hidden_layers_has_no_masks() -> None:
    network = regularized(problem((2, 3), "relu"), 0, 0.5).network
    assert network_masks(network, 7, 0, 0) == {}
