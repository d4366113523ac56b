"""Fitting a table: scaled samples, drawn weights, training, all enclosed."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np

from ...cases.arguments import Arguments
from ...cases.load import TrainingCase
from ..arithmetic.arithmetic import Arithmetic, Numbers, Results
from .network_operations import NO_NETWORK, NO_OPTIMIZER
from .statistics_operations import preprocessing
from .stream_operations import initial_weights
from .witness import Values, Witness, targets


class _TableWitness(Witness):
    """Trains on scaled samples from drawn weights; neither is a double."""

    def __init__(
        self,
        case: TrainingCase,
        arithmetic: Arithmetic,
        X: Numbers,
        weights: Values,
    ) -> None:
        super().__init__(case, arithmetic)
        self.X, self.drawn = X, weights

    def start(self, *_: object) -> tuple[Values, Values]:
        """The drawn weights, and a state of zeros."""
        zeros = super().start()[1]
        return self.drawn, zeros

    def batch(self, step: int) -> tuple[Numbers, Numbers]:
        """Scaled samples, and targets, of a step."""
        samples = self.samples(step).astype(int)
        Y = targets(self.case.labels, self.case.network)[:, samples]
        return self.X[:, samples], self.arithmetic.exact(Y)


def fitting(name: str, given: Arguments, a: Arithmetic) -> Results:
    """Parameters and losses of a network fitted to a table."""
    network = _network(given)
    scaled = preprocessing("standardize", {"X": given["X"]}, a)
    drawn = {
        "layer_sizes": network.layer_sizes,
        "method": given.get("initialization", "he"),
        "distribution": "normal",
        "seed": given.get("seed", 0),
    }
    weights = initial_weights("initialize_parameters", drawn, a)["parameters"]
    case = _case(given, network, weights)
    witness = _TableWitness(case, a, scaled["X"], weights)
    steps = list(witness.run(int(given.get("steps", 1000))))
    losses = [step.values["loss"][0, 0] for step in steps]
    return {
        "parameters": steps[-1].parameters,
        "losses": np.array(losses),
        "mean": scaled["mean"],
        "scale": scaled["scale"],
    }


def _network(given: Arguments) -> SimpleNamespace:
    n_classes = int(given["labels"].max()) + 1
    hidden = [int(width) for width in given.get("hidden", ())]
    activations = [given.get("hidden_activation", "relu")] * len(hidden)
    output, n_outputs, kind = ("softmax", n_classes, "categorical")
    if n_classes == 2:
        output, n_outputs, kind = "sigmoid", 1, "binary"
    fields = {
        "layer_sizes": [len(given["X"]), *hidden, n_outputs],
        "activations": [*activations, output],
        "loss": f"{kind}_cross_entropy",
        **{name: given.get(name, NO_NETWORK[name]) for name in _REGULARIZING},
    }
    return SimpleNamespace(**{**NO_NETWORK, **fields})


_REGULARIZING = ("l2_penalty", "keep_prob")


def _case(
    given: Arguments, network: SimpleNamespace, weights: Values
) -> TrainingCase:
    """What a witness asks of a case; of the weights only the shapes."""
    optimizer = {
        **NO_OPTIMIZER,
        "name": given.get("optimizer", "adam"),
        "learning_rate": given.get("learning_rate", 0.01),
    }
    whole = SimpleNamespace(
        X=given["X"],
        labels=given["labels"],
        parameters={n: np.zeros(w.shape) for n, w in weights.items()},
        network=network,
        optimizer=SimpleNamespace(**optimizer),
        batch_size=int(given.get("batch_size", given["X"].shape[1])),
        seed=int(given.get("seed", 0)),
    )
    return cast(TrainingCase, whole)
