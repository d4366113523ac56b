import math
from typing import Any

import numpy as np
import pytest
from helpers import BAD_WHOLES, assert_same_bits, assert_same_entries, refusal

from firstprinciples import (
    Search,
    accuracy,
    initialize_parameters,
    narrow_space,
    network_forward,
    network_loss,
    network_targets,
    new_network,
    new_optimizer,
    predict_labels,
    random_search,
    train,
    tuning,
    tuning_trials,
)

RATE = {"learning_rate": {"scale": "log", "low": 1e-4, "high": 1.0}}
SPACE = {
    **RATE,
    "beta1": {"scale": "log_one_minus", "low": 0.9, "high": 0.999},
    "n_hidden": {"scale": "integer", "low": 2, "high": 9},
    "optimizer": {"scale": "choice", "choices": ["momentum", "adam"]},
}
TRIAL = {
    "learning_rate": 0.01,
    "beta1": 0.99,
    "n_hidden": 5,
    "optimizer": "adam",
}
NETWORK = new_network(
    [2, 3, 2], ["tanh", "softmax"], "categorical_cross_entropy"
)
DESCENT = new_optimizer("gradient_descent", 0.5)
X = np.random.RandomState(0).randn(2, 30)
LABELS = (X[0] > X[1]).astype(int)
X_VALIDATION = np.random.RandomState(1).randn(2, 12)
LABELS_VALIDATION = (X_VALIDATION[0] > X_VALIDATION[1]).astype(int)


def search(space: Any, **options: Any) -> Search:
    settings = {"n_trials": 4, "n_rounds": 2, "steps": 8, **options}
    network = settings.pop("network", NETWORK)
    return random_search(
        X,
        LABELS,
        X_VALIDATION,
        LABELS_VALIDATION,
        network,
        settings.pop("optimizer", DESCENT),
        space,
        **settings,
    )


def choice(*choices: Any) -> dict[str, Any]:
    return {"scale": "choice", "choices": list(choices)}


def test_trials_lie_in_their_ranges() -> None:
    trials = tuning_trials(SPACE, 300, 0, 0)
    assert trials["learning_rate"].min() >= 1e-4
    assert trials["learning_rate"].max() <= 1
    assert 0.9 <= trials["beta1"].min() < trials["beta1"].max() <= 0.999
    assert set(trials["n_hidden"]) == set(range(2, 10))
    assert set(trials["optimizer"]) == {"momentum", "adam"}


@pytest.mark.parametrize(
    ("name", "ends"),
    [("learning_rate", [1e-4, 1e-3, 1e-2, 0.1, 1]), ("beta1", [0.9, 0.99, 1])],
)
def test_each_decade_gets_its_share_on_a_log_scale(
    name: str, ends: list[float]
) -> None:
    values = tuning_trials(SPACE, 2000, 1, 0)[name]
    counts, _ = np.histogram(values, ends)
    expected = 2000 / (len(ends) - 1)
    assert np.abs(counts - expected).max() < 5 * math.sqrt(expected)


def test_neither_more_trials_nor_other_ranges_change_a_value() -> None:
    few = tuning_trials(RATE, 3, 5, 1)["learning_rate"]
    many = tuning_trials(SPACE, 8, 5, 1)["learning_rate"]
    assert_same_bits(few, many[:3])


def test_seed_and_round_address_the_trials() -> None:
    first = tuning_trials(RATE, 3, 0, 0)["learning_rate"].tolist()
    assert first != tuning_trials(RATE, 3, 0, 1)["learning_rate"].tolist()
    assert first != tuning_trials(RATE, 3, 1, 0)["learning_rate"].tolist()
    assert first == tuning_trials(RATE, 3, 0, 0)["learning_rate"].tolist()


def test_narrowed_on_the_scale_and_cut_at_the_ends() -> None:
    near = narrow_space(SPACE, TRIAL, 0.5)
    assert math.isclose(near["learning_rate"]["low"], 1e-3)
    assert math.isclose(near["learning_rate"]["high"], 0.1)
    assert near["n_hidden"] == {"scale": "integer", "low": 4, "high": 6}
    assert near["optimizer"] == SPACE["optimizer"]
    at_end = narrow_space(SPACE, {**TRIAL, "learning_rate": 1.0}, 0.5)
    assert at_end["learning_rate"]["high"] == 1
    assert math.isclose(at_end["learning_rate"]["low"], 0.1)


