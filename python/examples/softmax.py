"""Softmax and its cross-entropy, alone: no hidden layer, summed loss."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("softmax")
steps = lesson_steps(300)

# Scores become probabilities.
z = np.array([[1.0], [3.0], [6.0]])  # 3 classes x 1 sample
p = fp.softmax(z)
print("softmax of 1, 3, 6")
print("".join(f"{value:10.6f}" for value in p[:, 0]))
print("its Jacobian")
for row in fp.softmax_jacobian(p)[:, :, 0]:
    print("".join(f"{value:10.6f}" for value in row))

# The gradient p - y, and the slopes of the loss that it claims to be.
y = fp.one_hot(np.array([1.0]), 3)  # class 1 is the true one
gradient = fp.categorical_cross_entropy_gradient(p, y, "sum")
print("gradient p - y")
print("".join(f"{value:10.6f}" for value in gradient[:, 0]))
epsilon = 1e-4
slopes = [
    fp.categorical_cross_entropy(z + epsilon * e, y, "sum") / (2 * epsilon)
    - fp.categorical_cross_entropy(z - epsilon * e, y, "sum") / (2 * epsilon)
    for e in np.eye(3)[:, :, None]  # 3 x 1 each
]
print("slopes of the loss")
print("".join(f"{slope:10.6f}" for slope in slopes))

# A layer of softmax draws straight borders: too few for a spiral.
X, labels = read_lesson_data("spiral")  # 2 x 300
network = fp.new_network(
    [2, 3], ["softmax"], "categorical_cross_entropy", "sum"
)
start = fp.initialize_parameters([2, 3], "random", "normal", seed=1)
optimizer = fp.new_optimizer("gradient_descent", 0.002)
parameters, losses = fp.train(X, labels, start, network, optimizer, steps)
show_losses(losses)
predicted = fp.predict_labels(X, parameters, network)
print(f"accuracy {fp.accuracy(labels, predicted):.4f}")
show_confusion(fp.confusion_matrix(labels, predicted, 3))

fp.plot_softmax_surface(folder / "surface.png")
fp.plot_decision_boundary(
    X, labels, parameters, network, folder / "boundary.png"
)
print(f"pictures in {folder}")
