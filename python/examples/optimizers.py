"""Momentum, RMSprop, Adam and a decaying rate: handwritten digits."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("optimizers")
steps = lesson_steps(200)
X, labels = read_lesson_data("digits")  # 64 x 1797, pixels from 0 to 16
X = X / 16
train, test = fp.train_test_split(labels.size, 0.25, seed=1)
sizes = [64, 15, 9, 10]
network = fp.new_network(
    sizes, ["relu", "relu", "softmax"], "categorical_cross_entropy"
)
start = fp.initialize_parameters(sizes, "he", "normal", seed=1)


def learn(name, learning_rate, beta2=0.999, decay_rate=1):
    """Train in batches of 512, with a rate that decays from epoch to epoch."""
    print(f"{name}, learning rate {learning_rate:g}, beta2 {beta2:g}", end="")
    print(f", decay rate {decay_rate:g}")
    optimizer = fp.new_optimizer(
        name,
        learning_rate,
        beta2=beta2,
        schedule="exponential",
        decay_rate=decay_rate,
    )
    parameters, losses = fp.train(
        X[:, train], labels[train], start, network, optimizer, steps, 512, 1
    )
    show_losses(losses, 4)  # rounding grows to 3e-7 where steps are huge
    predicted = fp.predict_labels(X[:, test], parameters, network)
    print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
    return losses, fp.confusion_matrix(labels[test], predicted, 10)


names = ["gradient_descent", "momentum", "rmsprop", "adam"]
results = [
    learn("gradient_descent", 0.2),
    learn("momentum", 0.2),
    learn("rmsprop", 0.01, 0.9),
    learn("adam", 0.01),
]
curves = [losses for losses, _ in results]
counts = results[3][1]
show_confusion(counts)

# RMSprop has no bias correction: with beta2 0.999 its first steps are huge.
learn("rmsprop", 0.01)

# A rate that is too high keeps the loss jumping; decay calms it.
decays = [1, 0.9999, 0.98]
decaying = [learn("rmsprop", 0.02, 0.9, decay)[0] for decay in decays]

# Losses of batches jump; their moving average shows where they go.
print("loss of adam, averaged with beta 0.9")
smooth = fp.moving_average(curves[3], 0.9, corrected=True)
show_losses(smooth)

fp.plot_losses(np.column_stack(curves), names, folder / "losses.png")
pair = np.column_stack([curves[3], smooth])
fp.plot_losses(pair, ["adam", "its average"], folder / "average.png")
decay_names = [f"decay rate {decay:g}" for decay in decays]
fp.plot_losses(np.column_stack(decaying), decay_names, folder / "decay.png")
fp.plot_confusion_matrix(counts, folder / "confusion.png")
print(f"pictures in {folder}")
