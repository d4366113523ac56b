"""Numbers in the words of the course are those that the mathematics gives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from build import DOCS, ROOT
from worked.gates import AND, AND_LABELS, perceptron_epochs

import firstprinciples as fp


def page(name: str) -> str:
    """Words of a page's template, each parted by one space."""
    file = DOCS / "templates" / f"{name}.md"
    return " ".join(file.read_text("utf-8").split())


def read(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Samples and labels of a data set of the lessons."""
    return fp.read_data(ROOT / "fixtures" / "data" / f"{name}.csv")


def test_perceptron_stops_within_what_the_theorem_allows() -> None:
    epochs = perceptron_epochs(AND, AND_LABELS, 10)
    assert [mistakes for mistakes, _ in epochs] == [1, 3, 3, 2, 1, 0]
    assert epochs[-1][1].tolist() == [2, 1, -2]

    extended = np.vstack([AND, np.ones(4)])  # 3 x 4
    sides = 2 * AND_LABELS - 1
    u = np.array([1, 1, -1.5])
    scores = u @ extended
    assert np.all(sides * scores > 0)  # passes through no sample
    gamma_squared = np.min(sides * scores) ** 2 / (u @ u)
    bound = np.max((extended**2).sum(axis=0)) / gamma_squared
    np.testing.assert_allclose(1 / gamma_squared, 17, rtol=1e-14)
    np.testing.assert_allclose(bound, 51, rtol=1e-14)
    words = page("perceptron")
    assert "allows 51 mistakes; the table has 10." in words
    assert sum(mistakes for mistakes, _ in epochs) == 10


def test_border_of_the_perceptron_passes_through_a_sample() -> None:
    _, w = perceptron_epochs(AND, AND_LABELS, 10)[-1]
    assert w @ [1, 0, 1] == 0
    assert "passes *through* $(1, 0)$" in page("perceptron")


def test_border_of_a_random_order_passes_through_two_samples() -> None:
    unit = fp.new_network([2, 1], ["step"], "perceptron_loss", "sum")
    start = {"W1": np.zeros((1, 2)), "b1": np.zeros((1, 1))}
    rate_1 = fp.new_optimizer("gradient_descent", 1)
    found, _ = fp.train(AND, AND_LABELS, start, unit, rate_1, 40, 1, 1)
    assert np.hstack([found["W1"], found["b1"]]).tolist() == [[1, 1, -1]]
    scores = found["W1"] @ AND + found["b1"]
    assert np.count_nonzero(scores == 0) == 2
    assert "$W = (1, 1)$, $b = -1$" in page("perceptron")


def test_perceptron_makes_mistakes_on_xor_for_ever() -> None:
    epochs = perceptron_epochs(AND, np.array([0.0, 1.0, 1.0, 0.0]), 100)
    mistakes = [number for number, _ in epochs]
    assert mistakes == [2, 3] + 98 * [4]
    assert "2, 3, 4, 4, ... an epoch" in page("perceptron")


@pytest.mark.parametrize("hidden", ["relu", "tanh"])
def test_zeros_move_nothing_but_the_last_bias(hidden: str) -> None:
    X, labels = read("circles")
    train, _ = fp.train_test_split(labels.size, 0.25, seed=1)
    network = fp.new_network(
        [2, 11, 1], [hidden, "sigmoid"], "binary_cross_entropy"
    )
    start = fp.initialize_parameters([2, 11, 1], "zeros", "normal", seed=1)
    optimizer = fp.new_optimizer("gradient_descent", 0.3)
    parameters, losses = fp.train(
        X[:, train], labels[train], start, network, optimizer, 2000, seed=1
    )
    assert f"stops at {losses[-1]:.4f}." in page("regularization")
    for name in ("W1", "b1", "W2"):
        assert not parameters[name].any()
    assert parameters["b2"].any()


def test_zeros_of_sigmoid_units_move_alike() -> None:
    X, labels = read("circles")
    train, _ = fp.train_test_split(labels.size, 0.25, seed=1)
    X, labels = X[:, train], labels[train]
    network = fp.new_network(
        [2, 11, 1], ["sigmoid", "sigmoid"], "binary_cross_entropy"
    )
    start = fp.initialize_parameters([2, 11, 1], "zeros", "normal", seed=1)
    optimizer = fp.new_optimizer("gradient_descent", 0.3)
    parameters, _ = fp.train(X, labels, start, network, optimizer, 200, seed=1)
    W1 = parameters["W1"]
    assert np.all(np.abs(W1) > 1e-4)
    np.testing.assert_allclose(W1, np.tile(W1[0], (11, 1)), rtol=1e-9)


@pytest.mark.parametrize(
    ("words", "l2_penalty", "keep_prob"),
    [
        ("neither", 0, 1),
        ("L2", 0.2, 1),
        ("dropout", 0, 0.5),
        ("both", 0.2, 0.5),
    ],
)
def test_table_of_over_fitting_is_what_training_gives(
    words: str, l2_penalty: float, keep_prob: float
) -> None:
    X, labels = read("blobs")
    train, test = fp.train_test_split(labels.size, 0.85, seed=1)
    X_train, mean, scale = fp.standardize(X[:, train])
    X_test = fp.standardize_with(X[:, test], mean, scale)
    sizes = [2, 40, 20, 1]
    layers = ["relu", "relu", "sigmoid"], "binary_cross_entropy"
    network = fp.new_network(sizes, *layers, "mean", l2_penalty, keep_prob)
    start = fp.initialize_parameters(sizes, "he", "normal", seed=1)
    optimizer = fp.new_optimizer("adam", 0.003)
    parameters, _ = fp.train(
        X_train, labels[train], start, network, optimizer, 1000, seed=1
    )
    assert train.size == 60
    assert sum(value.size for value in start.values()) == 961

    plain = fp.new_network(sizes, *layers)
    values = []
    for samples, truth in ((X_train, labels[train]), (X_test, labels[test])):
        _, cache = fp.network_forward(samples, parameters, plain)
        Y = fp.network_targets(truth, plain)
        values.append(fp.network_loss(Y, parameters, cache, plain))
    predicted = fp.predict_labels(X_test, parameters, plain)
    values.append(fp.accuracy(labels[test], predicted))
    row = " | ".join(f"{value:.4f}" for value in values)
    head = page("regularization").partition(f" | {row} | ")[0]
    assert head.rpartition("| ")[2].startswith(words)


def test_small_random_weights_make_the_signal_small() -> None:
    factor = math.sqrt(7 * 0.01**2 / 2)
    assert f"= {factor:.4f}$" in page("regularization")


def test_dropout_keeps_the_mean_of_its_layer_alone() -> None:
    A = np.array([2.0, 0.0])  # G = 1, q = 0.5: the two masks
    assert A.mean() == 1
    words = page("regularization")
    assert f"$\\tanh(2)/2 = {np.tanh(A).mean():.4f}$" in words
    assert f"$\\tanh 1 = {np.tanh(1):.4f}$" in words


def test_summed_loss_is_m_times_the_mean_penalty_and_all() -> None:
    X, labels = read("circles")
    start = fp.initialize_parameters([2, 3, 1], "he", "normal", seed=1)
    losses = {}
    for reduction in ("sum", "mean"):
        network = fp.new_network(
            [2, 3, 1],
            ["relu", "sigmoid"],
            "binary_cross_entropy",
            reduction,
            0.2,
        )
        _, cache = fp.network_forward(X, start, network)
        Y = fp.network_targets(labels, network)
        losses[reduction] = fp.network_loss(Y, start, cache, network)
    np.testing.assert_allclose(
        losses["sum"], labels.size * losses["mean"], rtol=1e-12
    )


def test_loss_of_the_softmax_example_has_enough_digits() -> None:
    p = fp.softmax(np.array([[1.0], [3.0], [6.0]]))[1, 0]
    assert "$-\\log 0.04712 = 3.0550$" in page("softmax")
    assert f"{p:.5f} {-math.log(p):.4f}" == "0.04712 3.0550"


def test_numpys_exp_and_log_seldom_differ_from_the_c_library() -> None:
    x = np.random.default_rng(1).uniform(0, 20, 100_000)
    exps = np.mean(np.exp(x) != [math.exp(value) for value in x])
    logs = np.mean(np.log(x) != [math.log(value) for value in x])
    assert exps < 0.1
    assert logs < 0.01


def test_lemniscate_is_the_one_of_the_page() -> None:
    X, labels = read("lemniscate")
    u, v = X - 5
    inside = (u**2 + v**2) ** 2 <= 16 * (u**2 - v**2)
    assert np.array_equal(inside, labels == 1)


def train_digits(
    optimizer: fp.Optimizer, steps: int, batch_size: int
) -> tuple[np.ndarray, list[float]]:
    """Losses of 64-15-9-10 on the digits, and its last 11 test accuracies."""
    X, labels = read("digits")
    train, test = fp.train_test_split(labels.size, 0.25, seed=1)
    X = X / 16
    sizes = [64, 15, 9, 10]
    network = fp.new_network(
        sizes, ["relu", "relu", "softmax"], "categorical_cross_entropy"
    )
    start = fp.initialize_parameters(sizes, "he", "normal", seed=1)
    case = fp.Case(
        *("", X[:, train], labels[train], start, network),
        *(optimizer, steps, 1, batch_size),
    )
    trace = fp.train_case(case)
    ends = [
        fp.predict_labels(
            X[:, test], {name: trace[name][k] for name in start}, network
        )
        for k in range(steps - 11, steps)
    ]
    return trace["loss"], [fp.accuracy(labels[test], end) for end in ends]


def test_rmsprops_first_step_is_many_rates() -> None:
    for beta2, rates in ((0.999, "31.6"), (0.9, "3.16")):
        assert f"{rates} rates" in page("optimizers")
        assert f"{1 / math.sqrt(1 - beta2):.3g}" == rates
        optimizer = fp.new_optimizer("rmsprop", 0.01, beta2=beta2)
        losses, accuracies = train_digits(optimizer, 200, 512)
        words = page("optimizers")
        assert f"{losses[1]:.2f}" in words
        assert f"{accuracies[-1]:.4f}" in words


def test_decay_calms_a_rate_that_is_too_high() -> None:
    words = page("optimizers")
    for decay in (1, 0.9999, 0.98):
        optimizer = fp.new_optimizer(
            "rmsprop", 0.02, 0.9, 0.9, 1e-8, "exponential", decay
        )
        losses, accuracies = train_digits(optimizer, 200, 512)
        ends = f"{min(accuracies):.4f} to {max(accuracies):.4f}"
        assert f"{ends} with" in words
        assert f"{losses[-20:].std():.3f}" in words
    n_batches = fp.batch_count(1348, 512)
    assert f"$0.9999^{{66}} = {0.9999**66:.4f}$" in words
    assert f"$0.98^{{66}} = {0.98**66:.4f}$" in words
    assert 199 // n_batches == 66


def test_losses_jump_after_a_last_batch_of_four_samples() -> None:
    words = page("mini_batches")
    optimizer = fp.new_optimizer("gradient_descent", 0.2)
    losses, _ = train_digits(optimizer, 360, 64)
    step = int(losses.argmax())
    n_batches = fp.batch_count(1348, 64)
    assert f"{losses[step]:.2f} at step {step};" in words
    last = step - step % n_batches - 1
    assert f"was that of step {last}." in words

    losses, _ = train_digits(optimizer, 800, 65)
    assert losses.argmax() == 0
    assert f"above the first, {losses[0]:.2f}." in words
    assert (1348 % 64, 1348 % 65, 1348 % 512) == (4, 48, 324)


def test_right_gradients_differ_from_slopes_at_kinks() -> None:
    X, labels = read("spiral")
    sizes = [2, 100, 3]
    network = fp.new_network(
        sizes, ["relu", "softmax"], "categorical_cross_entropy"
    )
    start = fp.initialize_parameters(sizes, "random", "normal", seed=1)
    _, cache = fp.network_forward(X, start, network)
    Y = fp.network_targets(labels, network)
    gradients = fp.network_backward(Y, start, cache, network)
    for epsilon, words in ((1e-5, "1.6 {} 10^{-3}"), (1e-7, "5.8 {} 10^{-7}")):
        slopes = fp.numerical_gradients(X, labels, start, network, epsilon)
        found = fp.gradient_difference(slopes, gradients)
        digits, _, power = f"{found:.1e}".partition("e")
        written = f"{digits} \\cdot 10^{{{int(power)}}}"
        assert written == words.replace("{}", "\\cdot")
        assert f"${written}$" in page("checking_and_tuning")


def test_one_norm_hides_a_small_layer() -> None:
    slopes = {"dW1": np.full((2, 2), -1e-6), "dW2": np.ones((2, 2))}
    wrong = {**slopes, "dW1": -slopes["dW1"]}
    found = fp.gradient_difference(slopes, wrong)
    np.testing.assert_allclose(found, 1e-6, rtol=1e-9)
    alone = fp.gradient_difference(
        {"dW1": slopes["dW1"]}, {"dW1": wrong["dW1"]}
    )
    np.testing.assert_allclose(alone, 1, rtol=1e-14)


def test_difference_is_1_where_one_vector_is_zero() -> None:
    slopes = {"dW1": np.array([[3.0, -4.0]])}
    zeros = {"dW1": np.zeros((1, 2))}
    assert fp.gradient_difference(slopes, zeros) == 1
