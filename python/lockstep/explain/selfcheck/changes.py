"""Changes of a case of which it is known what they do to its first step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from ...traces.trace import Trace
from .inputs import Inputs

POWER = 2.0**10
Scales = dict[str, float]  # by the name of a parameter


@dataclass(frozen=True)
class Back:
    """How a gradient of a changed case becomes one of the case itself.

    Attributes
    ----------
    rows, columns : dict of ndarray
        Which row, or column, of the changed one belongs to each of its own.
    factors : dict of float
        What it is multiplied with; 1 if it is not named.
    loss : float
        The factor of the loss.
    """

    rows: Trace = field(default_factory=dict)
    columns: Trace = field(default_factory=dict)
    factors: Scales = field(default_factory=dict)
    loss: float = 1.0

    def apply(self, name: str, value: np.ndarray) -> np.ndarray:
        """Take the loss, or a parameter's gradient, back."""
        if name == "loss":
            return self.loss * value
        if name in self.rows:
            value = value[self.rows[name]]
        if name in self.columns:
            value = value[:, self.columns[name]]
        return self.factors.get(name, 1.0) * value


@dataclass(frozen=True)
class Change:
    """Other inputs, and how their results become those of the case.

    Attributes
    ----------
    inputs : list of Inputs
        The results of all are added up.
    back : Back
    scales : dict of float, optional
        What parameters were multiplied with, by powers of two; None if the
        change rounds otherwise.
    """

    inputs: list[Inputs]
    back: Back
    scales: Scales | None = None

    def keeps_bits(self, quantity: str) -> bool:
        """Whether only the exponent changes, or nothing.

        A scaled parameter and its gradient go apart: their sum rounds.
        """
        return self.scales is not None and quantity not in self.scales


def _order(n: int, seed: int) -> np.ndarray:
    order: np.ndarray = np.random.default_rng(seed).permutation(n)
    return order


def _layers(inputs: Inputs) -> int:
    return len(inputs.network["activations"])


def samples_permuted(case: Inputs) -> Iterator[Change]:
    """Other places of the samples."""
    order = _order(case.n_samples, 1)
    if case.n_samples > 1:
        X, labels = case.X[:, order], case.labels[order]
        yield Change([replace(case, X=X, labels=labels)], Back())


def units_permuted(case: Inputs) -> Iterator[Change]:
    """Other places of the hidden units, in all layers."""
    made, back = dict(case.parameters), Back()
    for layer in range(1, _layers(case)):
        order = _order(len(made[f"b{layer}"]), layer)
        own = np.argsort(order)
        for name in (f"W{layer}", f"b{layer}"):
            made[name] = made[name][order]
            back.rows[name] = own
        after = f"W{layer + 1}"
        made[after] = made[after][:, order]
        back.columns[after] = own
    if back.rows:
        yield Change([replace(case, parameters=made)], back)


def classes_permuted(case: Inputs) -> Iterator[Change]:
    """Other numbers of the classes; two with one output change places."""
    last, sizes = _layers(case), case.network["layer_sizes"]
    if case.network["activations"][-1] == "step":
        return  # a score of 0 is no tie of two classes there
    names = (f"W{last}", f"b{last}")
    made = dict(case.parameters)
    if sizes[-1] == 1:
        made |= {name: -made[name] for name in names}
        back = Back(factors=dict.fromkeys(names, -1.0))
        labels = 1 - case.labels
    else:
        order = np.roll(np.arange(sizes[-1]), 1)
        made |= {name: made[name][order] for name in names}
        own = np.argsort(order)
        back = Back(dict.fromkeys(names, own))
        labels = own[case.labels.astype(int)]
    yield Change([replace(case, parameters=made, labels=labels)], back)


def samples_doubled(case: Inputs) -> Iterator[Change]:
    """Each sample twice; twice the penalty, which is a share of them."""
    twice = case.with_network(l2_penalty=2 * case.network["l2_penalty"])
    twice = replace(
        twice,
        X=np.hstack([case.X, case.X]),
        labels=np.concatenate([case.labels, case.labels]),
    )
    share = 0.5 if case.network["reduction"] == "sum" else 1.0
    yield Change([twice], _all(case, share))


def samples_parted(case: Inputs) -> Iterator[Change]:
    """Two halves of the samples, each with half of the penalty."""
    half = case.n_samples // 2
    if 2 * half != case.n_samples:
        return
    both = case.with_network(l2_penalty=case.network["l2_penalty"] / 2)
    parts = [
        replace(both, X=case.X[:, part], labels=case.labels[part])
        for part in (slice(0, half), slice(half, None))
    ]
    share = 1.0 if case.network["reduction"] == "sum" else 0.5
    yield Change(parts, _all(case, share))


def inputs_scaled(case: Inputs) -> Iterator[Change]:
    """Larger inputs and, by as much, smaller weights: equal scores."""
    if not case.network["l2_penalty"]:
        made = {**case.parameters, "W1": case.parameters["W1"] / POWER}
        changed = replace(case, X=case.X * POWER, parameters=made)
        back = Back(factors={"W1": 1 / POWER})
        yield Change([changed], back, {"W1": 1 / POWER})


def relu_scaled(case: Inputs) -> Iterator[Change]:
    """A relu layer larger, the one after it smaller: equal scores there."""
    words = case.network["activations"]
    for layer in range(1, len(words)):
        if words[layer - 1] != "relu" or case.network["l2_penalty"]:
            continue
        scales = {
            f"W{layer}": POWER,
            f"b{layer}": POWER,
            f"W{layer + 1}": 1 / POWER,
        }
        made: Trace = dict(case.parameters)
        made |= {name: made[name] * by for name, by in scales.items()}
        back = Back(factors=scales)
        yield Change([replace(case, parameters=made)], back, scales)


def _all(case: Inputs, factor: float) -> Back:
    return Back(factors=dict.fromkeys(case.parameters, factor), loss=factor)


CHANGES: dict[str, Callable[[Inputs], Iterator[Change]]] = {
    "samples permuted": samples_permuted,
    "units permuted": units_permuted,
    "classes permuted": classes_permuted,
    "samples doubled": samples_doubled,
    "samples parted": samples_parted,
    "inputs scaled": inputs_scaled,
    "relu scaled": relu_scaled,
}
