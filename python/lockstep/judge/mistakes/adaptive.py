"""Known mistakes of RMSprop and Adam, and of averages that are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from . import formulas as right
from .formulas import Formulas, Hyper, Matrix, Update, wrong
from .mistake import Mistake
from .updates import Matrices, updated_by

Move = Callable[[Matrix, Matrix, Matrix, Hyper, float, float], Matrix]


def _hyper(name: str, change: Callable[[Hyper], Hyper]) -> Formulas:
    """An optimizer is given other hyper-parameters."""
    plain = right.UPDATES[name]

    def update(
        P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
    ) -> Matrices:
        return plain(P, g, v, s, change(h))

    return updated_by(name, update)


def _scaled(name: str, change: Move) -> Formulas:
    """Adam or RMSprop divide otherwise."""

    def update(
        P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
    ) -> Matrices:
        _, v, s = right.UPDATES[name](P, g, v, s, h)
        one, two = 1 - h.beta1**h.count, 1 - h.beta2**h.count
        with np.errstate(divide="ignore", invalid="ignore"):
            move = change(g, v, s, h, one, two)
        return P - h.rate * move, v, s

    return updated_by(name, update)


def _averages(
    name: str, letter: str, change: Callable[[Matrix, Matrix, Hyper], Matrix]
) -> Formulas:
    """An average is made otherwise, and used as it is."""

    def update(
        P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
    ) -> Matrices:
        if letter == "v":
            v = change(g, v, h)
        elif name == "adam":
            v = h.beta1 * v + (1 - h.beta1) * g
        if letter == "s":
            s = change(g, s, h)
        elif name == "adam":
            s = h.beta2 * s + (1 - h.beta2) * g * g
        one, two = 1 - h.beta1**h.count, 1 - h.beta2**h.count
        with np.errstate(divide="ignore", invalid="ignore"):
            if name == "adam":
                move = v / one / (np.sqrt(s / two) + h.epsilon)
            else:  # rmsprop
                move = g / (np.sqrt(s) + h.epsilon)
        return P - h.rate * move, v, s

    return updated_by(name, update)


def _forgetful(plain: Update) -> Update:
    return lambda P, g, v, s, h: plain(P, g, 0 * v, 0 * s, h)


def _stored_corrected(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> Matrices:
    P, v, s = right.adam(P, g, v, s, h)
    return P, v / (1 - h.beta1**h.count), s / (1 - h.beta2**h.count)


MISTAKES = (
    *(
        Mistake(
            f"{name}-without-memory",
            f"{name} forgets its averages",
            "keep v and s from step to step",
            wrong(
                updates={
                    **right.UPDATES,
                    name: _forgetful(plain),
                }
            ),
        )
        for name, plain in right.UPDATES.items()
        if name != "gradient_descent"
    ),
    *(
        Mistake(
            f"{name}-betas-swapped",
            "beta1 and beta2 are swapped",
            "beta1 belongs to v, beta2 to s",
            _hyper(
                name,
                lambda h: replace(h, beta1=h.beta2, beta2=h.beta1),
            ),
        )
        for name in ("momentum", "classical_momentum", "adam")
    ),
    *(
        Mistake(
            f"{name}-epsilon-inside",
            "epsilon stands inside the root",
            "sqrt(s) + epsilon",
            _scaled(name, change),
        )
        for name, change in (
            (
                "rmsprop",
                lambda g, v, s, h, one, two: g / np.sqrt(s + h.epsilon),
            ),
            (
                "adam",
                lambda g, v, s, h, one, two: (
                    v / one / np.sqrt(s / two + h.epsilon)
                ),
            ),
        )
    ),
    *(
        Mistake(
            f"{name}-epsilon-missing",
            "epsilon is left out",
            "sqrt(s) + epsilon",
            _hyper(name, lambda h: replace(h, epsilon=0.0)),
        )
        for name in ("rmsprop", "adam")
    ),
    Mistake(
        "adam-epsilon-before-correction",
        "epsilon is added before s is corrected",
        "sqrt(s / (1 - beta2^t)) + epsilon",
        _scaled(
            "adam",
            lambda g, v, s, h, one, two: (
                v / one * np.sqrt(two) / (np.sqrt(s) + h.epsilon)
            ),
        ),
    ),
    Mistake(
        "adam-not-corrected",
        "Adam does not correct its averages",
        "divide v by 1 - beta1^t, s by 1 - beta2^t",
        _scaled(
            "adam",
            lambda g, v, s, h, one, two: v / (np.sqrt(s) + h.epsilon),
        ),
    ),
    Mistake(
        "adam-v-not-corrected",
        "Adam does not correct v",
        "divide v by 1 - beta1^t",
        _scaled(
            "adam",
            lambda g, v, s, h, one, two: v / (np.sqrt(s / two) + h.epsilon),
        ),
    ),
    Mistake(
        "adam-s-not-corrected",
        "Adam does not correct s",
        "divide s by 1 - beta2^t",
        _scaled(
            "adam",
            lambda g, v, s, h, one, two: v / one / (np.sqrt(s) + h.epsilon),
        ),
    ),
    Mistake(
        "adam-stores-corrected",
        "Adam keeps the corrected averages",
        "keep v and s as they are",
        updated_by("adam", _stored_corrected),
    ),
    Mistake(
        "rmsprop-corrected",
        "RMSprop corrects s as Adam does",
        "RMSprop corrects nothing",
        _scaled(
            "rmsprop",
            lambda g, v, s, h, one, two: g / (np.sqrt(s / two) + h.epsilon),
        ),
    ),
    *(
        Mistake(
            f"{name}-gradient-not-squared",
            "s averages gradients, not their squares",
            "s = beta2 s + (1 - beta2) dP^2",
            _averages(
                name, "s", lambda g, s, h: h.beta2 * s + (1 - h.beta2) * g
            ),
        )
        for name in ("rmsprop", "adam")
    ),
    *(
        Mistake(
            f"{name}-s-not-averaged",
            "s sums the squares up",
            "s = beta2 s + (1 - beta2) dP^2",
            _averages(name, "s", lambda g, s, h: h.beta2 * s + g * g),
        )
        for name in ("rmsprop", "adam")
    ),
    Mistake(
        "adam-v-not-averaged",
        "v sums the gradients up",
        "v = beta1 v + (1 - beta1) dP",
        _averages("adam", "v", lambda g, v, h: h.beta1 * v + g),
    ),
    Mistake(
        "rmsprop-uses-beta1",
        "RMSprop uses beta1",
        "beta2 belongs to s",
        _hyper("rmsprop", lambda h: replace(h, beta2=h.beta1)),
    ),
    Mistake(
        "count-from-0",
        "Adam counts its steps from 0",
        "the first update has t = 1",
        wrong(count=lambda given, before: given.step),
    ),
    Mistake(
        "count-one-too-high",
        "Adam's count is one too high",
        "the first update has t = 1",
        wrong(count=lambda given, before: given.step + 2),
    ),
    Mistake(
        "count-not-increased",
        "Adam's count stays at 1",
        "it grows with each update",
        wrong(count=lambda given, before: 1),
    ),
    Mistake(
        "count-by-epoch",
        "Adam counts epochs",
        "it grows with each update",
        wrong(count=lambda given, before: given.epoch + 1),
    ),
    Mistake(
        "count-shared",
        "Adam's count grows with each parameter",
        "one count for all parameters of a step",
        wrong(
            count=lambda given, before: (
                given.step * 2 * given.n_layers + before + 1
            )
        ),
    ),
)
