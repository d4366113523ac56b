"""The cases among the fixtures ask what they are meant to ask."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reference_call import reference_results

import firstprinciples
from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.cases.load import TrainingCase, load_case
from lockstep.traces.chunks import STEPS_PER_CHUNK

OPERATIONS = [h.id for h in list_cases() if h.kind == "operation"]
TRAINING = [
    h.id for h in list_cases() if h.kind == "training" and not h.missing
]


def test_every_compared_operation_has_cases() -> None:
    asked = {case.partition("-")[0] for case in OPERATIONS}
    wanted = {n for n, e in contract().items() if e["comparison"] != "none"}
    assert asked == wanted


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_reference_gives_finite_results(name: str, tmp_path: Path) -> None:
    case = load_case(name)
    results = reference_results(case, tmp_path)
    # 0/0 is an answer where the contract says so; an infinity never is.
    returns = contract()[case.operation]["returns"]
    undefined = any(entry.get("undefined") for entry in returns)
    allowed = (lambda a: ~np.isinf(a)) if undefined else np.isfinite
    assert all(allowed(number).all() for number in results.values())


@pytest.mark.parametrize(
    "name", [n for n in OPERATIONS if n.startswith("network_backward-")]
)
def test_a_cache_is_that_of_a_forward_pass(name: str) -> None:
    arguments = load_case(name).arguments
    cache = arguments["cache"]
    network = firstprinciples.new_network(**arguments["network"])
    _, computed = firstprinciples.network_forward(
        cache["A0"], arguments["parameters"], network
    )
    assert list(cache) == list(computed)
    error = max(np.abs(computed[key] - cache[key]).max() for key in cache)
    size = max(np.abs(value).max() for value in cache.values())
    assert error <= 1e-14 * max(1.0, size)


def moved(case: TrainingCase) -> dict[str, np.ndarray]:
    """Move weights to the next double; zeros stay, they may be ties."""
    return {k: v * (1 + 2.0**-52) for k, v in case.parameters.items()}


PERCEPTRONS = [name for name in TRAINING if "_step-" in name]


@pytest.mark.parametrize(
    "name", [name for name in TRAINING if name not in PERCEPTRONS]
)
def test_training_cases_learn_and_are_not_chaotic(name: str) -> None:
    header = load_case(name)
    case = firstprinciples.read_case(header.path)
    steps = min(case.steps, 1000)
    trace = firstprinciples.train_case(case, 0, steps)
    other = firstprinciples.train_case(case, 0, steps, moved(header))
    assert all(np.isfinite(value).all() for value in trace.values())
    assert trace["loss"][-1] < 0.9 * trace["loss"][0]
    if "comparable_steps" in header.fields:
        return  # chaotic, and says so; see test_horizon
    for quantity, value in trace.items():
        size = np.abs(value).max()
        assert np.abs(other[quantity] - value).max() < 1e-10 * size


@pytest.mark.parametrize("name", PERCEPTRONS)
def test_perceptrons_learn_what_a_line_separates(name: str) -> None:
    case = firstprinciples.read_case(load_case(name).path)
    trace = firstprinciples.train_case(case)
    n_epochs = case.steps // len(case.labels)
    wrong = [
        firstprinciples.predict_labels(
            case.X,
            {p: trace[p][step] for p in case.parameters},
            case.network,
        )
        != case.labels
        for step in range(case.steps)
    ]
    if "xor" in name:
        assert n_epochs == 15
        assert all(answers.any() for answers in wrong)
    else:
        assert not np.any(wrong[-2 * len(case.labels) :])


@pytest.mark.parametrize("name", PERCEPTRONS)
def test_perceptrons_compute_with_whole_numbers(name: str) -> None:
    case = firstprinciples.read_case(load_case(name).path)
    trace = firstprinciples.train_case(case)
    for value in trace.values():
        assert np.array_equal(value, np.round(value))


def test_ties_of_relu_matter_to_the_gradients() -> None:
    case = load_case("spiral_shuffled-2x5x3_relu_ties-gd")
    Y = firstprinciples.network_targets(case.labels, case.network)
    _, cache = firstprinciples.network_forward(
        case.X, case.parameters, case.network
    )
    gradients = firstprinciples.network_backward(
        Y, case.parameters, cache, case.network
    )
    wrong_dZ = gradients["dA1"] * (cache["Z1"] >= 0)
    dW, db = firstprinciples.dense_gradients(wrong_dZ, case.X)
    at_zero = cache["Z1"] == 0
    assert at_zero[0].all()
    assert at_zero[1:3].sum(axis=1).tolist() == [3, 3]
    assert np.abs(dW - gradients["dW1"])[0].min() > 1e-3
    assert np.abs(db - gradients["db1"])[:3].min() > 1e-5


def test_a_learning_rate_needs_17_digits() -> None:
    case = load_case("spiral_shuffled-2x15x6x3_tanh-gd")
    rate = case.optimizer.learning_rate
    assert rate != 0.3
    assert float(f"{rate:.16g}") == 0.3


def test_a_case_with_everything_random_is_longer_than_a_chunk() -> None:
    """What a port forgets between two chunks shows only in such a case."""
    cases = [load_case(name) for name in TRAINING]
    long = [
        case.id
        for case in cases
        if case.steps > STEPS_PER_CHUNK
        and case.network.keep_prob < 1
        and case.optimizer.schedule != "constant"
        and case.batch_size < case.X.shape[1]
    ]
    assert long


def test_a_batch_may_be_all_samples_but_one() -> None:
    cases = [load_case(name) for name in TRAINING]
    assert any(case.batch_size == case.X.shape[1] - 1 for case in cases)


@pytest.mark.parametrize("name", ["", "_gradient"])
def test_a_binary_loss_of_several_outputs_is_a_mean_over_samples(
    name: str, tmp_path: Path
) -> None:
    case = load_case(f"binary_cross_entropy{name}-three_outputs")
    n_outputs, n_samples = case.arguments["Y"].shape
    assert n_outputs > 1
    (found,) = reference_results(case, tmp_path).values()
    arguments = {**case.arguments, "reduction": "sum"}
    total = getattr(firstprinciples, case.operation)(**arguments)
    assert np.abs(found - total / n_samples).max() <= 1e-15
    assert np.abs(found - total / n_samples / n_outputs).max() > 1e-3


def test_a_search_sums_the_losses_of_several_trials() -> None:
    case = load_case("random_search-sums")
    assert case.arguments["network"]["reduction"] == "sum"
    assert case.arguments["n_trials"] > 1


def test_two_seeds_agree_in_six_digits(tmp_path: Path) -> None:
    names = ("seven_digits", "next_seven_digits")
    cases = [load_case(f"stream_seed-{name}") for name in names]
    seeds = [case.arguments["seed"] for case in cases]
    assert f"{seeds[0]:.6g}" != f"{seeds[0]:.7g}"
    assert abs(seeds[0] - seeds[1]) == 1
    one, other = (reference_results(case, tmp_path) for case in cases)
    assert one != other


def test_a_feature_is_scaled_however_small_it_is(tmp_path: Path) -> None:
    case = load_case("standardize-tiny")
    found = reference_results(case, tmp_path)
    assert found["scale"].min() < 1e-29
    assert np.abs((found["X"] ** 2).mean(axis=1) - 1.0).max() <= 1e-14
