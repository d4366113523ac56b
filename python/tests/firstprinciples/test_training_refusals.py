from typing import Any

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_LABELS,
    BAD_MATRICES,
    BAD_RATES,
    problem,
    refusal,
)

from firstprinciples import (
    Case,
    Optimizer,
    network_targets,
    new_optimizer,
    replay_case,
    train,
    train_case,
    train_step,
)

SMALL = problem((2, 4, 3), "relu")
OPTIMIZER = new_optimizer("gradient_descent", 0.5)
CASE = Case("small", *SMALL, OPTIMIZER, steps=6, seed=0)
STACKS = {name: np.stack([v, v]) for name, v in SMALL.parameters.items()}

# Parameters that fit no step of SMALL, and the end of the message.
BAD_PARAMETERS: list[tuple[dict[str, Any], str]] = [
    ({"W1": np.ones((2, 4))}, "W1: expected 4 x 2, got 2 x 4"),
    ({"b2": np.ones((1, 1))}, "b2: expected 3 x 1, got 1 x 1"),
    ({"b2": np.ones((3, 1), np.float32)}, "b2: expected doubles, got float32"),
    ({"W2": [[1.0]]}, "W2: expected an array, got list"),
    ({"W3": np.ones((3, 3))}, "parameters: expected W1, b1, W2, b2, got W3"),
]


def _refused_by_train(**changes: Any) -> str:
    arguments = {
        **SMALL._asdict(),
        "optimizer": OPTIMIZER,
        "steps": 2,
    }
    return refusal(train, **{**arguments, **changes})


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_train_refuses_bad_steps(value: object, words: str) -> None:
    assert _refused_by_train(steps=value) == f"train: steps: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_LABELS)
def test_train_refuses_bad_labels(value: object, words: str) -> None:
    assert _refused_by_train(labels=value) == f"one_hot: labels: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_train_refuses_bad_samples(value: object, words: str) -> None:
    assert _refused_by_train(X=value) == f"network_forward: X: {words}"


@pytest.mark.parametrize("n_labels", [1, 6, 8])
def test_train_refuses_another_number_of_labels(n_labels: int) -> None:
    assert _refused_by_train(labels=np.zeros(n_labels)) == (
        f"train: labels: expected 7 labels, got {n_labels}"
    )


@pytest.mark.parametrize(("changes", "words"), BAD_PARAMETERS)
def test_parameters_that_do_not_fit_are_refused(
    changes: dict[str, Any], words: str
) -> None:
    parameters = {**SMALL.parameters, **changes}
    assert _refused_by_train(parameters=parameters) == f"train: {words}"
    found = refusal(train_case, CASE, 0, 1, parameters)
    assert found == f"train_case: {words}"


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_train_refuses_parameters_that_are_not_finite(value: float) -> None:
    parameters = {**SMALL.parameters, "b1": np.full((4, 1), value)}
    assert _refused_by_train(parameters=parameters) == (
        "network_forward: b1: expected finite values, got NaN or Inf"
    )


@pytest.mark.parametrize("missing", ["W1", "b1", "W2", "b2"])
def test_missing_parameters_are_refused(missing: str) -> None:
    parameters = {n: v for n, v in SMALL.parameters.items() if n != missing}
    words = f"parameters: expected {missing}, got none"
    assert _refused_by_train(parameters=parameters) == f"train: {words}"
    found = refusal(train_case, CASE, 0, 1, parameters)
    assert found == f"train_case: {words}"
    stacks = {n: v for n, v in STACKS.items() if n != missing}
    assert refusal(replay_case, CASE, 0, stacks) == f"replay_case: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_train_case_refuses_a_bad_number_of_steps(
    value: object, words: str
) -> None:
    if value is not None:  # the default
        found = refusal(train_case, CASE, 0, value)
        assert found == f"train_case: n_steps: {words}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-1, "-1"), (0.5, "0.5"), ("0", "0"), (None, "NoneType")],
)
def test_bad_first_steps_are_refused(value: object, shown: str) -> None:
    words = f"first_step: expected a whole number of at least 0, got {shown}"
    found = refusal(train_case, CASE, value, 1, SMALL.parameters)
    assert found == f"train_case: {words}"
    assert refusal(replay_case, CASE, value, STACKS) == f"replay_case: {words}"


@pytest.mark.parametrize("first_step", [1, 3])
def test_a_start_in_the_middle_needs_parameters(first_step: int) -> None:
    assert refusal(train_case, CASE, first_step) == (
        "train_case: parameters: expected those before step "
        f"{first_step}, got none"
    )


def test_a_start_at_the_end_is_refused() -> None:
    assert refusal(train_case, CASE, 6, None, SMALL.parameters) == (
        "train_case: n_steps: expected a whole number of at least 1, got 0"
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"b2": STACKS["b2"][:1]}, "b2: expected 2 x 3 x 1, got 1 x 3 x 1"),
        ({"W2": STACKS["W2"][0]}, "W2: expected 2 x 3 x 4, got 3 x 4"),
        ({"W1": STACKS["W1"][:0]}, "n_steps: expected a whole number of at "
         "least 1, got 0"),
        ({"W1": 1.0}, "W1: expected an array, got 1"),
        ({"W3": STACKS["W1"]}, "parameters: expected W1, b1, W2, b2, got W3"),
    ],
)  # fmt: skip
def test_stacks_that_do_not_fit_are_refused(
    changes: dict[str, Any], words: str
) -> None:
    found = refusal(replay_case, CASE, 0, {**STACKS, **changes})
    assert found == f"replay_case: {words}"


def test_replay_refuses_what_is_no_dict() -> None:
    assert refusal(replay_case, CASE, 0, None) == (
        "replay_case: parameters: expected a dict of matrices, got NoneType"
    )


def test_a_step_refuses_what_does_not_fit() -> None:
    X, labels, parameters, network = SMALL
    Y = network_targets(labels, network)
    assert refusal(train_step, X, Y.T, parameters, network, OPTIMIZER) == (
        "categorical_cross_entropy: Y: expected 3 x 7, got 7 x 3"
    )
    assert refusal(train_step, X.T, Y, parameters, network, OPTIMIZER) == (
        "network_forward: X: expected 2 x 2, got 7 x 2"
    )


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_a_step_refuses_a_bad_rate(value: Any, words: str) -> None:
    X, labels, parameters, network = SMALL
    Y = network_targets(labels, network)
    wrong = Optimizer("gradient_descent", value)
    found = refusal(train_step, X, Y, parameters, network, wrong)
    assert found == f"gradient_descent: learning_rate: {words}"
