"""Layers of any number with softmax, in mini-batches: handwritten digits."""

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

folder = start_lesson("mini_batches")
steps = lesson_steps(800)
X, labels = read_lesson_data("digits")  # 64 x 1797, pixels from 0 to 16
X = X / 16
# With the real MNIST files: X, labels = fp.read_mnist(images, labels).
train, test = fp.train_test_split(labels.size, 0.25, seed=1)

sizes = [64, 15, 9, 10]
network = fp.new_network(
    sizes, ["relu", "relu", "softmax"], "categorical_cross_entropy"
)
start = fp.initialize_parameters(sizes, "he", "normal", seed=1)
optimizer = fp.new_optimizer("gradient_descent", 0.2)
batch_sizes = [64, 65, 512]  # the last batch has 4, 48 or 324 samples
curves = []
for batch_size in batch_sizes:
    n_batches = fp.batch_count(train.size, batch_size)
    print(f"batches of {batch_size}, {n_batches} an epoch")
    parameters, losses = fp.train(
        X[:, train],
        labels[train],
        start,
        network,
        optimizer,
        steps,
        batch_size,
        seed=1,
    )
    show_losses(losses)
    print(f"largest loss {losses.max():.2f} at step {losses.argmax()}")
    curves.append(losses)

# The batches of 512 are the course's.
predicted = fp.predict_labels(X[:, test], parameters, network)
print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
counts = fp.confusion_matrix(labels[test], predicted, 10)
show_confusion(counts)
show_statistics(counts)

names = [f"batches of {batch_size}" for batch_size in batch_sizes]
fp.plot_losses(np.column_stack(curves), names, folder / "losses.png")
fp.plot_confusion_matrix(counts, folder / "confusion.png")
print(f"pictures in {folder}")
