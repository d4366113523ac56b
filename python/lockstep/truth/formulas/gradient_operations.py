"""Gradient checks as the packages define them, without any rounding.

What remains of a difference quotient is the error of its formula.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ...cases.arguments import Arguments
from ..arithmetic.arithmetic import Arithmetic, Numbers, Results
from .network import Values, WitnessNetwork
from .network_operations import exact_entries, network_of
from .witness import targets

EPSILON = 1e-7


def gradient_checks(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Slopes of the loss, and how far they are from gradients."""
    if name == "gradient_difference":
        first, second = (
            exact_entries(given[n], a) for n in ("numerical", "analytical")
        )
        return {"difference": _difference(first, second, a)}
    net = network_of(given, a)
    parameters = exact_entries(given["parameters"], a)
    masks = exact_entries(given.get("masks", {}), a)
    X, Y = a.exact(given["X"]), a.exact(targets(given["labels"], net.network))
    epsilon = a.exact(given.get("epsilon", EPSILON))

    def loss(moved: Values) -> Numbers:
        cache = net.forward(X, moved, masks)
        return net.loss(Y, moved, cache[f"Z{net.n_layers}"])

    slopes = {
        "d" + entry: _slopes(loss, parameters, entry, epsilon)
        for entry in parameters
    }
    if name == "numerical_gradients":
        return {"gradients": slopes}
    gradients = _gradients(net, X, Y, parameters, masks)
    return {"difference": _difference(slopes, gradients, a)}


def _gradients(
    net: WitnessNetwork, X: object, Y: object, parameters: Values, masks: Values
) -> Values:
    cache = net.forward(X, parameters, masks)
    return net.backward(Y, parameters, cache)


def _slopes(
    loss: Callable[[Values], Numbers],
    parameters: Values,
    entry: str,
    epsilon: Numbers,
) -> Numbers:
    """Central differences, an element at a time."""
    value = parameters[entry]
    slopes = np.empty_like(value)
    for index in np.ndindex(value.shape):
        ends = []
        for step in (epsilon, -epsilon):
            moved = value.copy()
            moved[index] = moved[index] + step[0, 0]
            ends.append(loss({**parameters, entry: moved}))
        slopes[index] = ((ends[0] - ends[1]) / (epsilon + epsilon))[0, 0]
    return slopes


def _difference(
    numerical: Values, analytical: Values, a: Arithmetic
) -> Numbers:
    """Distance over the sum of both lengths; 0 where both are 0."""
    first, second = (
        np.concatenate([part[name].ravel() for name in numerical])[None]
        for part in (numerical, analytical)
    )
    lengths = _length(first, a) + _length(second, a)
    if (lengths == 0).all():
        return a.exact(0.0)[0, 0]
    return (_length(first - second, a) / lengths)[0, 0]


def _length(vector: Numbers, a: Arithmetic) -> Numbers:
    return a.sqrt(a.total(vector * vector))
