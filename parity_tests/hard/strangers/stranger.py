"""A port in NumPy, written from docs/equations.md alone.

Other ports are made of it by changing a method.  It knows nothing of the
package firstprinciples, and nobody tuned a bound for it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from .equations import Array, Arrays, Equations

ECHOED = ("steps", "seed", "batch_size", "layer_sizes", "l2_penalty")
ECHOED += ("keep_prob", "learning_rate", "beta1", "beta2", "epsilon")
ECHOED += ("decay_rate", "decay_epochs")


class Stranger(Equations):
    """A training case as a port that only reads files sees it."""

    def __init__(self, case_file: Path) -> None:
        self.fields = json.loads(case_file.read_text("utf-8"))
        self.folder = case_file.parent
        super().__init__(self.fields["network"])
        self.optimizer = self.fields["optimizer"]
        self.run = self.fields["run"]
        table = self.read("data")
        self.X = np.ascontiguousarray(table[:, :-1].T)
        self.labels = labels = table[:, -1].copy()
        n_outputs = self.network["layer_sizes"][-1]
        self.Y = labels[None, :].copy()
        if n_outputs > 1:
            self.Y = (labels == np.arange(n_outputs)[:, None]).astype(float)
        self.batches = self._optional("batches")
        folder = self.run.get("masks")
        self.masks = {
            layer: self.read(f"{folder}/M{layer}")
            for layer in range(1, self.n_layers if folder else 1)
        }

    def read(self, name: str) -> Array:
        """Read an array; the case names some with an ending."""
        name = name.removesuffix(".npy")
        found: Array = np.load(self.folder / f"{name}.npy")
        return found

    def _optional(self, key: str) -> Array | None:
        return self.read(self.run[key]) if key in self.run else None

    def samples(self, step: int, row: int) -> Array:
        """Numbers of the samples of a step."""
        if self.batches is None:
            return np.arange(self.X.shape[1])
        chosen = self.batches[row].astype(int)
        return chosen[chosen >= 0]

    # Updates.

    def epoch(self, step: int) -> int:
        """The number of the epoch."""
        n_batches = -(-self.X.shape[1] // self.fields["batch_size"])
        return step // n_batches

    def rate(self, step: int) -> float:
        """The learning rate of a step."""
        told, epoch = self.optimizer, self.epoch(step)
        first, decay = told["learning_rate"], told["decay_rate"]
        rates = {
            "constant": lambda: first,
            "exponential": lambda: first * decay**epoch,
            "step": lambda: first * decay ** (epoch // told["decay_epochs"]),
            "inverse_time": lambda: first / (1.0 + decay * epoch),
        }
        return float(rates[told["schedule"]]())

    def average(self, beta: float, old: Array, new: Array) -> Array:
        """A moving average."""
        return beta * old + (1.0 - beta) * new

    def power(self, base: float, count: int) -> float:
        """A whole power."""
        return float(base**count)

    def count(self, step: int) -> int:
        """The number of an update."""
        return step + 1

    def adam_step(self, v: Array, s: Array, rate: float, count: int) -> Array:
        """What Adam takes away."""
        told = self.optimizer
        v = v / (1.0 - self.power(told["beta1"], count))
        s = s / (1.0 - self.power(told["beta2"], count))
        return rate * v / (np.sqrt(s) + told["epsilon"])

    def update(
        self, name: str, P: Array, dP: Array, state: Arrays, step: int
    ) -> tuple[Array, Arrays]:
        """One parameter after an update, and its state."""
        told, rate = self.optimizer, self.rate(step)
        kind, v, s = told["name"], state.get("v"), state.get("s")
        if kind == "gradient_descent":
            return P - rate * dP, {}
        if kind == "classical_momentum":
            v = told["beta1"] * v + dP
            return P - rate * v, {"v": v}
        if kind == "momentum":
            v = self.average(told["beta1"], v, dP)
            return P - rate * v, {"v": v}
        s = self.average(told["beta2"], s, dP * dP)
        if kind == "rmsprop":
            return P - rate * dP / (np.sqrt(s) + told["epsilon"]), {"s": s}
        v = self.average(told["beta1"], v, dP)
        taken = self.adam_step(v, s, rate, self.count(step))
        return P - taken, {"v": v, "s": s}

    # The loop.

    def letters(self) -> str:
        """What the optimizer keeps."""
        kept = {"gradient_descent": "", "rmsprop": "s", "adam": "vs"}
        return kept.get(self.optimizer["name"], "v")

    def step(
        self, P: Arrays, state: Arrays, step: int, row: int
    ) -> tuple[Arrays, Arrays, Arrays]:
        """All that a step computes, then parameters and state after it."""
        chosen = self.samples(step, row)
        X, Y = self.X[:, chosen], self.Y[:, chosen]
        D = self.divisor(Y, step)
        masks = {n: m[row][:, : len(chosen)] for n, m in self.masks.items()}
        seen = self.forward(P, X, masks)
        Z, A = seen[f"Z{self.n_layers}"], seen[f"A{self.n_layers}"]
        loss = self.total(self.sample_losses(Z, A, Y)) / D
        if self.network["l2_penalty"]:
            loss += self.penalty(P, D)
        found = self.backward(P, seen, Y, D, step)
        after, kept = {}, {}
        for name in self.names:
            old = {n: state[n + name] for n in self.letters()}
            after[name], new = self.update(
                name, P[name], found["d" + name], old, step
            )
            kept |= {n + name: value for n, value in new.items()}
        told = {**seen, **found, **kept, **after, "loss": np.float64(loss)}
        del told["A0"]
        return told, after, kept

    def train(self) -> list[Arrays]:
        """A free run."""
        P = {name: self.read(f"weights/{name}") for name in self.names}
        state = {
            letter + name: np.zeros_like(P[name])
            for letter in self.letters()
            for name in self.names
        }
        rows = []
        for step in range(self.fields["steps"]):
            told, P, state = self.step(P, state, step, step)
            rows.append({n: v for n, v in told.items() if not is_inner(n)})
        return rows

    def replay(self) -> list[Arrays]:
        """Steps that each start from given parameters."""
        kept = [n + name for n in self.letters() for name in self.names]
        folder = self.run["starts"]
        starts = {n: self.read(f"{folder}/{n}") for n in [*self.names, *kept]}
        rows = []
        for row in range(len(starts["W1"])):
            P = {name: starts[name][row] for name in self.names}
            state = {name: starts[name][row] for name in kept}
            told, _, _ = self.step(P, state, self.run["first_step"] + row, row)
            if not self.run.get("intermediates"):
                told = {n: v for n, v in told.items() if not is_inner(n)}
            rows.append(told)
        return rows

    def save(self, name: str, stack: Array, out: Path) -> None:
        """Write a quantity."""
        np.save(out / f"{name}.npy", stack)

    def echo(self) -> Arrays:
        """All that was read."""
        told = {**self.fields, **self.network, **self.optimizer}
        found = {
            name: np.asarray(value, dtype=float)
            for name, value in told.items()
            if name in ECHOED
        }
        weights = {name: self.read(f"weights/{name}") for name in self.names}
        return {**found, **weights, "X": self.X, "labels": self.labels}

    def main(self, out: Path) -> None:
        """Do what the case asks for."""
        if self.run["task"] == "echo":
            for name, value in self.echo().items():
                np.save(out / f"{name}.npy", value)
            return
        rows = self.replay() if self.run["task"] == "replay" else self.train()
        for name in rows[0]:
            stack = np.stack([np.asarray(r[name], dtype=float) for r in rows])
            self.save(name, stack, out)


def is_inner(name: str) -> bool:
    """Whether a quantity is shown in a replay with intermediates only."""
    return name[0] in "ZAGM" or name[:2] in ("dZ", "dA", "dG")
