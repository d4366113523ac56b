"""Initial weights and biases, drawn from the random stream."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from .arguments import checked
from .random_stream import random_normals, random_uniforms
from .refusals import Matrix


@checked
def initialize_parameters(
    layer_sizes: Sequence[int], method: str, distribution: str, seed: int
) -> dict[str, Matrix]:
    """Initial weights and biases of a network; the biases are 0.

    The weights of a layer have the standard deviation 0.01 ("random"),
    sqrt(2 / n_in) ("he") or sqrt(1 / n_in) ("xavier"), or are 0 ("zeros").
    Glorot and Bengio's own variance is 2 / (n_in + n_out); 1 / n_in is the
    course's.

    Layer l draws from the purpose "weights" at step l, filled row by row:
    "normal" is scale * random_normals; "uniform" is
    scale * sqrt(3) * (2 * random_uniforms - 1), which has the same variance.

    Source: He et al. (2015), "Delving deep into rectifiers"; Glorot and Bengio
    (2010), "Understanding the difficulty of training deep feedforward neural
    networks"; Ganesh, "Deep Learning from first principles", part 6.
    """
    sizes = [int(size) for size in layer_sizes]
    parameters = {}
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), start=1):
        W = np.zeros((n_out, n_in))
        if method != "zeros":
            values = _draw(distribution, seed, layer, n_out * n_in)
            W = _scale(method, distribution, n_in) * values.reshape(W.shape)
        parameters[f"W{layer}"] = W  # n_out x n_in
        parameters[f"b{layer}"] = np.zeros((n_out, 1))
    return parameters


def _draw(
    distribution: str, seed: int, layer: int, n_values: int
) -> np.ndarray:
    if distribution == "normal":
        return random_normals(seed, "weights", layer, n_values)
    return 2.0 * random_uniforms(seed, "weights", layer, n_values) - 1.0


def _scale(method: str, distribution: str, n_in: int) -> float:
    """Factor of what `_draw` gives; uniforms in [-1, 1) have variance 1/3."""
    deviation = 0.01
    if method != "random":
        deviation = math.sqrt({"he": 2.0, "xavier": 1.0}[method] / n_in)
    return deviation if distribution == "normal" else deviation * math.sqrt(3.0)
