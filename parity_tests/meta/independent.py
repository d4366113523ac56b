"""Judges that know no reference: what a formula says of a port by itself.

Three languages and the reference may share a mistake, and parity then finds
nothing.  Each function here raises `WrongError` if its port is wrong.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import numpy as np

from lockstep.cases.load import load_case
from lockstep.compare.compare import compare_values
from lockstep.ports.port import Port, Request

STEP = 1e-6
# Central differences: error STEP^2 |L'''| + u |L| / STEP, about 2e-10 here.
TOLERANCE = 1e-8
N_SAMPLES = 11
ULP = 2.0**-52
CATEGORICAL, BINARY = "categorical_cross_entropy", "binary_cross_entropy"
NETWORKS: dict[str, tuple[list[int], list[str], str, float]] = {
    "no hidden layer": ([3, 4], ["softmax"], CATEGORICAL, 1.0),
    "tanh": ([3, 4, 3], ["tanh", "softmax"], CATEGORICAL, 1.0),
    "sigmoid output": ([3, 4, 1], ["tanh", "sigmoid"], BINARY, 1.0),
    "perceptron": ([3, 1], ["step"], "perceptron_loss", 1.0),
    "two hidden layers": (
        [3, 5, 4, 2],
        ["relu", "sigmoid", "softmax"],
        CATEGORICAL,
        1.0,
    ),
    "dropout": ([3, 6, 5, 3], ["tanh", "relu", "softmax"], CATEGORICAL, 0.7),
    "dropout, sigmoid output": (
        [3, 6, 1],
        ["sigmoid", "sigmoid"],
        BINARY,
        0.5,
    ),
}
Matrices = dict[str, np.ndarray]


class WrongError(Exception):
    """A port does not do what a formula says."""


def hold(expected: Matrices, actual: Matrices, bounds: Matrices) -> None:
    """Compare by the judge's own rule; raises where the two diverge."""
    place = compare_values(expected, actual, bounds).divergence
    if place is not None:
        raise WrongError(place.message)


def ask(port: Port, operation: str, results: str, *calls: Any) -> list:
    """Call an operation once for each tuple of arguments."""
    names = tuple(results.split())
    requests = [Request(operation, call, names) for call in calls]
    replies = port.call(requests)
    for reply in replies:
        assert not reply.error, reply.error
    return [reply.results for reply in replies]


def gradients_are_slopes(port: Port, name: str, reduction: str) -> None:
    """Hold backward to central differences of the port's own loss.

    The network has an L2 penalty and, in some, dropout with fixed masks.
    """
    network, start, X = _problem(name, reduction)
    labels = np.arange(float(N_SAMPLES)) % max(network["layer_sizes"][-1], 2)
    Y = ask(port, "network_targets", "Y", (labels, network))[0]["Y"]
    masks = ask(port, "network_masks", "masks", (network, N_SAMPLES, 3, 0))
    dropped = (masks[0]["masks"],) if network["keep_prob"] < 1 else ()
    places = [(n, i) for n, a in start.items() for i in np.ndindex(a.shape)]
    points = [start] + [
        _moved(start, *place, sign * STEP)
        for place in places
        for sign in (1.0, -1.0)
    ]
    forward = [(X, point, network, *dropped) for point in points]
    passes = ask(port, "network_forward", "output cache", *forward)
    caches = [result["cache"] for result in passes]
    calls = [
        (Y, point, cache, network)
        for point, cache in zip(points, caches, strict=True)
    ]
    losses = np.array(
        [
            float(np.ravel(found["loss"])[0])
            for found in ask(port, "network_loss", "loss", *calls[1:])
        ]
    )
    slopes = (losses[0::2] - losses[1::2]) / (2 * STEP)
    found = ask(port, "network_backward", "gradients", calls[0])[0]["gradients"]
    gradients = np.array([found["d" + n][i] for n, i in places])
    size = N_SAMPLES if reduction == "sum" else 1
    bounds = np.full(slopes.shape, TOLERANCE * size)
    hold({"slopes": slopes}, {"slopes": gradients}, {"slopes": bounds})


