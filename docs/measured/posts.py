"""Run what the fourth post's Python and R compute, on the post's own spiral.

    python docs/measured/posts.py spiral.csv

The file is `Chap4-MulticlassDeepLearningNetwork/spiral.csv` in the author's
repository DeepLearningFromFirstPrinciples, which has no licence: nothing of it
is copied here.  `posts.json` keeps the losses, the confusion matrices and the
time of R's relu.  Written from the equations.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
STEPS, EVERY, RATE = 10_000, 1_000, 0.6


def start_of_the_post() -> dict[str, np.ndarray]:
    """Weights as the post's Python draws them; its biases are 0."""
    stream = np.random.RandomState(1)
    W1 = 0.01 * stream.randn(100, 2)
    W2 = 0.01 * stream.randn(3, 100)
    return {
        "W1": W1,
        "b1": np.zeros((100, 1)),
        "W2": W2,
        "b2": np.zeros((3, 1)),
    }


def train(X: np.ndarray, labels: np.ndarray, divides: bool) -> dict[str, Any]:
    """Train 2-100-3 on the spiral.

    Parameters
    ----------
    X : ndarray
        2 x n_samples.
    labels : ndarray
        n_samples.
    divides : bool
        Is db2 divided by the number of samples?  The post's is not.

    Returns
    -------
    dict
        `losses` at each 1,000th step, and `counts`, 3 x 3, at the end.
    """
    p, m = start_of_the_post(), labels.size
    Y = np.eye(3)[:, labels]
    losses = []
    for step in range(STEPS):
        Z1 = p["W1"] @ X + p["b1"]
        A1 = np.maximum(Z1, 0)
        E = np.exp(p["W2"] @ A1 + p["b2"])
        P = E / E.sum(axis=0)
        if step % EVERY == 0:
            losses.append(float(-np.mean(np.log(P[labels, np.arange(m)]))))
        dZ2 = (P - Y) / m
        dZ1 = (p["W2"].T @ dZ2) * (Z1 > 0)
        db2 = dZ2.sum(axis=1, keepdims=True) * (1 if divides else m)
        slopes = {
            "W1": dZ1 @ X.T,
            "b1": dZ1.sum(axis=1, keepdims=True),
            "W2": dZ2 @ A1.T,
            "b2": db2,
        }
        p = {name: p[name] - RATE * slopes[name] for name in p}
    hidden = np.maximum(p["W1"] @ X + p["b1"], 0)
    predicted = (p["W2"] @ hidden + p["b2"]).argmax(axis=0)
    counts = np.zeros((3, 3), dtype=int)
    np.add.at(counts, (labels, predicted), 1)
    return {"losses": losses, "counts": counts.tolist()}


def main() -> None:
    """Run both languages and keep what they found."""
    file = sys.argv[1]
    spiral = np.loadtxt(file, delimiter=",")
    X, labels = spiral[:, :2].T, spiral[:, 2].astype(int)
    turned = X[:, ::-1], labels[::-1]  # the same sums in another order
    script = str(HERE / "posts.R")
    ended = subprocess.run(
        ["Rscript", script, file], capture_output=True, text=True, check=True
    )
    found = {
        "date": datetime.now(timezone.utc).date().isoformat(),
        "NumPy": np.__version__,
        "python": {
            "as_published": train(X, labels, divides=False),
            "other_order": train(*turned, divides=False),
            "divided": train(X, labels, divides=True),
            "divided_other_order": train(*turned, divides=True),
        },
        "r": json.loads(ended.stdout),
    }
    text = json.dumps(found, indent=1)
    (HERE / "posts.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
