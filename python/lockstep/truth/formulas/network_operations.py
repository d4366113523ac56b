"""Single operations of layers, losses, networks and optimizers, in balls."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from ...cases.arguments import Arguments
from ..arithmetic.arithmetic import Arithmetic, Numbers, Results, Undecided
from .network import WitnessNetwork
from .updates import WitnessOptimizer, epoch_rate
from .witness import Witness, targets

NO_NETWORK = {
    "activations": (),
    "loss": "categorical_cross_entropy",
    "reduction": "mean",
    "l2_penalty": 0.0,
    "keep_prob": 1.0,
}
NO_OPTIMIZER = {
    "schedule": "constant",
    "decay_rate": 1.0,
    "decay_epochs": 1,
    "beta1": 0.9,
    "beta2": 0.999,
    "epsilon": 1e-8,
}


def network_of(arguments: Arguments, arithmetic: Arithmetic) -> WitnessNetwork:
    """Network that the arguments describe, or one of their loss alone."""
    given = arguments.get("network", arguments)
    fields = {**NO_NETWORK, **{n: given[n] for n in given if n in _FIELDS}}
    return WitnessNetwork(SimpleNamespace(**fields), arithmetic)


_FIELDS = ("layer_sizes", *NO_NETWORK)


def exact_entries(matrices: Arguments, arithmetic: Arithmetic) -> Results:
    """Take named matrices as they are."""
    return {name: arithmetic.exact(value) for name, value in matrices.items()}


def activations(name: str, given: Arguments, a: Arithmetic) -> Results:
    """relu, sigmoid, tanh, softmax, their derivatives and relatives."""
    net = network_of({}, a)
    if name == "softmax_jacobian":
        P = a.exact(given["P"])  # n_classes x n_samples
        identity = a.exact(np.eye(len(P)))[:, :, None]
        return {"J": P[:, None, :] * (identity - P[None, :, :])}
    if name.endswith("_derivative") and name != "relu_derivative":
        A = a.exact(given["A"])
        return {"D": net.slope(A, A, name.removesuffix("_derivative"))}
    Z = a.exact(given["Z"])
    if name in ("relu_derivative", "heaviside"):
        return {"D" if name[0] == "r" else "A": net.indicator(Z)}
    if name == "activation_backward":
        slope = net.slope(Z, a.exact(given["A"]), given["activation"])
        return {"dZ": a.exact(given["dA"]) * slope}
    if name == "log_sum_exp":
        top = a.exact(given["Z"].max(axis=0))
        E = a.total(a.exp(Z - top), 0)
        return {"S": top + a.log1p(E - a.exact(1.0))}
    result = net.activate(Z, given.get("activation", name))
    return {"P" if name == "softmax" else "A": result}


def losses(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Cross-entropies, the perceptron's loss, and their gradients."""
    net = network_of(given, a)
    Y = a.exact(given["Y"])
    if name.endswith("_gradient"):
        P = a.exact(given["A" if name[0] == "p" else "P"])
        parameters = {"W1": a.exact(np.zeros((len(P), 1)))}
        cache = {"A1": P, "A0": a.exact(np.zeros((1, P.shape[1])))}
        net.n_layers = 1
        return {"dZ": net.backward(Y, parameters, cache)["dZ1"]}
    net.network.loss = name
    return {"loss": net.loss(Y, {}, a.exact(given["Z"]))[0, 0]}


def layers(name: str, given: Arguments, a: Arithmetic) -> Results:
    """A dense layer, forward and backward."""
    if name == "dense_forward":
        W, A_prev = a.exact(given["W"]), a.exact(given["A_prev"])
        return {"Z": a.matmul(W, A_prev) + a.exact(given["b"])}
    dZ = a.exact(given["dZ"])
    if name == "dense_backward":
        return {"dA_prev": a.matmul(a.exact(given["W"]).T, dZ)}
    dW = a.matmul(dZ, a.exact(given["A_prev"]).T)
    return {"dW": dW, "db": a.total(dZ, 1)}


def targets_of_labels(name: str, given: Arguments, a: Arithmetic) -> Results:
    """One-hot columns."""
    classes = np.arange(given["n_classes"])[:, None]  # n_classes x 1
    return {"Y": a.exact((classes == given["labels"]).astype(float))}


