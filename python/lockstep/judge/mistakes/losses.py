"""Known mistakes of the loss and of the targets."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from firstprinciples import Network, one_hot

from . import formulas as right
from .formulas import Formulas, Given, Layer, Matrix, wrong
from .mistake import DIVIDE, Mistake


def _loss(change: Callable[[Given, Layer, Matrix], float]) -> Formulas:
    """The loss of the data is another."""

    def data_loss(given: Given, layer: Layer, Y: Matrix) -> float:
        return float(change(given, layer, Y))

    return wrong(data_loss=data_loss)


def losses_of_logs(epsilon: float) -> Formulas:
    """The loss is computed from the probabilities."""

    def data_loss(given: Given, layer: Layer, Y: Matrix) -> float:
        P = layer.A
        with np.errstate(divide="ignore", invalid="ignore"):
            losses = -Y * np.log(P + epsilon)
            if layer.activation == "sigmoid":
                losses = losses - (1 - Y) * np.log(1 - P + epsilon)
        return float(losses.sum())

    return wrong(data_loss=data_loss)


def _penalty_loss(factor: float, by_samples: bool = True) -> Formulas:
    return wrong(
        penalty=lambda given, D: (
            factor * right.penalty(given, D if by_samples else 1.0)
        )
    )


def penalty_with_biases(given: Given, D: float) -> float:
    """What L2 adds to the loss, of W and b."""
    squares = sum(
        float((given.parameter(f"b{layer}") ** 2).sum())
        for layer in range(1, given.n_layers + 1)
    )
    return right.penalty(given, D) + given.network.l2_penalty / (2 * D) * (
        squares
    )


def _labels(shift: int) -> Formulas:
    def targets(labels: np.ndarray, network: Network) -> Matrix:
        classes = network.layer_sizes[-1]
        if classes == 1:
            return (labels + shift)[None, :]
        Y = one_hot((labels + shift) % (classes + 1), classes + 1)
        return Y[:classes]

    return wrong(targets=targets)


MISTAKES = (
    Mistake(
        "loss-not-divided",
        "the loss is summed over the samples",
        DIVIDE,
        _loss(
            lambda g, layer, Y: (
                right.data_loss(g, layer, Y) * right.divisor(g, Y.shape[1])
            )
        ),
    ),
    Mistake(
        "loss-divided",
        "the loss is averaged over the samples",
        "the case says: sum",
        _loss(lambda g, layer, Y: right.data_loss(g, layer, Y) / Y.shape[1]),
    ),
    Mistake(
        "loss-mean-of-elements",
        "the loss is averaged over samples and classes",
        "divide by the number of samples alone",
        _loss(lambda g, layer, Y: right.data_loss(g, layer, Y) / Y.shape[0]),
    ),
    Mistake(
        "loss-positive-only",
        "the loss of a sample of class 0 is left out",
        "-y log p - (1 - y) log(1 - p)",
        _loss(
            lambda g, layer, Y: (
                right.data_loss(g, layer, Y)
                if layer.activation != "sigmoid"
                else -(Y * np.log(layer.A)).sum()
            )
        ),
    ),
    *(
        Mistake(
            f"loss-log-epsilon-{epsilon:g}",
            f"the loss is that of log(p + {epsilon:g})",
            "compute the loss from the scores",
            losses_of_logs(epsilon),
        )
        for epsilon in (1e-15, 1e-12, 1e-10, 1e-8, 1e-7)
    ),
    Mistake(
        "loss-without-penalty",
        "the loss has no L2 penalty",
        "add l2_penalty / (2 n) times the squares of all W",
        _penalty_loss(0.0),
    ),
    Mistake(
        "loss-penalty-not-halved",
        "the L2 penalty in the loss is not halved",
        "l2_penalty / (2 n)",
        _penalty_loss(2.0),
    ),
    Mistake(
        "loss-penalty-not-divided",
        "the L2 penalty in the loss is not divided by the number of samples",
        DIVIDE,
        _penalty_loss(1.0, by_samples=False),
    ),
    Mistake(
        "loss-penalty-of-biases",
        "the biases are penalised in the loss",
        "only W is penalised",
        wrong(penalty=penalty_with_biases),
    ),
    Mistake(
        "labels-too-high",
        "labels are taken one too high",
        "labels count from 0",
        _labels(1),
    ),
    Mistake(
        "labels-too-low",
        "labels are taken one too low",
        "labels count from 0",
        _labels(-1),
    ),
)
