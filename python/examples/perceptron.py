"""A perceptron learns AND, OR and NOT; XOR takes two layers."""

import numpy as np
from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    show_losses,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("perceptron")


def show_rule(gate, n_epochs=8):
    """Rosenblatt's rule by hand: mistakes and weights, epoch by epoch."""
    X, labels = read_lesson_data(f"gate-{gate}")  # 2 x 4, or 1 x 2 for NOT
    W, b = np.zeros((1, len(X))), np.zeros((1, 1))
    print(f"the rule by hand, gate {gate}")
    print("   epoch mistakes  weights and bias")
    for epoch in range(n_epochs):
        mistakes = 0
        for sample, label in enumerate(labels):
            x = X[:, [sample]]  # n_inputs x 1
            dz = fp.heaviside(W @ x + b) - label  # 0 for a right answer
            W, b = W - dz * x.T, b - dz
            mistakes += np.count_nonzero(dz)
        values = "".join(f"{value:5.0f}" for value in np.hstack([W, b])[0])
        print(f"{epoch:8d}{mistakes:9d}  {values}")
        if mistakes == 0:
            break


def learn(gate, network, method, steps, batch_size):
    """Train a network on a gate and print what it answers."""
    print(f"gate {gate}")
    X, labels = read_lesson_data(f"gate-{gate}")  # 2 x 4, or 1 x 2 for NOT
    start = fp.initialize_parameters(
        network.layer_sizes, method, "uniform", seed=1
    )
    optimizer = fp.new_optimizer("gradient_descent", 1)
    parameters, losses = fp.train(
        X, labels, start, network, optimizer, steps, batch_size, seed=1
    )
    if len(network.activations) > 1:
        show_losses(losses)  # of one unit they tell little: mistakes at 0
    predicted = fp.predict_labels(X, parameters, network)
    print(f"wanted {' '.join(f'{label:.0f}' for label in labels)}")
    print(f"got    {' '.join(f'{label:.0f}' for label in predicted)}")
    show_confusion(fp.confusion_matrix(labels, predicted, 2))
    if gate != "not":
        n_layers = len(network.activations)
        file = folder / f"{gate}-{n_layers}.png"
        fp.plot_decision_boundary(X, labels, parameters, network, file)
    return losses


# Rosenblatt's rule: one sample at a time, rate 1, weights from zero.
show_rule("and")
show_rule("xor")

# The same rule by train(), which takes the samples in a random order.
steps = lesson_steps(40)
names = ["and", "or", "not", "xor"]
curves = []
for gate in names:
    n_inputs = 1 if gate == "not" else 2
    unit = fp.new_network([n_inputs, 1], ["step"], "perceptron_loss", "sum")
    curves.append(learn(gate, unit, "zeros", steps, 1))
fp.plot_losses(np.column_stack(curves), names, folder / "losses.png")

# No line divides XOR.  A hidden layer bends the plane first.
layers = fp.new_network([2, 2, 1], ["tanh", "sigmoid"], "binary_cross_entropy")
learn("xor", layers, "xavier", lesson_steps(300), 4)
print(f"pictures in {folder}")
