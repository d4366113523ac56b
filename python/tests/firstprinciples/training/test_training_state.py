"""Training with batches, dropout, states and schedules, step by step."""

from dataclasses import replace

import numpy as np
import pytest
from helpers import (
    after,
    assert_same_bits,
    assert_same_entries,
    at,
    before,
    problem,
    refusal,
    regularized,
    training_case,
)

from firstprinciples import (
    Case,
    network_masks,
    network_targets,
    new_optimizer,
    optimizer_state,
    optimizer_update,
    replay_case,
    step_batch,
    train,
    train_case,
    train_step,
)
from firstprinciples.optimizers import STATE

START = regularized(problem((2, 5, 4, 3), "tanh"), 0.1, 0.7)
N_BATCHES = 3  # of 3, 3 and 1 of the 7 samples


def _case(name: str, **settings: object) -> Case:
    """Everything at once: batches, dropout, L2, a state and a schedule."""
    options = {"schedule": "exponential", "decay_rate": 0.9, **settings}
    optimizer = new_optimizer(name, 0.05, **options)  # type: ignore[arg-type]
    return training_case(START, optimizer, steps=8, batch_size=3, seed=4)


def _zeros(case: Case) -> dict[str, np.ndarray]:
    return optimizer_state(case.parameters, case.optimizer)


every_optimizer = pytest.mark.parametrize(
    "case", [_case(name) for name in STATE], ids=list(STATE)
)


@every_optimizer
def test_a_step_updates_with_the_rate_and_number_of_its_own(case: Case) -> None:
    Y = network_targets(case.labels, case.network)
    state = {name: value + 0.5 for name, value in _zeros(case).items()}
    step = train_step(case, Y, case.parameters, state, 7)
    expected, kept = optimizer_update(
        case.parameters, step.gradients, state, case.optimizer,
        0.05 * 0.9**2.0, 8,
    )  # fmt: skip
    assert_same_entries(step.parameters, expected)
    assert_same_entries(step.state, kept)
    masks = network_masks(case.network, step.cache["A0"].shape[1], 4, 7)
    for name, mask in masks.items():
        assert_same_bits(step.cache[name], mask)


@every_optimizer
@pytest.mark.parametrize("split", [1, 3, 4])
def test_a_restarted_run_gives_the_same_bits(case: Case, split: int) -> None:
    whole, first = train_case(case), train_case(case, 0, split)
    parameters = at(after(first, case.parameters), -1)
    state = at(after(first, _zeros(case)), -1)
    rest = train_case(case, split, None, parameters, state)
    joined = {name: np.concatenate([first[name], rest[name]]) for name in first}
    assert_same_entries(joined, whole)


@every_optimizer
def test_a_replayed_run_gives_the_same_bits(case: Case) -> None:
    trace = train_case(case)
    parameters = before(trace, case.parameters)
    state = before(trace, _zeros(case))
    assert_same_entries(replay_case(case, 0, parameters, state), trace)
    late = [{n: v[5:] for n, v in part.items()} for part in (parameters, state)]
    expected = {name: value[5:] for name, value in trace.items()}
    assert_same_entries(replay_case(case, 5, *late), expected)


@every_optimizer
def test_train_and_train_case_agree_in_every_bit(case: Case) -> None:
    trace = train_case(case)
    parameters, losses = train(
        case.X,
        case.labels,
        case.parameters,
        case.network,
        case.optimizer,
        case.steps,
        case.batch_size,
        case.seed,
    )
    assert_same_bits(losses, trace["loss"])
    assert_same_entries(parameters, at(after(trace, case.parameters), -1))


@every_optimizer
def test_inputs_are_left_as_they_are(case: Case) -> None:
    state = _zeros(case)
    inputs = {"X": case.X, **case.parameters, **state}
    copies = {name: value.copy() for name, value in inputs.items()}
    train_case(case, state=state)
    stacks = [
        {name: value[None] for name, value in part.items()}
        for part in (case.parameters, state)
    ]
    replay_case(case, 0, *stacks)
    assert_same_entries(inputs, copies)


@pytest.mark.parametrize("name", list(STATE))
def test_trace_is_in_order_of_computation(name: str) -> None:
    case = _case(name)
    gradients = ["dW3", "db3", "dW2", "db2", "dW1", "db1"]
    kept = [letter + p for letter in STATE[name] for p in case.parameters]
    trace = train_case(case, 0, 2)
    assert list(trace) == ["loss", *gradients, *kept, *case.parameters]
    for entry in kept:
        assert trace[entry].shape == (2, *case.parameters[entry[1:]].shape)


