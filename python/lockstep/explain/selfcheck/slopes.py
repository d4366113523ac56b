"""Whether the gradients are the derivatives of the loss.

From the loss alone, at points beside the start: (L(p + hd) - L(p - hd)) / 2h
is d'g + a h^2 + ..., for every direction d.  With h and h / 2 the term in h^2
is known; what is left has the order of h^4.  The tolerance is that whole term
and the bounds on the losses and gradients.  Where the quotients do not follow
h^2, because a relu turns on the way or h is too large, h is made smaller; if
none fits, the check says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from firstprinciples import network_masks, new_network

from ...bounds.rounding import moved_mask
from ...bounds.step import JUMPS, forward_layers
from ...traces.distance import WorstElement, worst_element
from ...traces.quantities import GRADIENTS, gradient_of
from ...traces.trace import Trace
from .inputs import Inputs
from .steps import Runner, Step

WIDTHS = (2.0**-12, 2.0**-16, 2.0**-20)  # points of the grid of the weights
PARTS = (1.0, 0.5, 0.25)
LEAST, MOST = 3.0, 5.0  # 4 is the ratio of two terms in h^2


class Quotients:
    """Central differences of a port's loss along one direction."""

    def __init__(self, runner: Runner, inputs: Inputs, along: Trace) -> None:
        self._runner, self._inputs, self._along = runner, inputs, along

    def known(self) -> tuple[float, float] | None:
        """The derivative, and how far it may be off; None if none fits."""
        for width in WIDTHS:
            if not self._turns(width):
                found = self._at(width)
                if found is not None:
                    return found
        return None

    def _moved(self, by: float) -> Inputs:
        made = {
            name: p + by * self._along.get(name, 0.0)
            for name, p in self._inputs.parameters.items()
        }
        return replace(self._inputs, parameters=made)

    def _at(self, width: float) -> tuple[float, float] | None:
        slopes, doubts = [], []
        for part in PARTS:
            h = part * width
            (above, e), (below, f) = (
                self._runner.loss(self._moved(by)) for by in (h, -h)
            )
            slopes.append((above - below) / (2 * h))
            doubts.append((e + f) / (2 * h))
        wide, near = slopes[0] - slopes[1], slopes[1] - slopes[2]
        noise = doubts[0] + 2 * doubts[1] + doubts[2]
        is_square = LEAST * abs(near) <= abs(wide) <= MOST * abs(near)
        if not (is_square or max(abs(wide), abs(near)) <= noise):
            return None
        return slopes[2] - near / 3, 2 * doubts[2] + doubts[1] + abs(near) / 3

    def _turns(self, width: float) -> bool:
        """Whether a relu may turn on the way: the loss has a corner there."""
        words = self._inputs.network["activations"]
        if not any(word in JUMPS for word in words):
            return False
        signs = []
        for by in (0.0, width, -width):
            for word, Z, error in _scores(self._moved(by)):
                if word in JUMPS and (moved_mask(Z, error) | (Z == 0)).any():
                    return True
                signs.append(np.signbit(Z))
        third = len(signs) // 3
        return not all(
            np.array_equal(signs[i], signs[i + third]) for i in range(2 * third)
        )


def _scores(inputs: Inputs) -> list[tuple[str, np.ndarray, np.ndarray]]:
    words, network = (
        inputs.network["activations"],
        new_network(**inputs.network),
    )
    masks = network_masks(network, inputs.n_samples, inputs.seed, 0)
    kept = {int(n[1:]): mask / network.keep_prob for n, mask in masks.items()}
    layers = forward_layers(inputs.X, inputs.parameters, words, kept)
    return [
        (word, layer.Z, layer.Z_error)
        for word, layer in zip(words, layers, strict=True)
    ]


def directions(parameters: Trace) -> Trace:
    """1 or -1 for each weight, at random."""
    draw = np.random.default_rng(len(parameters))
    return {
        name: 2.0 * draw.integers(0, 2, value.shape) - 1.0
        for name, value in parameters.items()
    }


def claimed(step: Step, along: Trace, shows: bool) -> tuple[float, float]:
    """The derivative along a direction by a port's gradients; its error."""
    slope = doubt = 0.0
    for name, signs in along.items():
        key = gradient_of(name) if shows else name
        slope += float((signs * step.values[key]).sum())
        size = np.abs(step.values[key])
        doubt += float(step.bounds[key].sum())
        doubt += float(size.sum()) * size.size * 2.0**-52  # of this sum
    return slope, doubt


def slope_errors(
    runner: Runner, inputs: Inputs, names: Sequence[str]
) -> list[tuple[str, WorstElement]]:
    """Compare gradients, and the moves, with the derivatives of the loss.

    Parameters
    ----------
    runner : Runner
    inputs : Inputs
    names : sequence of str
        Parameters that are moved, all at once.

    Returns
    -------
    list
        A quantity and its error; empty if the derivative is not known.
    """
    step = runner.steps(inputs)[0]
    every = directions(inputs.parameters)
    along = {name: every[name] for name in names}
    known = Quotients(runner, inputs, along).known()
    if known is None:
        return []
    found = []
    for shows in (True, False) if runner.level >= GRADIENTS else (False,):
        slope, doubt = claimed(step, along, shows)
        last = names[-1]
        title = gradient_of(last) if shows else last
        bound = np.asarray(known[1] + doubt)
        wanted, got = np.asarray(known[0]), np.asarray(slope)
        found.append((title, worst_element(wanted, got, bound)))
    return found
