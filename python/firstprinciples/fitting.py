"""Training on somebody's own samples: scale, draw weights, train."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .arguments import checked
from .initializers import initialize_parameters
from .network import Network, new_network
from .optimizers import new_optimizer
from .preprocessing import standardize
from .refusals import Matrix, refuse
from .training import train


@checked
def fit_network(
    X: Matrix,
    labels: np.ndarray,
    steps: int = 1000,
    learning_rate: float = 0.01,
    optimizer: str = "adam",
    hidden: np.ndarray | None = None,
    hidden_activation: str = "relu",
    initialization: str = "he",
    batch_size: int | None = None,
    l2_penalty: float = 0.0,
    keep_prob: float = 1.0,
    seed: int = 0,
) -> tuple[dict[str, Matrix], np.ndarray, Matrix, Matrix]:
    """Scale samples, draw the weights of a network for them, and train it.

    Two classes have one sigmoid output and binary cross-entropy; more have
    a softmax output for each and categorical cross-entropy.  The samples are
    scaled by `standardize`, the weights are the normal ones of
    `initialize_parameters`, and `train` does the rest.

    Source: Ganesh, "Deep Learning from first principles", parts 4 to 7.
    """
    n_classes = _class_count(labels)
    network = network_for(
        X.shape[0], hidden, n_classes, hidden_activation, l2_penalty, keep_prob
    )
    scaled, mean, scale = standardize(X)
    start = initialize_parameters(
        network.layer_sizes, initialization, "normal", seed
    )
    rule = new_optimizer(optimizer, learning_rate)
    parameters, losses = train(
        scaled, labels, start, network, rule, steps, batch_size, seed
    )
    return parameters, losses, mean, scale


def network_for(
    n_features: int,
    hidden: Iterable[float] | None,
    n_classes: int,
    hidden_activation: str,
    l2_penalty: float,
    keep_prob: float,
) -> Network:
    """Describe the network that `fit_network` trains."""
    widths = [] if hidden is None else [int(width) for width in hidden]
    is_binary = n_classes == 2
    return new_network(
        [n_features, *widths, 1 if is_binary else n_classes],
        [
            *[hidden_activation] * len(widths),
            "sigmoid" if is_binary else "softmax",
        ],
        f"{'binary' if is_binary else 'categorical'}_cross_entropy",
        "mean",
        l2_penalty,
        keep_prob,
    )


def _class_count(labels: np.ndarray) -> int:
    """Count the classes; a number that never occurs is none."""
    found = np.unique(labels)
    if found[-1] == 0:
        refuse("fit_network", "labels", "at least 2 classes", "1")
    absent = np.flatnonzero(found != np.arange(found.size))
    if absent.size:
        expected = f"labels of every class from 0 to {found[-1]:.0f}"
        refuse("fit_network", "labels", expected, f"none of {absent[0]}")
    return found.size
