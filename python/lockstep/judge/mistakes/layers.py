"""Known mistakes of layers: scores, activations, the way back, dropout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np

from firstprinciples import sigmoid, softmax

from . import formulas as right
from .formulas import Formulas, Given, Matrix, wrong
from .losses import losses_of_logs
from .mistake import Mistake

HIDDEN = ("relu", "tanh")


def _activation(name: str, other: str) -> Formulas:
    """One activation is taken for another, forward and back."""

    def taken(given: str) -> str:
        return other if given == name else given

    return wrong(
        value=lambda given, Z: right.value(taken(given), Z),
        slope=lambda given, Z, A: right.slope(taken(given), Z, A),
    )


def _slope(name: str, change: Callable[[Matrix, Matrix], Matrix]) -> Formulas:
    """The derivative of an activation is another."""

    def slope(given: str, Z: Matrix, A: Matrix) -> Matrix:
        if given != name:
            return right.slope(given, Z, A)
        return change(Z, A).astype(float)

    return wrong(slope=slope)


def _reshaped(by_columns: bool) -> Formulas:
    """W^T has its shape, but its numbers stand in their old order."""

    def back(given: Given, W: Matrix, dZ: Matrix) -> Matrix:
        if W.shape[0] == W.shape[1]:
            return np.nan * W @ dZ  # W itself: another mistake
        order: Literal["C", "F"] = "F" if by_columns else "C"
        return W.reshape(W.shape[::-1], order=order) @ dZ

    return wrong(back=back)


MISTAKES = (
    Mistake(
        "slope-missing",
        "the derivative of the activation is forgotten",
        "dZ = dA g'(Z)",
        wrong(slope=lambda name, Z, A: np.ones_like(Z)),
    ),
    Mistake(
        "relu-slope-at-0",
        "relu'(0) is 1",
        "0 at 0: Z > 0, not Z >= 0",
        _slope("relu", lambda Z, A: Z >= 0),
    ),
    Mistake(
        "relu-slope-half",
        "relu'(0) is a half",
        "0 at 0",
        _slope("relu", lambda Z, A: np.where(Z == 0, 0.5, Z > 0)),
    ),
    Mistake(
        "tanh-slope-not-squared",
        "tanh' is 1 - A",
        "1 - A^2",
        _slope("tanh", lambda Z, A: 1 - A),
    ),
    Mistake(
        "tanh-slope-of-Z",
        "tanh' is 1 - Z^2",
        "1 - A^2, of the activation",
        _slope("tanh", lambda Z, A: 1 - Z * Z),
    ),
    Mistake(
        "tanh-slope-of-A",
        "tanh' is taken at A",
        "1 - A^2, of the activation",
        _slope("tanh", lambda Z, A: 1 - np.tanh(A) ** 2),
    ),
    Mistake(
        "sigmoid-slope-of-Z",
        "sigmoid' is Z (1 - Z)",
        "A (1 - A), of the activation",
        _slope("sigmoid", lambda Z, A: Z * (1 - Z)),
    ),
    Mistake(
        "sigmoid-slope-of-A",
        "sigmoid' is taken at A",
        "A (1 - A), of the activation",
        _slope("sigmoid", lambda Z, A: sigmoid(A) * (1 - sigmoid(A))),
    ),
    Mistake(
        "weights-not-transposed",
        "dA is W dZ",
        "W^T dZ",
        wrong(
            back=lambda given, W, dZ: (
                W @ dZ if W.shape[0] == W.shape[1] else W.T @ dZ
            )
        ),
    ),
    *(
        Mistake(
            f"weights-reshaped-by-{lines}",
            f"W is reshaped by {lines}, not transposed",
            "W^T dZ",
            _reshaped(lines == "columns"),
        )
        for lines in ("rows", "columns")
    ),
    Mistake(
        "updated-weights-used",
        "dA is computed with W after its update",
        "go back through the W of the forward pass",
        wrong(updated_first=True),
    ),
    Mistake(
        "bias-missing",
        "Z has no bias",
        "Z = W A + b",
        wrong(weighted=lambda W, A_prev, b: W @ A_prev),
    ),
    Mistake(
        "bias-subtracted",
        "the bias is subtracted",
        "Z = W A + b",
        wrong(weighted=lambda W, A_prev, b: W @ A_prev - b),
    ),
    Mistake(
        "softmax-over-samples",
        "softmax runs over the samples",
        "over the classes: each column sums to 1",
        replace(
            losses_of_logs(0.0),
            value=lambda name, Z: (
                softmax(Z.T).T if name == "softmax" else right.value(name, Z)
            ),
        ),
    ),
    Mistake(
        "relu-leaky",
        "relu lets 0.01 z through below 0",
        "max(z, 0)",
        wrong(
            value=lambda name, Z: (
                np.where(Z > 0, Z, 0.01 * Z)
                if name == "relu"
                else right.value(name, Z)
            ),
            slope=lambda name, Z, A: (
                np.where(Z > 0, 1.0, 0.01)
                if name == "relu"
                else right.slope(name, Z, A)
            ),
        ),
    ),
    Mistake(
        "activation-missing",
        "hidden layers have no activation",
        "A = g(Z)",
        wrong(
            value=lambda name, Z: Z if name in HIDDEN else right.value(name, Z),
            slope=lambda name, Z, A: np.ones_like(Z),
        ),
    ),
    Mistake(
        "activation-missing-forward",
        "hidden layers have no activation, but its derivative",
        "A = g(Z)",
        wrong(
            value=lambda name, Z: Z if name in HIDDEN else right.value(name, Z)
        ),
    ),
    Mistake(
        "softmax-twice-forward",
        "A is softmax applied twice; the loss is that of the scores",
        "A = softmax(Z)",
        wrong(
            value=lambda name, Z: (
                softmax(softmax(Z))
                if name == "softmax"
                else right.value(name, Z)
            )
        ),
    ),
    *(
        Mistake(
            f"{other}-for-{name}",
            f"{other} stands where the case has {name}",
            f"use {name}",
            _activation(name, other),
        )
        for name in ("relu", "tanh", "sigmoid")
        for other in ("relu", "tanh", "sigmoid")
        if other != name
    ),
    Mistake(
        "dropout-not-scaled",
        "dropout does not divide by keep_prob",
        "A = G M / keep_prob, and dG = dA M / keep_prob",
        wrong(
            drop=lambda G, M, keep: G * M,
            drop_back=lambda dA, M, keep: dA * M,
        ),
    ),
    Mistake(
        "dropout-forward-not-scaled",
        "on the way forward dropout does not divide by keep_prob",
        "A = G M / keep_prob",
        wrong(drop=lambda G, M, keep: G * M),
    ),
    Mistake(
        "dropout-missing",
        "there is no dropout",
        "A = G M / keep_prob",
        wrong(drop=lambda G, M, keep: G, drop_back=lambda dA, M, keep: dA),
    ),
    Mistake(
        "dropout-back-missing",
        "dropout does not act on the way back",
        "dG = dA M / keep_prob",
        wrong(drop_back=lambda dA, M, keep: dA),
    ),
    Mistake(
        "dropout-back-not-scaled",
        "on the way back dropout does not divide by keep_prob",
        "dG = dA M / keep_prob",
        wrong(drop_back=lambda dA, M, keep: dA * M),
    ),
    Mistake(
        "dropout-rate-for-keep-prob",
        "keep_prob is taken for the rate of dropping",
        "divide by keep_prob",
        wrong(
            drop=lambda G, M, keep: G * M / (1 - keep),
            drop_back=lambda dA, M, keep: dA * M / (1 - keep),
        ),
    ),
    Mistake(
        "dropout-mask-inverted",
        "dropout keeps what the mask drops",
        "1 in the mask keeps a unit",
        wrong(
            drop=lambda G, M, keep: G * (1 - M) / keep,
            drop_back=lambda dA, M, keep: dA * (1 - M) / keep,
        ),
    ),
)
