"""Known mistakes of the gradients: of the scores, of W and b."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from firstprinciples import softmax

from . import formulas as right
from .formulas import Formulas, Given, Layer, Matrix, wrong
from .losses import penalty_with_biases
from .mistake import DIVIDE, Mistake

Pair = tuple[Matrix, Matrix]
Change = Callable[[Matrix, Matrix, float, int], Pair]


def _gradients(change: Change, layers: str = "all") -> Formulas:
    """Change dW and db of all layers, or of one."""

    def gradients(
        given: Given, layer: Layer, dZ: Matrix, A_prev: Matrix, D: float
    ) -> Pair:
        dW, db = right.gradients(given, layer, dZ, A_prev, D)
        one = {"last": given.n_layers, "first": 1}.get(layers, layer.number)
        if layers != "all" and given.n_layers == 1:
            return np.nan * dW, db  # "all" says it
        if layer.number != one:
            return dW, db
        return change(dW, db, D, dZ.shape[1])

    return wrong(gradients=gradients)


def _output(change: Callable[[Layer, Matrix, float], Matrix]) -> Formulas:
    """DZ of the last layer is another."""

    def output_gradient(
        given: Given, layer: Layer, Y: Matrix, D: float
    ) -> Matrix:
        return change(layer, Y, D)

    return wrong(output_gradient=output_gradient)


def _penalty(factor: float, by_samples: bool = True) -> Formulas:
    """The gradient of the penalty is scaled."""
    return wrong(
        shrinking=lambda given, layer, D: (
            factor
            * given.network.l2_penalty
            / (D if by_samples else 1.0)
            * layer.W,
            0.0,
        )
    )


def shrinking_with_biases(
    given: Given, layer: Layer, D: float
) -> tuple[Matrix, Matrix]:
    """What L2 adds to the gradients, of W and b."""
    share = given.network.l2_penalty / D
    return share * layer.W, share * layer.b


def _through_softmax(P: Matrix, dP: Matrix) -> Matrix:
    return P * (dP - (dP * P).sum(0, keepdims=True))


_SOFTMAX_TWICE = replace(
    _output(
        lambda layer, Y, D: (
            _through_softmax(layer.A, (softmax(layer.A) - Y) / D)
            if layer.activation == "softmax"
            else (layer.A - Y) / D
        )
    ),
    data_loss=lambda given, layer, Y: (
        float(-(Y * np.log(softmax(layer.A))).sum())
        if layer.activation == "softmax"
        else right.data_loss(given, layer, Y)
    ),
)

MISTAKES = (
    Mistake(
        "softmax-twice",
        "softmax is applied twice",
        "the loss takes scores, not probabilities",
        _SOFTMAX_TWICE,
    ),
    Mistake(
        "gradient-sign",
        "all gradients have the other sign",
        "dZ = A - Y",
        _output(lambda layer, Y, D: (Y - layer.A) / D),
    ),
    Mistake(
        "gradients-not-divided",
        "all gradients are sums over the samples",
        DIVIDE,
        _output(lambda layer, Y, D: layer.A - Y),
    ),
    Mistake(
        "gradients-divided",
        "all gradients are divided by the number of samples",
        "once for a mean, not at all for a sum",
        _output(lambda layer, Y, D: (layer.A - Y) / D / Y.shape[1]),
    ),
    Mistake(
        "gradients-mean-of-elements",
        "all gradients are divided by samples times classes",
        "divide by the number of samples alone",
        _output(lambda layer, Y, D: (layer.A - Y) / D / Y.shape[0]),
    ),
    Mistake(
        "gradients-by-n-minus-1",
        "gradients are divided by n - 1",
        "divide by n",
        _output(lambda layer, Y, D: (layer.A - Y) / max(D - 1.0, 1.0)),
    ),
    Mistake(
        "squared-error-gradient",
        "dZ of the last layer is that of a squared error",
        "dZ = A - Y for a cross-entropy",
        _output(
            lambda layer, Y, D: (layer.A - Y) * layer.A * (1 - layer.A) / D
        ),
    ),
    Mistake(
        "sum-for-mean",
        "loss and gradients are sums over the samples",
        DIVIDE,
        wrong(divisor=lambda given, n: 1.0),
    ),
    Mistake(
        "mean-for-sum",
        "loss and gradients are means over the samples",
        "the case says: sum",
        wrong(divisor=lambda given, n: float(n)),
    ),
    Mistake(
        "mean-of-elements",
        "loss and gradients are divided by samples times classes",
        "divide by the number of samples alone",
        wrong(
            divisor=lambda given, n: right.divisor(
                given, n * given.network.layer_sizes[-1]
            )
        ),
    ),
    Mistake(
        "gradients-of-full-size",
        "a smaller last batch is divided by batch_size",
        "divide by the number of its own samples",
        wrong(
            divisor=lambda given, n: right.divisor(given, given.case.batch_size)
        ),
    ),
    Mistake(
        "divided-by-all-samples",
        "a batch is divided by the number of all samples",
        "divide by the number of its own samples",
        wrong(divisor=lambda given, n: right.divisor(given, given.n_samples)),
    ),
    *(
        Mistake(
            f"{name}-not-divided{where}",
            f"{name} of {which} is a sum over the samples",
            DIVIDE,
            _gradients(change, layers),
        )
        for name, change in (
            ("dW", lambda dW, db, D, n: (dW * D, db)),
            ("db", lambda dW, db, D, n: (dW, db * D)),
        )
        for where, which, layers in (
            ("", "every layer", "all"),
            ("-last", "the last layer", "last"),
            ("-first", "the first layer", "first"),
        )
    ),
    Mistake(
        "dW-divided-twice",
        "dW is divided by the number of samples once more",
        "dZ is divided already",
        _gradients(lambda dW, db, D, n: (dW / n, db)),
    ),
    Mistake(
        "db-divided-twice",
        "db is a mean over the samples",
        "dZ is divided already: sum its columns",
        _gradients(lambda dW, db, D, n: (dW, db / n)),
    ),
    Mistake(
        "penalty-gradient-missing",
        "dW has no L2 penalty",
        "add l2_penalty / n W",
        _penalty(0.0),
    ),
    Mistake(
        "penalty-gradient-halved",
        "the L2 penalty in dW is halved",
        "add l2_penalty / n W",
        _penalty(0.5),
    ),
    Mistake(
        "penalty-gradient-doubled",
        "the L2 penalty in dW is doubled",
        "add l2_penalty / n W",
        _penalty(2.0),
    ),
    Mistake(
        "penalty-gradient-not-divided",
        "the L2 penalty in dW is not divided by the number of samples",
        DIVIDE,
        _penalty(1.0, by_samples=False),
    ),
    Mistake(
        "penalty-not-divided",
        "the L2 penalty is not divided by the number of samples",
        DIVIDE,
        replace(
            _penalty(1.0, by_samples=False),
            penalty=lambda given, D: right.penalty(given, 1.0),
        ),
    ),
    Mistake(
        "penalty-not-halved",
        "the L2 penalty is l2_penalty / n, not half of it",
        "l2_penalty / (2 n) in the loss, l2_penalty / n W in dW",
        replace(
            _penalty(2.0),
            penalty=lambda given, D: 2 * right.penalty(given, D),
        ),
    ),
    Mistake(
        "penalty-missing",
        "there is no L2 penalty at all",
        "l2_penalty / (2 n) in the loss, l2_penalty / n W in dW",
        replace(_penalty(0.0), penalty=lambda given, D: 0.0),
    ),
    Mistake(
        "penalty-of-biases",
        "the biases are penalised",
        "only W is penalised",
        wrong(
            penalty=penalty_with_biases,
            shrinking=shrinking_with_biases,
        ),
    ),
    Mistake(
        "bias-gradient-penalised",
        "db has a penalty",
        "only W is penalised",
        wrong(shrinking=shrinking_with_biases),
    ),
    Mistake(
        "decoupled-decay",
        "weight decay acts on W, beside the gradient",
        "add l2_penalty / n W to dW, before the optimizer",
        replace(_penalty(0.0), decay=1.0),
    ),
)
