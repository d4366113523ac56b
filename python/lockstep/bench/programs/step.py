"""Time steps in Python: step.py KIND FOLDER SIZES STEPS BATCHES.

KIND is package, course or torch.  Prints the processor's seconds a step of
each batch of steps, and the last loss.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np

RATE = 0.1
Train = Callable[[int], float]  # some more steps; the last loss
Values = dict[str, np.ndarray]


def read(folder: Path) -> Values:
    """Read all matrices of a problem."""
    return {
        file.stem: np.loadtxt(file, delimiter=",", ndmin=2)
        for file in folder.glob("*.csv")
    }


def package(given: Values, sizes: list[int]) -> Train:
    """Train by the package's own loop."""
    import firstprinciples as fp

    X, labels = given.pop("X"), given.pop("labels")[0]
    network = fp.new_network(
        sizes, ["relu", "softmax"], "categorical_cross_entropy"
    )
    optimizer = fp.new_optimizer("gradient_descent", RATE)
    reached = dict(given)

    def train(steps: int) -> float:
        nonlocal reached
        reached, losses = fp.train(
            X, labels, reached, network, optimizer, steps
        )
        return float(losses[-1])

    return train


def course(given: Values, sizes: list[int]) -> Train:
    """Train as the course's scripts do: samples in rows, new arrays."""
    X, y = given["X"].T, given["labels"][0].astype(int)
    W1, b1 = given["W1"].T, given["b1"].T
    W2, b2 = given["W2"].T, given["b2"].T
    n_samples = X.shape[0]

    def train(steps: int) -> float:
        nonlocal W1, b1, W2, b2
        for _ in range(steps):
            Z1 = np.dot(X, W1) + b1
            A1 = np.maximum(0, Z1)
            Z2 = np.dot(A1, W2) + b2
            scores = np.exp(Z2)
            probabilities = scores / np.sum(scores, axis=1, keepdims=True)
            right = -np.log(probabilities[range(n_samples), y])
            loss = np.sum(right) / n_samples
            dZ2 = probabilities
            dZ2[range(n_samples), y] -= 1
            dZ2 = dZ2 / n_samples
            dW2 = np.dot(A1.T, dZ2)
            db2 = np.sum(dZ2, axis=0, keepdims=True)
            dA1 = np.dot(dZ2, W2.T)
            dZ1 = np.array(dA1, copy=True)
            dZ1[Z1 <= 0] = 0
            dW1 = np.dot(X.T, dZ1)
            db1 = np.sum(dZ1, axis=0, keepdims=True)
            W1, b1 = W1 - RATE * dW1, b1 - RATE * db1
            W2, b2 = W2 - RATE * dW2, b2 - RATE * db2
        return float(loss)

    return train


def torch(given: Values, sizes: list[int]) -> Train:
    """Train with PyTorch, eager and in doubles."""
    import torch as pytorch

    pytorch.set_num_threads(1)
    X = pytorch.tensor(given["X"].T.copy())
    y = pytorch.tensor(given["labels"][0].astype(int))
    layers = [
        pytorch.nn.Linear(n_in, n_out, dtype=pytorch.float64)
        for n_in, n_out in pairwise(sizes)
    ]
    with pytorch.no_grad():
        for number, layer in enumerate(layers, 1):
            layer.weight.copy_(pytorch.tensor(given[f"W{number}"]))
            layer.bias.copy_(pytorch.tensor(given[f"b{number}"][:, 0]))
    network = pytorch.nn.Sequential(layers[0], pytorch.nn.ReLU(), layers[1])
    loss_of = pytorch.nn.CrossEntropyLoss()
    optimizer = pytorch.optim.SGD(network.parameters(), lr=RATE)

    def train(steps: int) -> float:
        for _ in range(steps):
            optimizer.zero_grad()
            loss = loss_of(network(X), y)
            loss.backward()
            optimizer.step()
        return float(loss.item())

    return train


def main(kind: str, folder: str, sizes: str, steps: str, batches: str) -> None:
    """Time batches of steps."""
    start = {"package": package, "course": course, "torch": torch}[kind]
    train = start(read(Path(folder)), [int(n) for n in sizes.split(",")])
    loss = float("nan")
    for _ in range(int(batches)):
        begun = time.process_time()
        loss = train(int(steps))
        print((time.process_time() - begun) / int(steps))
    print("loss", repr(loss))


if __name__ == "__main__":
    main(*sys.argv[1:])