def _problem(name: str, reduction: str) -> tuple[dict, Matrices, np.ndarray]:
    sizes, activations, loss, keep_prob = NETWORKS[name]
    stream = np.random.RandomState(7)
    parameters = {}
    for layer in range(1, len(sizes)):
        shape = (sizes[layer], sizes[layer - 1])
        parameters[f"W{layer}"] = stream.randn(*shape)
        parameters[f"b{layer}"] = stream.randn(sizes[layer], 1)
    network = {
        "layer_sizes": sizes,
        "activations": activations,
        "loss": loss,
        "reduction": reduction,
        "l2_penalty": 0.7,
        "keep_prob": keep_prob,
    }
    return network, parameters, stream.randn(sizes[0], N_SAMPLES)


def _moved(parameters: Matrices, name: str, index: tuple, by: float) -> Any:
    array = parameters[name].copy()
    array[index] += by
    return {**parameters, name: array}


def updates_follow_the_formulas(port: Port) -> None:
    """Hold RMSprop and Adam to their papers' formulas in 50 digits.

    Three updates with gradients of 1e-6: there epsilon matters, and where it
    stands (Kingma and Ba 2015, algorithm 1; Hinton's lecture 6e, with epsilon
    outside the root as in PyTorch).
    """
    gradients = 1e-6 * np.array([[1.0, -2.5], [0.3, 40.0]])
    start = np.array([[0.5, -1.0], [2.0, 0.25]])
    for name in ("rmsprop", "adam"):
        P, state = start, {"v": 0 * start, "s": 0 * start}
        for count in (1, 2, 3):
            settings = (0.01, 0.9, 0.999, 1e-8, count)
            if name == "rmsprop":
                settings = (0.01, 0.999, 1e-8)
            dP = count * gradients
            letters = "vs" if name == "adam" else "s"
            call = (P, dP, *(state[letter] for letter in letters), *settings)
            actual = ask(port, name, " ".join(("P", *letters)), call)[0]
            expected = _exact(name, P, dP, state, count)
            wanted = {entry: expected[entry] for entry in actual}
            bounds = {
                entry: 8 * ULP * (np.abs(a) + (0.1 if entry == "P" else 0))
                for entry, a in wanted.items()
            }
            hold(wanted, actual, bounds)
            P, state = actual["P"], {**state, **actual}


def _exact(
    name: str, P: np.ndarray, G: np.ndarray, state: Matrices, count: int
) -> Matrices:
    """One update, element by element, in decimal arithmetic."""
    results = {entry: np.empty(P.shape) for entry in "Pvs"}
    for index in np.ndindex(P.shape):
        values = (P, G, state["v"], state["s"])
        with localcontext() as context:
            context.prec = 50
            p, g, v, s = (_exactly(array[index]) for array in values)
            b1, b2 = _exactly(0.9), _exactly(0.999)
            v, s = b1 * v + (1 - b1) * g, b2 * s + (1 - b2) * g * g
            step, root = g, s.sqrt()
            if name == "adam":
                step = v / (1 - b1**count)
                root = (s / (1 - b2**count)).sqrt()
            p -= _exactly(0.01) * step / (root + _exactly(1e-8))
            for entry, value in zip("Pvs", (p, v, s), strict=True):
                results[entry][index] = float(value)
    return results


def _exactly(number: float) -> Decimal:
    """Give the double itself, not the decimal that was typed."""
    return Decimal(float(number))


def rates_follow_the_formula(port: Port) -> None:
    """Hold the learning rate to rate_0 decay_rate^epoch, as training shows it.

    The rate of a step is what moved a weight, divided by its gradient.
    """
    case = load_case("digits-64x15x9x10_relu-gd_decay")
    steps = 3 * -(-len(case.labels) // case.batch_size)  # three epochs
    port.open_case(case)
    ((trace, _),) = port.train(steps, steps)
    before = np.concatenate([case.parameters["W1"][None], trace["W1"][:-1]])
    slopes = trace["dW1"].reshape(steps, -1)
    largest = np.abs(slopes).argmax(axis=1)[:, None]
    moves = (before - trace["W1"]).reshape(steps, -1)
    slope, move, weight = (
        np.take_along_axis(a, largest, axis=1).ravel()
        for a in (slopes, moves, before.reshape(steps, -1))
    )
    settings = case.optimizer
    epochs = np.arange(steps) * 3 // steps
    rates = settings.learning_rate * settings.decay_rate**epochs
    bounds = 4 * ULP * (rates + np.abs(weight / slope))
    hold({"rate": rates}, {"rate": move / slope}, {"rate": bounds})
