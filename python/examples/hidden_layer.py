"""One hidden layer of tanh units: nine blobs in two classes."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("hidden_layer")
steps = lesson_steps(2000)
X, labels = read_lesson_data("blobs")  # 2 x 400


def learn(n_hidden, rate):
    """Train a network of n_hidden units; print the loss as it goes."""
    print(f"{n_hidden} hidden units, learning rate {rate:g}")
    sizes = [2, n_hidden, 1]
    network = fp.new_network(sizes, ["tanh", "sigmoid"], "binary_cross_entropy")
    start = fp.initialize_parameters(sizes, "xavier", "uniform", seed=1)
    optimizer = fp.new_optimizer("gradient_descent", rate)
    parameters, losses = fp.train(X, labels, start, network, optimizer, steps)
    show_losses(losses)
    return parameters, network, losses


# How fast, and how wide?  The course tries rates up to 3 and 4 to 12 units.
rates = [0.01, 0.03, 0.1]
curves = [learn(9, rate)[2] for rate in rates]
names = [f"rate {rate:g}" for rate in rates]
fp.plot_losses(np.column_stack(curves), names, folder / "rates.png")

widths = [2, 4, 12]
curves = []
for n_hidden in widths:
    parameters, network, losses = learn(n_hidden, 0.1)
    curves.append(losses)
names = [f"{n_hidden} units" for n_hidden in widths]
fp.plot_losses(np.column_stack(curves), names, folder / "widths.png")

# The last one is the widest.
predicted = fp.predict_labels(X, parameters, network)
print(f"accuracy {fp.accuracy(labels, predicted):.4f}")
show_confusion(fp.confusion_matrix(labels, predicted, 2))

fp.plot_data(X, labels, folder / "data.png")
fp.plot_decision_boundary(
    X, labels, parameters, network, folder / "boundary.png"
)
print(f"pictures in {folder}")