def test_intermediates_are_in_order_of_computation() -> None:
    case = replace(_case("adam"), batch_size=7)
    stacks = [
        {name: np.stack([value, value]) for name, value in part.items()}
        for part in (case.parameters, _zeros(case))
    ]
    trace = replay_case(case, 0, *stacks, True)  # type: ignore[arg-type]
    assert " ".join(list(trace)[:24]) == (
        "Z1 G1 M1 A1 Z2 G2 M2 A2 Z3 A3 loss "
        "dZ3 dW3 db3 dA2 dG2 dZ2 dW2 db2 dA1 dG1 dZ1 dW1 db1"
    )
    for name in ("M1", "M2"):
        assert trace[name][0].tobytes() != trace[name][1].tobytes()


@pytest.mark.parametrize("epoch", [0, 1, 5])
def test_an_epoch_trains_on_every_sample_once(epoch: int) -> None:
    case = _case("gradient_descent")
    Y = network_targets(case.labels, case.network)
    samples = np.vstack([case.X, Y])
    batches = []
    for step in range(epoch * N_BATCHES, (epoch + 1) * N_BATCHES):
        X, targets = step_batch(case, Y, step)
        cache = train_step(case, Y, case.parameters, {}, step).cache
        assert_same_bits(cache["A0"], X)
        batches.append(np.vstack([X, targets]))
    assert [batch.shape[1] for batch in batches] == [3, 3, 1]
    found = {column.tobytes() for column in np.hstack(batches).T}
    assert found == {column.tobytes() for column in samples.T}
    assert len(found) == 7


def test_epochs_differ_in_their_order() -> None:
    case = _case("gradient_descent")
    Y = network_targets(case.labels, case.network)
    firsts = {step_batch(case, Y, 3 * n)[0].tobytes() for n in range(6)}
    assert len(firsts) > 1


def test_the_data_outlive_their_batches() -> None:
    case = _case("gradient_descent")
    samples = case.X.copy(), case.labels.copy()
    train_case(case)
    assert_same_bits(case.X, samples[0])
    assert_same_bits(case.labels, samples[1])


@every_optimizer
@pytest.mark.parametrize("batch_size", [8, 1000])
def test_a_batch_above_the_data_is_all_of_them(
    case: Case, batch_size: int
) -> None:
    whole = train_case(replace(case, batch_size=7))
    found = train_case(replace(case, batch_size=batch_size))
    assert_same_entries(found, whole)


@pytest.mark.parametrize(
    ("schedule", "decay_epochs", "rates"),
    [
        ("exponential", 1, [8, 8, 8, 4, 4, 4, 2, 2]),
        ("step", 2, [8, 8, 8, 8, 8, 8, 4, 4]),
        ("inverse_time", 1, [8, 8, 8, 8 / 1.5, 8 / 1.5, 8 / 1.5, 4, 4]),
        ("constant", 1, [8] * 8),
    ],
)
def test_the_rate_falls_from_epoch_to_epoch(
    schedule: str, decay_epochs: int, rates: list[float]
) -> None:
    optimizer = new_optimizer(
        "gradient_descent", 8, schedule=schedule, decay_rate=0.5,
        decay_epochs=decay_epochs,
    )  # fmt: skip
    case = replace(_case("gradient_descent"), optimizer=optimizer)
    trace = train_case(case)
    for name, start in before(trace, case.parameters).items():
        moves = np.array(rates).reshape(-1, 1, 1) * trace[f"d{name}"]
        assert_same_bits(trace[name], start - moves)


def test_the_number_of_steps_does_not_change_the_rates() -> None:
    case = _case("adam")
    longer = train_case(replace(case, steps=1000), 0, 8)
    assert_same_entries(longer, train_case(case))


def test_seeds_change_batches_and_masks() -> None:
    case = _case("momentum")
    other = train_case(replace(case, seed=5))
    assert (other["loss"] != train_case(case)["loss"]).all()


def test_gradient_descent_takes_an_empty_state_only() -> None:
    case = _case("gradient_descent")
    assert refusal(train_case, case, state=[]) == (
        "train_case: state: expected named matrices, got a list"
    )
    assert_same_entries(train_case(case, state={}), train_case(case))