def test_each_range_must_stay_one() -> None:
    space = dict(reversed(SPACE.items()))  # whole numbers before the rate
    del space["beta1"]
    expected = "narrow_space: factor: expected a factor that leaves "
    assert refusal(narrow_space, space, TRIAL, 1e-30) == (
        f"{expected}learning_rate a range, got 1e-30"
    )


def test_whole_numbers_keep_their_neighbours() -> None:
    near = narrow_space(SPACE, TRIAL, 1e-3)["n_hidden"]
    assert (near["low"], near["high"]) == (4, 6)


def test_the_winner_has_the_best_score_and_parameters_that_give_it() -> None:
    found = search(SPACE)
    assert found.rounds.tolist() == [0] * 4 + [1] * 4
    row = int(np.argmin(found.scores))
    assert found.score == found.scores[row]
    for name, value in found.winner.items():
        assert found.trials[name][row] == value
    Y = network_targets(LABELS_VALIDATION, found.network)
    _, cache = network_forward(X_VALIDATION, found.parameters, found.network)
    loss = network_loss(Y, found.parameters, cache, found.network)
    assert loss == found.score


def test_the_second_round_stays_near_the_best_of_the_first() -> None:
    found = search(RATE, factor=0.25)
    best = found.trials["learning_rate"][np.argmin(found.scores[:4])]
    decades = np.abs(np.log10(found.trials["learning_rate"][4:] / best))
    assert decades.max() <= 0.5 + 1e-12


def test_the_penalty_trains_but_does_not_score() -> None:
    space = {"l2_penalty": choice(3.0)}
    found = search(space, n_trials=1, n_rounds=1)
    plain = new_network(NETWORK.layer_sizes, NETWORK.activations, NETWORK.loss)
    Y = network_targets(LABELS_VALIDATION, plain)
    _, cache = network_forward(X_VALIDATION, found.parameters, plain)
    assert found.score == network_loss(Y, found.parameters, cache, plain)
    assert found.network.l2_penalty == 3


def test_accuracy_as_the_criterion_and_the_first_of_equals() -> None:
    space = {"learning_rate": {"scale": "linear", "low": 1e-9, "high": 2e-9}}
    found = search(space, criterion="accuracy", steps=1)
    predicted = predict_labels(X_VALIDATION, found.parameters, NETWORK)
    assert set(found.scores) == {accuracy(LABELS_VALIDATION, predicted)}
    assert found.winner["learning_rate"] == found.trials["learning_rate"][0]


def test_of_equal_losses_the_first_wins() -> None:
    # Gradient descent has no beta1: all trials train alike.
    found = search({"beta1": choice(0.8, 0.9)}, n_trials=6, n_rounds=1, seed=2)
    drawn = found.trials["beta1"]
    assert drawn[0] != drawn[-1]
    assert (found.scores == found.score).all()
    assert found.winner["beta1"] == drawn[0]


def test_training_that_overflows_never_wins() -> None:
    network = new_network(
        [2, 3, 2], ["relu", "softmax"], "categorical_cross_entropy"
    )
    space = {"learning_rate": choice(1e308, 0.1)}
    for criterion in ("loss", "accuracy"):
        found = search(space, network=network, n_trials=6, criterion=criterion)
        wild = found.trials["learning_rate"] == 1e308
        assert wild.any()
        assert np.isnan(found.scores).tolist() == wild.tolist()
        assert found.winner == {"learning_rate": 0.1}
    hopeless = {"learning_rate": choice(1e308)}
    with pytest.raises(ValueError, match="scores: expected a finite score"):
        search(hopeless, network=network)


def test_hidden_layers_stay_as_many_as_they_were() -> None:
    deep = new_network(
        [2, 3, 3, 2],
        ["tanh", "tanh", "softmax"],
        "categorical_cross_entropy",
    )
    once = {"network": deep, "n_trials": 1, "n_rounds": 1}
    assert search({"n_hidden": choice(4)}, **once).network.layer_sizes == (
        (2, 4, 4, 2)
    )
    by_rate = search({"learning_rate": choice(0.1)}, **once)
    assert by_rate.network.layer_sizes == (2, 3, 3, 2)
    by_sigmoid = search({"hidden_activation": choice("sigmoid")}, **once)
    assert by_sigmoid.network.activations == ("sigmoid", "sigmoid", "softmax")


