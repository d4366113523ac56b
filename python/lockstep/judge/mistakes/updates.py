"""Known mistakes of momentum, and of what is updated."""

from __future__ import annotations

from dataclasses import replace

from ...traces.trace import Start, Trace
from . import formulas as right
from .formulas import Formulas, Given, Hyper, Matrix, Update, wrong
from .mistake import Mistake
from .step import compute

Matrices = tuple[Matrix, ...]


def updated_by(name: str, update: Update) -> Formulas:
    """An optimizer updates by another rule."""
    return wrong(updates={**right.UPDATES, name: update})


def _keeps(part: str) -> Formulas:
    """Parameters with a letter or number in their name are never updated."""

    def after(given: Given, found: Trace) -> Trace:
        if part == "1" and given.n_layers == 1:
            return found  # all are frozen: another mistake
        kept = {
            name: stack[0]
            for name, stack in given.start.parameters.items()
            if part in (name[0], name[1:])
        }
        return found | kept

    return wrong(after=after)


def _nesterov(P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper) -> Matrices:
    v = h.beta1 * v + g
    return P - h.rate * (g + h.beta1 * v), v, s


def _with_rate(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> Matrices:
    v = h.beta1 * v + h.rate * g
    return P - v, v, s


def _minus_rate(
    P: Matrix, g: Matrix, v: Matrix, s: Matrix, h: Hyper
) -> Matrices:
    v = h.beta1 * v - h.rate * g
    return P + v, v, s


def _loss_after(given: Given, found: Trace) -> Trace:
    """The loss of the parameters that the step ends with."""
    ends = {name: found[name][None] for name in given.start.parameters}
    later = replace(given, start=Start(ends, given.start.state))
    return found | {"loss": compute(Formulas(), later)["loss"]}


MISTAKES = (
    Mistake(
        "rate-missing",
        "the learning rate is left out",
        "P - r dP",
        wrong(rate=lambda given: 1.0),
    ),
    Mistake(
        "update-sign",
        "the update goes uphill",
        "P - r dP",
        wrong(rate=lambda given: -right.rate(given)),
    ),
    Mistake(
        "parameters-frozen",
        "the parameters are not updated, or written before the update",
        "write W and b after the update",
        wrong(
            after=lambda given, found: (
                found
                | {name: p[0] for name, p in given.start.parameters.items()}
            )
        ),
    ),
    Mistake(
        "loss-after-update",
        "the loss is that of the parameters after the update",
        "compute the loss before the update",
        wrong(after=_loss_after),
    ),
    Mistake(
        "weights-frozen", "W is not updated", "update every W", _keeps("W")
    ),
    Mistake("biases-frozen", "b is not updated", "update every b", _keeps("b")),
    Mistake(
        "first-layer-frozen",
        "layer 1 is not updated",
        "update every layer",
        _keeps("1"),
    ),
    Mistake(
        "momentum-classical",
        "momentum sums gradients up: classical momentum",
        "v = beta1 v + (1 - beta1) dP",
        updated_by("momentum", right.classical_momentum),
    ),
    Mistake(
        "momentum-averaged",
        "classical momentum averages the gradients: dampening",
        "v = beta1 v + dP",
        updated_by("classical_momentum", right.momentum),
    ),
    *(
        Mistake(
            f"{name}-nesterov",
            "momentum is Nesterov's",
            "P - r v",
            updated_by(name, _nesterov),
        )
        for name in ("momentum", "classical_momentum")
    ),
    Mistake(
        "momentum-with-rate",
        "v has the learning rate in it",
        "v = beta1 v + dP; P - r v",
        updated_by("classical_momentum", _with_rate),
    ),
    Mistake(
        "momentum-with-minus-rate",
        "v is the negative step, with the learning rate in it",
        "v = beta1 v + dP; P - r v",
        updated_by("classical_momentum", _minus_rate),
    ),
)
