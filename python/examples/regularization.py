"""Initial weights on two circles; over-fitting, L2 and dropout on blobs."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("regularization")
steps = lesson_steps(2000)
X, labels = read_lesson_data("circles")  # 2 x 300
train, test = fp.train_test_split(labels.size, 0.25, seed=1)
sizes = [2, 11, 1]


def learn(method):
    """Train from one start; print the loss as it goes, then the test."""
    print(f"initial weights {method}")
    network = fp.new_network(sizes, ["relu", "sigmoid"], "binary_cross_entropy")
    start = fp.initialize_parameters(sizes, method, "normal", seed=1)
    optimizer = fp.new_optimizer("gradient_descent", 0.3)
    parameters, losses = fp.train(
        X[:, train], labels[train], start, network, optimizer, steps, seed=1
    )
    show_losses(losses)
    predicted = fp.predict_labels(X[:, test], parameters, network)
    print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
    show_confusion(fp.confusion_matrix(labels[test], predicted, 2))
    return losses


# Where training starts: from zeros it never moves.
methods = ["zeros", "random", "he", "xavier"]
curves = [learn(method) for method in methods]
fp.plot_losses(np.column_stack(curves), methods, folder / "starts.png")

# Over-fitting: 60 samples of classes that overlap, and 961 parameters.
X, labels = read_lesson_data("blobs")  # 2 x 400
train, test = fp.train_test_split(labels.size, 0.85, seed=1)
X_train, mean, scale = fp.standardize(X[:, train])
X_test = fp.standardize_with(X[:, test], mean, scale)
sizes = [2, 40, 20, 1]
activations = ["relu", "relu", "sigmoid"]
start = fp.initialize_parameters(sizes, "he", "normal", seed=1)
plain = fp.new_network(sizes, activations, "binary_cross_entropy")


def data_loss(X, labels, parameters):
    """Loss without penalty and masks."""
    _, cache = fp.network_forward(X, parameters, plain)
    Y = fp.network_targets(labels, plain)
    return fp.network_loss(Y, parameters, cache, plain)


def fit(l2_penalty, keep_prob):
    """Train with L2 and dropout; print the loss of training and of the test."""
    network = fp.new_network(
        sizes,
        activations,
        "binary_cross_entropy",
        "mean",
        l2_penalty,
        keep_prob,
    )
    optimizer = fp.new_optimizer("adam", 0.003)
    parameters, losses = fp.train(
        X_train,
        labels[train],
        start,
        network,
        optimizer,
        lesson_steps(1000),
        seed=1,
    )
    training = data_loss(X_train, labels[train], parameters)
    tested = data_loss(X_test, labels[test], parameters)
    predicted = fp.predict_labels(X_test, parameters, network)
    correct = fp.accuracy(labels[test], predicted)
    print(
        f"{l2_penalty:10.1f}{keep_prob:10.1f}"
        f"{training:15.4f}{tested:11.4f}{correct:15.4f}"
    )
    name = f"blobs-{l2_penalty:g}-{keep_prob:g}.png"
    fp.plot_decision_boundary(
        X_train, labels[train], parameters, network, folder / name
    )
    return losses


print("l2_penalty keep_prob  training loss  test loss  test accuracy")
names = ["neither", "l2", "dropout", "both"]
curves = [fit(0, 1), fit(0.2, 1), fit(0, 0.5), fit(0.2, 0.5)]
fp.plot_losses(np.column_stack(curves), names, folder / "regularized.png")
print(f"pictures in {folder}")
