"""Regularization: the L2 penalty and inverted dropout."""

from __future__ import annotations

import numpy as np

from .arguments import checked
from .random_stream import random_uniforms
from .refusals import Matrix


@checked
def l2_loss(
    parameters: dict[str, Matrix], l2_penalty: float, n_samples: int
) -> float:
    """What the L2 penalty adds to the loss.

    l2_penalty / (2 n_samples) times the sum of the squares of all weights;
    biases are free.

    Source: Krogh and Hertz (1992), "A simple weight decay can improve
    generalization"; Ganesh, "Deep Learning from first principles", part 6.
    """
    weights = [W for name, W in parameters.items() if name.startswith("W")]
    squares = sum(float((W * W).sum()) for W in weights)
    return l2_penalty / (2 * n_samples) * squares


@checked
def l2_gradient(W: Matrix, l2_penalty: float, n_samples: int) -> Matrix:
    """Gradient of `l2_loss` with respect to the weights of a layer.

    l2_penalty / n_samples * W.

    Source: Ganesh, "Deep Learning from first principles", part 6.
    """
    return l2_penalty / n_samples * W


@checked
def dropout_mask(
    n_units: int,
    n_samples: int,
    keep_prob: float,
    seed: int,
    layer: int,
    step: int,
) -> Matrix:
    """Which units of a layer a training step keeps, for each sample.

    A uniform below keep_prob makes a 1, else a 0.  The uniforms are
    those of the purpose "dropout" followed by the number of the layer
    ("dropout1", "dropout2", ...) at the training step, filled row by row.

    Source: Srivastava et al. (2014), "Dropout: a simple way to prevent neural
    networks from overfitting".
    """
    shape = int(n_units), int(n_samples)
    purpose = f"dropout{int(layer)}"
    uniforms = random_uniforms(seed, purpose, step, shape[0] * shape[1])
    return (uniforms.reshape(shape) < keep_prob).astype(np.float64)


@checked
def dropout_forward(A: Matrix, mask: Matrix, keep_prob: float) -> Matrix:
    """Drop units and scale up the others: A * mask / keep_prob.

    The expected value stays A, so prediction needs no dropout at all.

    Source: Ganesh, "Deep Learning from first principles", part 6.
    """
    return A * mask / keep_prob


@checked
def dropout_backward(dA: Matrix, mask: Matrix, keep_prob: float) -> Matrix:
    """Take a gradient back through dropout: dA * mask / keep_prob.

    Source: Ganesh, "Deep Learning from first principles", part 6.
    """
    return dA * mask / keep_prob