def networks(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Whole networks."""
    net = network_of(given, a)
    if name == "network_targets":
        return {"Y": a.exact(targets(given["labels"], net.network))}
    parameters = exact_entries(given["parameters"], a)
    if name in ("network_loss", "network_backward"):
        cache = exact_entries(given["cache"], a)
        Y = a.exact(given["Y"])
        if name == "network_backward":
            return {"gradients": net.backward(Y, parameters, cache)}
        Z = cache[f"Z{net.n_layers}"]
        return {"loss": net.loss(Y, parameters, Z)[0, 0]}
    masks = exact_entries(given.get("masks", {}), a)
    cache = net.forward(a.exact(given["X"]), parameters, masks)
    output = cache[f"A{net.n_layers}"]
    if name == "predict_labels":
        return {"labels": _labels(cache[f"Z{net.n_layers}"], net, a)}
    if name == "predict_probabilities":
        return {"P": output}
    return {"output": output, "cache": cache}


def _labels(Z: Numbers, net: WitnessNetwork, a: Arithmetic) -> np.ndarray:
    """First of the largest scores, or whether a score is above 0."""
    if net.network.activations[-1] != "softmax":
        return a.exact(a.positive(Z)[0].astype(float))[0]
    label = np.zeros(Z.shape[1], dtype=int)
    for row in range(1, len(Z)):
        leader = Z[label, np.arange(Z.shape[1])]
        above = a.positive((Z[row] - leader)[None])[0]
        label = np.where(above, row, label)
    return a.exact(label.astype(float))[0]


def regularization(name: str, given: Arguments, a: Arithmetic) -> Results:
    """The penalty and what dropout does with a mask."""
    if name.startswith("dropout"):
        entry = "A" if name == "dropout_forward" else "dA"
        kept = a.exact(given[entry]) * a.exact(given["mask"])
        return {entry: kept / a.exact(given["keep_prob"])}
    divisor, penalty = a.exact(given["n_samples"]), given["l2_penalty"]
    if name == "l2_gradient":
        return {"dW": a.exact(penalty) * a.exact(given["W"]) / divisor}
    parameters = exact_entries(given["parameters"], a)
    loss = network_of({}, a).l2_loss(parameters, penalty, divisor)
    return {"loss": loss[0, 0]}


def optimizers(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Updates, and the state that they begin with."""
    described = {**NO_OPTIMIZER, "name": name, **given}
    if "optimizer" in given:
        described.update(given["optimizer"])
    optimizer = WitnessOptimizer(SimpleNamespace(**described), a)
    if "P" in given:
        return _one_matrix(optimizer, given, a)
    parameters = exact_entries(given["parameters"], a)
    if name == "optimizer_state":
        zeros = {
            letter + entry: a.exact(np.zeros(value.shape))
            for letter in optimizer.letters
            for entry, value in parameters.items()
        }
        return {"state": zeros}
    moved, state = optimizer.update(
        parameters,
        exact_entries(given["gradients"], a),
        exact_entries(given.get("state", {}), a),
        a.exact(given["learning_rate"]),
        int(given["count"]),
    )
    return {"parameters": moved, "state": state}


def _one_matrix(
    optimizer: WitnessOptimizer, given: Arguments, a: Arithmetic
) -> Results:
    """One update of the matrix P; without a name, so are its averages."""
    moved, averages = optimizer.update(
        {"": a.exact(given["P"])},
        {"d": a.exact(given["dP"])},
        {letter: a.exact(given[letter]) for letter in optimizer.letters},
        a.exact(given["learning_rate"]),
        int(given.get("count", 1)),
    )
    return {"P": moved[""], **averages}


def schedules(name: str, given: Arguments, a: Arithmetic) -> Results:
    """The rate of an epoch."""
    rate = epoch_rate(SimpleNamespace(**given), int(given["epoch"]), a)
    return {"learning_rate": rate[0, 0]}


def training(name: str, given: Arguments, a: Arithmetic) -> Results:
    """A few steps of training."""
    network = SimpleNamespace(**{**NO_NETWORK, **given["network"]})
    network.layer_sizes = [int(size) for size in network.layer_sizes]
    whole: Any = SimpleNamespace(
        X=given["X"],
        labels=given["labels"],
        parameters=given["parameters"],
        network=network,
        optimizer=SimpleNamespace(**{**NO_OPTIMIZER, **given["optimizer"]}),
        batch_size=int(given.get("batch_size", given["X"].shape[1])),
        seed=int(given.get("seed", 0)),
    )
    steps = list(Witness(whole, a).run(int(given["steps"])))
    if not steps:
        raise Undecided("no step")
    losses = [step.values["loss"][0, 0] for step in steps]
    return {"parameters": steps[-1].parameters, "losses": np.array(losses)}
