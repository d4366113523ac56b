"""A deep network by numbers, and how gradients vanish on their way back."""

from __future__ import annotations

import numpy as np

import firstprinciples as fp

from .tables import matrix, table

SIZES = [2, 2, 2, 1]
NETWORK = fp.new_network(
    SIZES, ["tanh", "tanh", "sigmoid"], "binary_cross_entropy"
)
X = np.array([[1.0], [2.0]])
LABEL = np.array([1.0])
PARAMETERS = {
    "W1": np.array([[0.5, -0.5], [0.25, 0.5]]),
    "b1": np.array([[0.0], [0.25]]),
    "W2": np.array([[1.0, -1.0], [0.5, 0.5]]),
    "b2": np.array([[0.0], [0.0]]),
    "W3": np.array([[2.0, -1.0]]),
    "b3": np.array([[0.5]]),
}
WIDTH, N_SAMPLES = 16, 200


def passes() -> tuple[fp.Matrices, fp.Matrices, float]:
    """Cache, gradients and loss of the small network on its sample."""
    _, cache = fp.network_forward(X, PARAMETERS, NETWORK)
    Y = fp.network_targets(LABEL, NETWORK)
    loss = fp.network_loss(Y, PARAMETERS, cache, NETWORK)
    return cache, fp.network_backward(Y, PARAMETERS, cache, NETWORK), loss


def deep_parameters() -> str:
    """LaTeX of the weights and biases of the small network."""
    shown = [
        f"{name[0]}_{name[1]} = {matrix(value, 2)}"
        for name, value in PARAMETERS.items()
    ]
    return r", \quad ".join(shown)


def deep_forward() -> str:
    """Scores and activations, layer by layer."""
    cache, _, loss = passes()
    rows = [
        [layer, pair(cache[f"Z{layer}"]), pair(cache[f"A{layer}"])]
        for layer in (1, 2, 3)
    ]
    words = table(["layer", "$z$", "$a$"], rows)
    return f"{words}\n\nThe loss is $-\\log a_3 = {loss:.4f}$."


def deep_backward() -> str:
    """Gradients, from the last layer to the first."""
    _, found, _ = passes()
    rows = [
        [
            layer,
            pair(found[f"db{layer}"]),  # of one sample, db is dz
            plain(found[f"dW{layer}"]),
        ]
        for layer in (3, 2, 1)
    ]
    return table(["layer", "$dz = db$", "$dW = dz \\, a^T$"], rows)


def plain(values: np.ndarray) -> str:
    """A matrix in a line; a semicolon ends a row."""
    rows = [" ".join(f"{x:.4f}" for x in row) for row in values]
    return f"({'; '.join(rows)})"


def pair(values: np.ndarray) -> str:
    """A column, written as a row."""
    inside = ", ".join(f"{x:.4f}" for x in values[:, 0])
    return f"({inside})"


def first_gradient(activation: str, method: str, depth: int) -> float:
    """Root mean square of dW of the first hidden layer.

    Of depth layers of 16 units and a sigmoid output, before training, for
    200 samples of two classes.
    """
    sizes = [2, *[WIDTH] * depth, 1]
    layers = [*[activation] * depth, "sigmoid"]
    network = fp.new_network(sizes, layers, "binary_cross_entropy")
    start = fp.initialize_parameters(sizes, method, "normal", seed=1)
    samples = fp.random_normals(1, "data", 0, 2 * N_SAMPLES)
    inputs = np.reshape(samples, (2, N_SAMPLES))
    labels = (inputs[0] * inputs[1] > 0).astype(float)
    _, cache = fp.network_forward(inputs, start, network)
    Y = fp.network_targets(labels, network)
    dW = fp.network_backward(Y, start, cache, network)["dW1"]
    return float(np.sqrt(np.mean(dW**2)))


KINDS = (("sigmoid", "xavier"), ("tanh", "xavier"), ("relu", "he"))


def vanishing() -> str:
    """Size of the first layer's gradient, for more and more layers."""
    rows = [
        [
            depth,
            *(f"{first_gradient(*kind, depth):.1e}" for kind in KINDS),
        ]
        for depth in (1, 2, 4, 8)
    ]
    heads = ["hidden layers", *(f"{a}, {m}" for a, m in KINDS)]
    return table(heads, rows)


def tent(x: np.ndarray) -> np.ndarray:
    """Two relu units that fold the interval from 0 to 1."""
    return 2 * fp.relu(x) - 4 * fp.relu(x - 0.5)


def pieces(depth: int) -> int:
    """Straight pieces of the tent, put into itself depth - 1 times."""
    x = np.linspace(0, 1, 100_001)[None]  # 1 x n_points
    for _ in range(depth):
        x = tent(x)
    slopes = np.sign(np.diff(x[0]))
    slopes = slopes[slopes != 0]
    return 1 + int(np.count_nonzero(np.diff(slopes)))


def sawtooth() -> str:
    """Units that layers need, and those that one layer would need."""
    rows = [
        [depth, 2 * depth, pieces(depth), pieces(depth) - 1]
        for depth in (1, 2, 4, 8)
    ]
    heads = [
        "layers",
        "units in all",
        "straight pieces",
        "units that one layer would need, at least",
    ]
    return table(heads, rows)
