"""Any number of layers: one handwritten digit against the rest."""

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

DIGIT = 8
folder = start_lesson("deep_network")
steps = lesson_steps(1500)
X, digits = read_lesson_data("digits")  # 64 x 1797, pixels from 0 to 16
X = X / 16
labels = np.where(digits == DIGIT, 1.0, 0.0)
train, test = fp.train_test_split(labels.size, 0.25, seed=1)

# The course's layers; the images here have 64 pixels, not 784.
sizes = [64, 15, 9, 7, 1]
activations = ["relu", "relu", "relu", "sigmoid"]
network = fp.new_network(sizes, activations, "binary_cross_entropy")
start = fp.initialize_parameters(sizes, "he", "normal", seed=1)
optimizer = fp.new_optimizer("gradient_descent", 0.1)
parameters, losses = fp.train(
    X[:, train], labels[train], start, network, optimizer, steps
)
show_losses(losses)

predicted = fp.predict_labels(X[:, train], parameters, network)
print(f"training accuracy {fp.accuracy(labels[train], predicted):.4f}")
P = fp.predict_probabilities(X[:, test], parameters, network)  # 1 x n_test
predicted = fp.predict_labels(X[:, test], parameters, network)
print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
counts = fp.confusion_matrix(labels[test], predicted, 2)
show_confusion(counts)
show_statistics(counts)

# Other thresholds than 0.5 find more, or are wrong less often.
false_positives, true_positives = fp.roc_curve(labels[test], P[0])
recall, precision = fp.precision_recall_curve(labels[test], P[0])
area = fp.area_under_curve(false_positives, true_positives)
print(f"area under the ROC curve {area:.4f}")

fp.plot_losses(losses[:, None], ["training"], folder / "losses.png")
fp.plot_roc(false_positives, true_positives, folder / "roc.png")
fp.plot_precision_recall(recall, precision, folder / "precision-recall.png")
print(f"pictures in {folder}")
