"""The step that a port with given formulas makes.

Layers count from 1; lists begin with layer 0, the samples.
"""

from __future__ import annotations

import numpy as np

from firstprinciples import network_masks

from ...traces.trace import Trace
from .formulas import Formulas, Given, Hyper, Layer, Matrix


def compute(formulas: Formulas, given: Given) -> Trace:
    """Loss, gradients, state and parameters of the step, by name."""
    columns = formulas.samples(given)
    X = given.case.X[:, columns]
    Y = formulas.targets(given.case.labels[columns], given.network)
    D = formulas.divisor(given, X.shape[1])
    layers = _forward(formulas, given, X)
    last = layers[-1]
    loss = formulas.data_loss(given, last, Y) / D + formulas.penalty(given, D)
    found = _backward(formulas, given, layers, Y, D)
    found |= _updated(formulas, given, found, D)
    return formulas.after(given, {"loss": np.asarray(loss), **found})


def _forward(f: Formulas, given: Given, X: Matrix) -> list[Layer]:
    none = np.zeros((0, 0))
    layers = [Layer(0, "", none, none, X, X, X, None)]
    network = given.network
    masks = network_masks(network, X.shape[1], given.case.seed, given.step)
    for number, name in enumerate(network.activations, start=1):
        W, b = given.parameter(f"W{number}"), given.parameter(f"b{number}")
        Z = f.weighted(W, layers[-1].A, b)
        G = f.value(name, Z)
        mask = masks.get(f"M{number}")
        A = G if mask is None else f.drop(G, mask, network.keep_prob)
        layers.append(Layer(number, name, W, b, Z, G, A, mask))
    return layers


def _backward(
    f: Formulas, given: Given, layers: list[Layer], Y: Matrix, D: float
) -> Trace:
    found: Trace = {}
    dZ = f.output_gradient(given, layers[-1], Y, D)
    for layer in reversed(layers[1:]):
        below = layers[layer.number - 1]
        dW, db = f.gradients(given, layer, dZ, below.A, D)
        more_W, more_b = f.shrinking(given, layer, D)
        found[f"dW{layer.number}"] = dW + more_W
        found[f"db{layer.number}"] = db + more_b
        if below.number == 0:
            break
        W = layer.W
        if f.updated_first:
            W = W - f.rate(given) * found[f"dW{layer.number}"]
        dA = f.back(given, W, dZ)
        if below.mask is not None:
            dA = f.drop_back(dA, below.mask, given.network.keep_prob)
        dZ = dA * f.slope(below.activation, below.Z, below.G)
    return found


def _updated(f: Formulas, given: Given, found: Trace, D: float) -> Trace:
    o = given.optimizer
    rate = f.rate(given)
    update, state = f.updates[o.name], given.start.state or {}
    result: Trace = {}
    parameters = given.start.parameters
    ordered = sorted(parameters, key=lambda name: (int(name[1:]), name))
    for before, name in enumerate(ordered):  # W1, b1, W2, ...
        count = f.count(given, before)
        hyper = Hyper(rate, o.beta1, o.beta2, o.epsilon, count)
        P = parameters[name][0]
        zeros = np.zeros(P.shape)
        v, s = (
            state[letter + name][0] if letter + name in state else zeros
            for letter in "vs"
        )
        shrunk = 0.0
        if f.decay and name.startswith("W"):
            shrunk = rate * f.decay * given.network.l2_penalty / D * P
        P, v, s = update(P, found["d" + name], v, s, hyper)
        result[name] = P - shrunk
        result |= {"v" + name: v, "s" + name: s}
    return result
