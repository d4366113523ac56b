"""One hidden layer of relu units and softmax: the spiral of three arms."""

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

folder = start_lesson("softmax_network")
steps = lesson_steps(3000)
X, labels = read_lesson_data("spiral")  # 2 x 300

sizes = [2, 100, 3]
network = fp.new_network(
    sizes, ["relu", "softmax"], "categorical_cross_entropy"
)
start = fp.initialize_parameters(sizes, "random", "normal", seed=1)
rates = [0.1, 0.5]
curves = []
for rate in rates:
    print(f"learning rate {rate:g}")
    optimizer = fp.new_optimizer("gradient_descent", rate)
    parameters, losses = fp.train(X, labels, start, network, optimizer, steps)
    show_losses(losses)
    curves.append(losses)

# The last rate is the course's.
predicted = fp.predict_labels(X, parameters, network)
print(f"accuracy {fp.accuracy(labels, predicted):.4f}")
counts = fp.confusion_matrix(labels, predicted, 3)
show_confusion(counts)
show_statistics(counts)

names = [f"rate {rate:g}" for rate in rates]
fp.plot_data(X, labels, folder / "data.png")
fp.plot_losses(np.column_stack(curves), names, folder / "losses.png")
fp.plot_confusion_matrix(counts, folder / "confusion.png")
fp.plot_decision_boundary(
    X, labels, parameters, network, folder / "boundary.png"
)
print(f"pictures in {folder}")
