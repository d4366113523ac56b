import math

import numpy as np
import pytest
from helpers import (
    Problem,
    after,
    assert_close,
    assert_same_bits,
    assert_same_entries,
    at,
    before,
    problem,
    refusal,
    training_case,
)

from firstprinciples import (
    Case,
    accuracy,
    network_backward,
    network_forward,
    network_loss,
    network_targets,
    new_network,
    new_optimizer,
    predict_labels,
    replay_case,
    step_batch,
    train,
    train_case,
    train_step,
)

GATES = np.array([[0.0, 0.0, 1.0, 1.0], [0.0, 1.0, 0.0, 1.0]])


def _case(start: Problem, rate: float = 0.5) -> Case:
    return training_case(start, new_optimizer("gradient_descent", rate))


SMALL = _case(problem((2, 4, 3), "relu"))
CASES = {
    "no hidden layer": _case(problem((2, 3), "relu")),
    "relu": SMALL,
    "two hidden, summed": _case(problem((3, 5, 4, 2), "tanh", "sum"), 0.05),
    "four layers": _case(problem((2, 5, 3, 4, 5), "sigmoid")),
    "sigmoid output": _case(problem((2, 4, 1), "tanh")),
}
every_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


def _train(case: Case, **changes: object) -> tuple:
    """What train makes of a case."""
    arguments: dict[str, object] = {
        "X": case.X,
        "labels": case.labels,
        "parameters": case.parameters,
        "network": case.network,
        "optimizer": case.optimizer,
        "steps": case.steps,
    }
    return train(**{**arguments, **changes})  # type: ignore[arg-type]


def test_the_seed_is_0_unless_it_is_given() -> None:
    losses = _train(SMALL, batch_size=1)[1]
    assert_same_bits(losses, _train(SMALL, batch_size=1, seed=0)[1])
    assert (losses != _train(SMALL, batch_size=1, seed=1)[1]).any()


@every_case
def test_a_step_is_forward_loss_backward_update(case: Case) -> None:
    Y = network_targets(case.labels, case.network)
    step = train_step(case, Y, case.parameters, {}, 0)
    _, cache = network_forward(case.X, case.parameters, case.network)
    gradients = network_backward(Y, case.parameters, cache, case.network)
    assert_same_entries(step.cache, cache)
    assert step.loss == network_loss(Y, case.parameters, cache, case.network)
    assert_same_entries(step.gradients, gradients)
    assert step.state == {}
    rate = case.optimizer.learning_rate
    for name, value in case.parameters.items():
        expected = value - rate * gradients["d" + name]
        assert_same_bits(step.parameters[name], expected)


@every_case
def test_training_is_step_after_step(case: Case) -> None:
    Y = network_targets(case.labels, case.network)
    parameters, trace = case.parameters, train_case(case)
    for row in range(case.steps):
        step = train_step(case, Y, parameters, {}, row)
        parameters = step.parameters
        assert trace["loss"][row] == step.loss
        assert_same_entries(at(after(trace, case.parameters), row), parameters)
        for name in parameters:
            assert_same_bits(trace[f"d{name}"][row], step.gradients[f"d{name}"])


@every_case
def test_train_and_train_case_agree_in_every_bit(case: Case) -> None:
    parameters, losses = _train(case)
    trace = train_case(case)
    assert_same_bits(losses, trace["loss"])
    assert_same_entries(parameters, at(after(trace, case.parameters), -1))


def test_a_batch_of_all_samples_keeps_their_order() -> None:
    whole = training_case(problem((2, 4, 3), "tanh"))
    Y = network_targets(whole.labels, whole.network)
    X, targets = step_batch(whole, Y, 3)
    assert_same_bits(X, whole.X)
    assert_same_bits(targets, Y)


@every_case
def test_training_lowers_the_loss(case: Case) -> None:
    losses = train_case(case)["loss"]
    assert np.isfinite(losses).all()
    assert losses[-1] < losses[0]


@every_case
def test_a_restarted_run_gives_the_same_bits(case: Case) -> None:
    whole = train_case(case)
    first = train_case(case, 0, 2)
    rest = train_case(case, 2, parameters=at(after(first, case.parameters), -1))
    joined = {name: np.concatenate([first[name], rest[name]]) for name in first}
    assert_same_entries(joined, whole)


