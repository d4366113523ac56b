"""Initial weights, the L2 penalty and dropout: two circles."""

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


def learn(method, l2_penalty, keep_prob):
    """Train from one start; print the loss as it goes, and both accuracies."""
    print(f"{method}, l2_penalty {l2_penalty:g}, keep_prob {keep_prob:g}")
    network = fp.new_network(
        sizes,
        ["relu", "sigmoid"],
        "binary_cross_entropy",
        "mean",
        l2_penalty,
        keep_prob,
    )
    start = fp.initialize_parameters(sizes, method, "normal", seed=1)
    optimizer = fp.new_optimizer("gradient_descent", 0.3)
    parameters, losses = fp.train(
        X[:, train], labels[train], start, network, optimizer, steps, seed=1
    )
    show_losses(losses)
    predicted = fp.predict_labels(X[:, test], parameters, network)
    print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
    show_confusion(fp.confusion_matrix(labels[test], predicted, 2))
    name = f"{method}-{l2_penalty:g}-{keep_prob:g}.png"
    fp.plot_decision_boundary(X, labels, parameters, network, folder / name)
    return losses


# Where training starts: from zeros it never moves.
methods = ["zeros", "random", "he", "xavier"]
curves = [learn(method, 0, 1) for method in methods]
fp.plot_losses(np.column_stack(curves), methods, folder / "starts.png")

# The penalty and dropout raise the loss of training: that is their price.
names = ["neither", "l2", "dropout", "both"]
curves = [
    curves[2],
    learn("he", 0.2, 1),
    learn("he", 0, 0.8),
    learn("he", 0.2, 0.8),
]
fp.plot_losses(np.column_stack(curves), names, folder / "regularized.png")
print(f"pictures in {folder}")
