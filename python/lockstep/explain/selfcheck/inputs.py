"""What a port is given: cases that are changed, and written to files."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from firstprinciples import new_network, new_optimizer

from ...cases.load import TrainingCase
from ...files.encode import encode_csv, encode_json
from ...files.strict_json import JsonObject
from ...traces.trace import Trace

RATE = 2.0**-6  # a power of two: moves divided by it are gradients, exactly
MOST_SAMPLES = 96  # half of them is whole; more shows nothing new
BATCH = 40  # does not divide them
GRID = 2.0**26  # weights are multiples of 1 / GRID: small moves are exact
BIASES = 0.25  # largest; zeros would hide a bias that is forgotten


@dataclass(frozen=True, eq=False)
class Inputs:
    """Everything that a training case says; a changed one is another.

    Attributes
    ----------
    id : str
    X, labels : ndarray
    parameters : dict of ndarray
    network, optimizer : dict
        As in a case file.
    steps, seed, batch_size : int
        A batch size of 0 means all samples.
    """

    id: str
    X: np.ndarray
    labels: np.ndarray
    parameters: Trace
    network: JsonObject
    optimizer: JsonObject
    steps: int = 1
    seed: int = 0
    batch_size: int = 0

    @property
    def n_samples(self) -> int:
        """How many samples there are."""
        return int(self.X.shape[1])

    def with_network(self, **words: object) -> Inputs:
        """The same, with other words of its network."""
        return replace(self, network={**self.network, **words})

    def with_rate(self, rate: float) -> Inputs:
        """The same, with another learning rate."""
        return replace(
            self, optimizer={**self.optimizer, "learning_rate": rate}
        )

    def write(self, folder: Path) -> TrainingCase:
        """Write the case and its tables."""
        (folder / "weights").mkdir(parents=True)
        samples = np.vstack([self.X, self.labels]).T
        (folder / "data.csv").write_bytes(encode_csv(samples))
        for name, value in self.parameters.items():
            file = folder / "weights" / f"{name}.csv"
            file.write_bytes(encode_csv(value))
        batch_size = self.batch_size or self.n_samples
        fields = {
            "id": self.id,
            "kind": "training",
            "data": "data.csv",
            "weights": "weights",
            "network": self.network,
            "optimizer": self.optimizer,
            "steps": self.steps,
            "seed": self.seed,
            "batch_size": batch_size,
        }
        file = folder / "case.json"
        file.write_bytes(encode_json(fields))
        return TrainingCase(
            *(self.id, "training", "", file, str(file), fields),
            *(self.X, self.labels, self.parameters),
            new_network(**self.network),
            new_optimizer(**self.optimizer),
            *(self.steps, self.steps, self.seed, batch_size),
        )


def as_run(case: TrainingCase, steps: int) -> Inputs:
    """A case as it is, over a few of its samples and of other length."""
    X, labels = _few(case)
    batches = case.batch_size < case.X.shape[1]
    return Inputs(
        case.id,
        *(X, labels, case.parameters),
        _plain(asdict(case.network)),
        _plain(asdict(case.optimizer)),
        steps,
        case.seed,
        min(case.batch_size, BATCH) if batches else 0,
    )


def one_step(case: TrainingCase) -> Inputs:
    """A case as one step of gradient descent over a few of its samples.

    Its biases are no zeros, and its weights lie on a grid.
    """
    X, labels = _few(case)
    draw = np.random.default_rng(len(case.parameters))
    parameters = {
        name: _on_grid(value if value.any() else _drawn(draw, value))
        for name, value in case.parameters.items()
    }
    return Inputs(
        case.id,
        *(X, labels, parameters),
        _plain(asdict(case.network)),
        {"name": "gradient_descent", "learning_rate": RATE},
        seed=case.seed,
    )


def _few(case: TrainingCase) -> tuple[np.ndarray, np.ndarray]:
    """Some samples of each class, for they are often sorted by it."""
    n_samples = case.X.shape[1]
    chosen = np.arange(0, n_samples, -(-n_samples // MOST_SAMPLES))
    if len(chosen) > 1:
        chosen = chosen[: len(chosen) // 2 * 2]
    return case.X[:, chosen], np.ravel(case.labels)[chosen]


def _drawn(draw: np.random.Generator, like: np.ndarray) -> np.ndarray:
    values: np.ndarray = draw.uniform(-BIASES, BIASES, like.shape)
    return values


def _on_grid(value: np.ndarray) -> np.ndarray:
    rounded: np.ndarray = np.round(value * GRID) / GRID
    return rounded


def _plain(words: JsonObject) -> JsonObject:
    return {
        name: list(word) if isinstance(word, tuple) else word
        for name, word in words.items()
    }