@every_case
@pytest.mark.parametrize("intermediates", [False, True])
def test_a_replayed_run_gives_the_same_bits(
    case: Case, intermediates: bool
) -> None:
    trace = train_case(case)
    replayed = replay_case(
        case, 0, before(trace, case.parameters), None, intermediates
    )
    assert_same_entries({name: replayed[name] for name in trace}, trace)
    assert intermediates or list(replayed) == list(trace)


def test_replay_may_start_anywhere() -> None:
    trace = train_case(SMALL)
    parameters = {n: v[3:5] for n, v in before(trace, SMALL.parameters).items()}
    expected = {name: value[3:5] for name, value in trace.items()}
    assert_same_entries(replay_case(SMALL, 3, parameters), expected)


def test_trace_is_in_order_of_computation() -> None:
    trace = train_case(SMALL)
    assert {name: value.shape for name, value in trace.items()} == {
        "loss": (6,),
        "dW2": (6, 3, 4),
        "db2": (6, 3, 1),
        "dW1": (6, 4, 2),
        "db1": (6, 4, 1),
        "W1": (6, 4, 2),
        "b1": (6, 4, 1),
        "W2": (6, 3, 4),
        "b2": (6, 3, 1),
    }


def test_intermediates_are_complete() -> None:
    start = {name: value[None] for name, value in SMALL.parameters.items()}
    trace = replay_case(SMALL, 0, start, None, True)
    Y = network_targets(SMALL.labels, SMALL.network)
    step = train_step(SMALL, Y, SMALL.parameters, {}, 0)
    del step.cache["A0"]
    loss = {"loss": np.array(step.loss)}
    expected = {**step.cache, **loss, **step.gradients, **step.parameters}
    assert_same_entries(at(trace, 0), expected)


@pytest.mark.parametrize("steps", [1, 5, 5.0, np.int64(3)])
def test_steps_count_updates(steps: float) -> None:
    _, losses = _train(SMALL, steps=steps)
    assert losses.shape == (int(steps),)
    assert_same_bits(losses, train_case(SMALL, n_steps=steps)["loss"])


def test_inputs_are_left_as_they_are() -> None:
    inputs = {"X": SMALL.X, "labels": SMALL.labels, **SMALL.parameters}
    copies = {name: value.copy() for name, value in inputs.items()}
    train_case(SMALL)
    _train(SMALL)
    replay_case(SMALL, 0, {n: v[None] for n, v in SMALL.parameters.items()})
    assert_same_entries(inputs, copies)


@pytest.mark.filterwarnings("error")
def test_nan_of_training_reaches_the_trace() -> None:
    wild = _case(problem((2, 4, 3), "relu"), 1e300)
    trace = train_case(wild)
    assert np.isnan(trace["loss"][-1])
    _, losses = _train(wild)
    assert_same_bits(losses, trace["loss"])
    last = at(after(trace, wild.parameters), -1)
    assert np.isnan(train_case(wild, 6, 2, last)["loss"]).all()
    replayed = replay_case(wild, 0, before(trace, wild.parameters))
    assert_same_entries(replayed, trace)
    assert refusal(network_forward, wild.X, last, wild.network)


@pytest.mark.parametrize(
    ("gate", "outputs"),
    [("and", [0.0, 0, 0, 1]), ("or", [0.0, 1, 1, 1]), ("nand", [1.0, 1, 1, 0])],
)
def test_one_unit_learns_a_gate(gate: str, outputs: list[float]) -> None:
    network = new_network((2, 1), ("sigmoid",), "binary_cross_entropy")
    start = {"W1": np.zeros((1, 2)), "b1": np.zeros((1, 1))}
    labels = np.array(outputs)
    descent = new_optimizer("gradient_descent", 1.0)
    learned, losses = train(GATES, labels, start, network, descent, 200)
    assert accuracy(labels, predict_labels(GATES, learned, network)) == 1
    assert_close(losses[0], math.log(2), tolerance=1e-15)


def test_two_layers_learn_exclusive_or() -> None:
    start = problem((2, 6, 1), "tanh", seed=1)
    labels = np.array([0.0, 1.0, 1.0, 0.0])
    descent = new_optimizer("gradient_descent", 1.0)
    learned, losses = train(
        GATES, labels, start.parameters, start.network, descent, 300
    )
    predicted = predict_labels(GATES, learned, start.network)
    assert accuracy(labels, predicted) == 1
    assert losses[-1] < 0.05
