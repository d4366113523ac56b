"""Gradient check, then tuning by random search: two circles."""

from lesson import (
    lesson_steps,
    read_lesson_data,
    show_confusion,
    start_lesson,
)

import firstprinciples as fp

folder = start_lesson("checking_and_tuning")
steps = lesson_steps(300)
X, labels = read_lesson_data("circles")  # 2 x 300
train, validation, test = fp.train_validation_test_split(
    labels.size, 0.2, 0.2, seed=1
)
sizes = [2, 4, 1]
network = fp.new_network(sizes, ["tanh", "sigmoid"], "binary_cross_entropy")
start = fp.initialize_parameters(sizes, "xavier", "normal", seed=1)

# Slopes of the loss, measured: they can only be right to about 1e-9.
numerical = fp.numerical_gradients(X, labels, start, network)
_, cache = fp.network_forward(X, start, network)
Y = fp.network_targets(labels, network)  # 1 x 300
gradients = fp.network_backward(Y, start, cache, network)
difference = fp.gradient_difference(numerical, gradients)
print(f"gradients are right: {'yes' if difference < 1e-7 else 'no'}")
wrong = {**gradients, "db1": 2 * gradients["db1"]}
difference = fp.gradient_difference(numerical, wrong)
print(f"with db1 doubled the difference is {difference:.4f}")

# Rates are drawn on a log scale; the second round looks near the best trial.
space = {
    "learning_rate": {"scale": "log", "low": 0.001, "high": 0.1},
    "n_hidden": {"scale": "integer", "low": 2, "high": 12},
}
optimizer = fp.new_optimizer("adam", 0.01)
search = fp.random_search(
    X[:, train],
    labels[train],
    X[:, validation],
    labels[validation],
    network,
    optimizer,
    space,
    6,
    2,
    steps,
    seed=1,
    initialization="xavier",
)
rates, widths = search.trials["learning_rate"], search.trials["n_hidden"]
print("round      rate  units  validation loss")
for row, score in enumerate(search.scores):
    number = search.rounds[row]
    print(f"{number:5d}{rates[row]:10.4f}{widths[row]:7.0f}{score:17.6f}")

# The winner, as it was trained; only now look at the test.
print(f"winner: rate {search.winner['learning_rate']:.4f}")
winner, parameters = search.network, search.parameters
predicted = fp.predict_labels(X[:, test], parameters, winner)
print(f"test accuracy {fp.accuracy(labels[test], predicted):.4f}")
show_confusion(fp.confusion_matrix(labels[test], predicted, 2))

fp.plot_trials(search, space, "learning_rate", folder / "trials.png")
file = folder / "boundary.png"
fp.plot_decision_boundary(X, labels, parameters, winner, file)
print(f"pictures in {folder}")