def test_a_batch_is_all_samples_unless_it_is_given() -> None:
    by_itself, given = search(RATE), search(RATE, batch_size=X.shape[1])
    assert_same_entries(by_itself.parameters, given.parameters)


def test_one_parameter_that_is_not_finite_is_enough() -> None:
    start = initialize_parameters([2, 3, 2], "xavier", "normal", 0)
    start["W1"][0, 0] = np.inf
    data = tuning._Data(X, LABELS, X_VALIDATION, LABELS_VALIDATION)
    assert math.isnan(tuning._score(data, start, NETWORK, "accuracy"))


def test_every_hyper_parameter_reaches_the_training() -> None:
    space = {
        "learning_rate": choice(0.07),
        "beta1": choice(0.5),
        "beta2": choice(0.99),
        "decay_rate": choice(0.5),
        "n_hidden": choice(4),
        "n_hidden_layers": choice(2),
        "batch_size": choice(7),
        "l2_penalty": choice(0.1),
        "keep_prob": choice(0.9),
        "initialization": choice("xavier"),
        "hidden_activation": choice("sigmoid"),
        "optimizer": choice("adam"),
    }
    rate = new_optimizer("momentum", 1.0, schedule="exponential")
    found = search(space, optimizer=rate, n_trials=1, n_rounds=1, seed=3)
    network = new_network(
        [2, 4, 4, 2],
        ["sigmoid", "sigmoid", "softmax"],
        "categorical_cross_entropy",
        l2_penalty=0.1,
        keep_prob=0.9,
    )
    optimizer = new_optimizer(
        "adam", 0.07, 0.5, 0.99, schedule="exponential", decay_rate=0.5
    )
    assert (found.network, found.optimizer) == (network, optimizer)
    start = initialize_parameters([2, 4, 4, 2], "xavier", "normal", 3)
    parameters, _ = train(X, LABELS, start, network, optimizer, 8, 7, 3)
    assert_same_entries(found.parameters, parameters)


def test_the_seed_is_0_unless_it_is_given() -> None:
    by_itself, given = search(RATE), search(RATE, seed=0)
    assert_same_entries(by_itself.parameters, given.parameters)
    assert by_itself.scores.tolist() == given.scores.tolist()


def test_more_layers_are_as_wide_as_the_first() -> None:
    words = ["tanh", "tanh", "softmax"]
    uneven = new_network([2, 5, 3, 2], words, "categorical_cross_entropy")
    layers = {"n_hidden_layers": choice(3)}
    found = search(layers, network=uneven, n_trials=1, n_rounds=1)
    assert found.network.layer_sizes == (2, 5, 5, 5, 2)


def test_no_hidden_layer_is_a_trial_too() -> None:
    found = search({"n_hidden_layers": choice(0)}, n_trials=1, n_rounds=1)
    assert found.network.layer_sizes == (2, 2)
    assert found.network.activations == ("softmax",)


def test_the_callers_random_state_is_left_alone() -> None:
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    search(RATE)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize(
    ("space", "words"),
    [
        ([], "space: expected ranges by name, got a list"),
        ({}, "space: expected at least 1 hyper-parameter, got 0"),
        ({"beta1": 0.9}, "beta1: expected a range, got 0.9"),
        ({"beta1": {}}, "beta1: expected scale, got none"),
        (
            {"batch_size": {"scale": "choice", "choices": []}},
            "batch_size.choices: expected at least 1 choice, got 0",
        ),
        (
            {"optimizer": {"scale": "choice", "choices": "adam"}},
            "optimizer.choices: expected a list of choices, got adam",
        ),
        (
            {"n_hidden": {"scale": "integer", "low": 1.5, "high": 3}},
            "n_hidden.low: expected a whole number of at least 1, got 1.5",
        ),
    ],
)
def test_what_is_no_space_is_refused(space: Any, words: str) -> None:
    found = refusal(tuning_trials, space, 3, 0, 0)
    assert found == f"tuning_trials: {words}"


@pytest.mark.parametrize(("value", "words"), BAD_WHOLES)
def test_bad_seeds_and_rounds_are_refused(value: object, words: str) -> None:
    found = refusal(tuning_trials, RATE, 3, value, 0)
    assert found == f"tuning_trials: seed: {words}"
    found = refusal(tuning_trials, RATE, 3, 0, value)
    assert found == f"tuning_trials: search_round: {words}"
