from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from helpers import (
    BAD_COUNTS,
    BAD_LABELS,
    BAD_MATRICES,
    BAD_RATES,
    BAD_WHOLES,
    problem,
    refusal,
    training_case,
)

from firstprinciples import (
    Optimizer,
    network_targets,
    new_optimizer,
    optimizer_state,
    replay_case,
    train,
    train_case,
    train_step,
)
from firstprinciples.optimizers import STATE

SMALL = problem((2, 4, 3), "relu")
OPTIMIZER = new_optimizer("gradient_descent", 0.5)
CASE = training_case(SMALL, OPTIMIZER)
STACKS = {name: np.stack([v, v]) for name, v in SMALL.parameters.items()}

# Parameters that fit no step of SMALL, and the end of the message.
BAD_PARAMETERS: list[tuple[dict[str, Any], str]] = [
    ({"W1": np.ones((2, 4))}, "W1: expected 4 x 2, got 2 x 4"),
    ({"b2": np.ones((1, 1))}, "b2: expected 3 x 1, got 1 x 1"),
    (
        {"b2": np.ones((3, 1), np.float32)},
        "b2: expected doubles, got numbers of another precision",
    ),
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
    assert _refused_by_train(labels=value) == f"train: labels: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_MATRICES)
def test_train_refuses_bad_samples(value: object, words: str) -> None:
    assert _refused_by_train(X=value) == f"train: X: {words}"


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


def test_a_list_is_no_matrix_of_weights() -> None:
    parameters = {**SMALL.parameters, "W2": [[1.0]]}
    assert _refused_by_train(parameters=parameters) == (
        "train: W2: expected a matrix, got a list"
    )
    assert refusal(train_case, CASE, 0, 1, parameters) == (
        "train_case: W2: expected an array, got a list"
    )


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_train_refuses_parameters_that_are_not_finite(value: float) -> None:
    parameters = {**SMALL.parameters, "b1": np.full((4, 1), value)}
    assert _refused_by_train(parameters=parameters) == (
        "train: b1: expected finite values, got NaN or Inf"
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
    [(-1, "-1"), (0.5, "0.5"), ("0", "0"), (None, "nothing")],
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


def test_a_start_in_the_middle_needs_a_state() -> None:
    case = training_case(SMALL, new_optimizer("adam", 0.1))
    assert refusal(train_case, case, 3, 1, SMALL.parameters) == (
        "train_case: state: expected those before step 3, got none"
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
        ({"W1": 1.0}, "W1: expected a stack of matrices, got 1"),
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
        "replay_case: parameters: expected named matrices, got nothing"
    )


def test_a_step_refuses_what_does_not_fit() -> None:
    Y = network_targets(SMALL.labels, SMALL.network)
    given = SMALL.parameters, {}, 0
    assert refusal(train_step, CASE, Y.T, *given) == (
        "train_step: Y: expected 3 x 7, got 7 x 3"
    )
    turned = replace(CASE, X=CASE.X.T, batch_size=2)
    assert refusal(train_step, turned, Y, *given) == (
        "train_step: X: expected 2 x 7, got 7 x 2: "
        "samples stand in columns, pass X'"
    )


@pytest.mark.parametrize(("value", "words"), BAD_RATES)
def test_a_step_refuses_a_bad_rate(value: Any, words: str) -> None:
    Y = network_targets(SMALL.labels, SMALL.network)
    wrong = replace(CASE, optimizer=Optimizer("gradient_descent", value))
    found = refusal(train_step, wrong, Y, SMALL.parameters, {}, 0)
    assert found == f"train_step: learning_rate: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_COUNTS)
def test_train_refuses_bad_batch_sizes(value: object, words: str) -> None:
    if value is not None:  # the default
        found = _refused_by_train(batch_size=value)
        assert found == f"train: batch_size: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_train_refuses_bad_seeds(value: object, words: str) -> None:
    assert _refused_by_train(seed=value) == f"train: seed: {words}"


@pytest.mark.parametrize("name", list(STATE))
def test_a_missing_state_is_refused(name: str) -> None:
    case = training_case(SMALL, new_optimizer(name, 0.1))
    zeros = optimizer_state(SMALL.parameters, case.optimizer)
    for missing in zeros:
        state = {n: v for n, v in zeros.items() if n != missing}
        stacks = {n: np.stack([v, v]) for n, v in state.items()}
        words = f"state: expected {missing}, got none"
        found = refusal(train_case, case, 1, 2, SMALL.parameters, state)
        assert found == f"train_case: {words}"
        found = refusal(replay_case, case, 0, STACKS, stacks)
        assert found == f"replay_case: {words}"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"vW1": np.zeros((1, 2))}, "vW1: expected 4 x 2, got 1 x 2"),
        ({"vb2": np.zeros((3, 1), np.float32)}, "vb2: expected doubles, got "
         "numbers of another precision"),
        ({"vW2": [[0.0]]}, "vW2: expected an array, got a list"),
        ({"sW1": np.zeros((4, 2))}, "state: expected vW1, vb1, vW2, vb2, got "
         "sW1"),
    ],
)  # fmt: skip
def test_a_state_that_does_not_fit_is_refused(
    changes: dict[str, Any], words: str
) -> None:
    case = training_case(SMALL, new_optimizer("momentum", 0.1))
    state = optimizer_state(SMALL.parameters, case.optimizer)
    given = SMALL.parameters, {**state, **changes}
    found = refusal(train_case, case, 1, 2, *given)
    assert found == f"train_case: {words}"


def test_stacks_of_a_state_must_be_as_long_as_those_of_parameters() -> None:
    case = training_case(SMALL, new_optimizer("momentum", 0.1))
    state = optimizer_state(SMALL.parameters, case.optimizer)
    stacks = {name: value[None] for name, value in state.items()}
    assert refusal(replay_case, case, 0, STACKS, stacks) == (
        "replay_case: vW1: expected 2 x 4 x 2, got 1 x 4 x 2"
    )
    assert refusal(replay_case, CASE, 0, STACKS, stacks) == (
        "replay_case: state: expected no entry, got vW1"
    )


def test_a_state_that_training_made_nan_is_taken() -> None:
    case = training_case(SMALL, new_optimizer("momentum", 0.1))
    state = optimizer_state(SMALL.parameters, case.optimizer)
    lost = {name: np.full_like(value, np.nan) for name, value in state.items()}
    trace = train_case(case, 1, 1, SMALL.parameters, lost)
    assert all(np.isnan(trace[name]).all() for name in SMALL.parameters)


def test_a_replay_of_an_optimizer_with_a_state_needs_one() -> None:
    case = training_case(SMALL, new_optimizer("momentum", 0.1))
    assert refusal(replay_case, case, 0, STACKS) == (
        "replay_case: state: expected vW1, got none"
    )
    assert refusal(replay_case, case, 0, STACKS, [1.0]) == (
        "replay_case: state: expected named matrices, got a list"
    )


def test_intermediates_of_batches_of_several_sizes_are_refused() -> None:
    case = training_case(SMALL, OPTIMIZER, batch_size=4)  # and 3
    found = refusal(replay_case, case, 0, STACKS, None, True)
    assert found == (
        "replay_case: intermediates: expected batches of one size, got 4 and "
        "3 samples"
    )
    one = training_case(SMALL, OPTIMIZER, batch_size=6)  # and 1
    assert refusal(replay_case, one, 1, STACKS, None, True).endswith(
        "expected batches of one size, got 1 and 6 samples"
    )
    assert "Z1" not in replay_case(case, 0, STACKS)
