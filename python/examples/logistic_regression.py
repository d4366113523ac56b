"""Logistic regression, a network without a hidden layer: breast cancer."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    show_statistics,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("logistic_regression")
steps = lesson_steps(1000)
X, labels = read_lesson_data("breast_cancer")  # 30 x 569; 0 is malignant

# A quarter is kept for the test, and scaled as the training samples are.
train, test = fp.train_test_split(labels.size, 0.25, seed=1)
X_train, mean, scale = fp.standardize(X[:, train])
X_test = fp.standardize_with(X[:, test], mean, scale)

network = fp.new_network([30, 1], ["sigmoid"], "binary_cross_entropy")
start = fp.initialize_parameters([30, 1], "zeros", "normal", seed=1)
rates = [0.0075, 0.075, 0.75]
curves = []
for rate in rates:
    print(f"learning rate {rate:g}")
    optimizer = fp.new_optimizer("gradient_descent", rate)
    parameters, losses = fp.train(
        X_train, labels[train], start, network, optimizer, steps
    )
    show_losses(losses)
    curves.append(losses)

# The last rate is the course's.
predicted = fp.predict_labels(X_train, parameters, network)
print(f"training accuracy {fp.accuracy(labels[train], predicted):.4f}")
predicted = fp.predict_labels(X_test, parameters, network)
print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
counts = fp.confusion_matrix(labels[test], predicted, 2)
show_confusion(counts)
show_statistics(counts)

names = [f"rate {rate:g}" for rate in rates]
fp.plot_losses(np.column_stack(curves), names, folder / "losses.png")
fp.plot_confusion_matrix(counts, folder / "confusion.png")
print(f"pictures in {folder}")
