"""Tuning: random search over hyper-parameters, coarse to fine.

Every language tries the same trials, since the shared random stream draws
them.  Trials are scored on validation data; test data have no place here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from .arguments import checked
from .calls import record
from .initializers import initialize_parameters
from .metrics import accuracy
from .network import (
    Network,
    network_forward,
    network_loss,
    network_targets,
    predict_labels,
)
from .optimizers import Optimizer
from .random_stream import random_uniforms
from .refusals import Matrix, refuse, unchecked
from .search_space import (
    Space,
    draw,
    narrow,
    one_trial,
)
from .training import train

Trial = Mapping[str, Any]
OF_HIDDEN_LAYERS = {"n_hidden", "n_hidden_layers", "hidden_activation"}


@record("search")
@dataclass(frozen=True)
class Search:
    """What `random_search` found."""

    trials: dict[str, np.ndarray]
    rounds: np.ndarray
    scores: np.ndarray
    winner: dict[str, Any]
    score: float
    network: Network
    optimizer: Optimizer
    parameters: dict[str, Matrix]


class _Data(NamedTuple):
    X: Matrix
    labels: np.ndarray
    X_validation: Matrix
    labels_validation: np.ndarray


class _Settings(NamedTuple):
    """What a trial trains with."""

    network: Network
    optimizer: Optimizer
    batch_size: int
    initialization: str


class _Attempt(NamedTuple):
    """A trial that was trained and scored."""

    trial: dict[str, Any]
    score: float
    settings: _Settings
    parameters: dict[str, Matrix]


@checked
def tuning_trials(
    space: Space, n_trials: int, seed: int, search_round: int
) -> dict[str, np.ndarray]:
    """Draw trials from a space of hyper-parameters, each independently.

    A range is {"scale": "linear", "low": 0.5, "high": 1.0} or {"scale":
    "choice", "choices": [32, 64]}.  The scales, u being uniform:

    - "linear": low + u (high - low);
    - "log": the same of the logarithms, for numbers of unknown size, such
      as learning rates;
    - "log_one_minus": the same of -log(1 - value), for betas: 0.9 averages
      10 steps, 0.99 a hundred;
    - "integer": low + floor(u (high - low + 1)), for counts;
    - "choice": the one of number floor(u n_choices).

    Hyper-parameters, in the order in which they matter: learning_rate;
    beta1, n_hidden (the width of each hidden layer), batch_size;
    n_hidden_layers, decay_rate; then l2_penalty and keep_prob, where
    training does better than validation; initialization,
    hidden_activation and optimizer, which are words; beta2 hardly ever.

    The uniforms of a hyper-parameter have the purpose "tuning_" and its
    name, at the step `search_round`: neither more trials nor further
    hyper-parameters change the others' values.

    Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
    optimization"; Ng, "Improving deep neural networks", week 3 (order and
    scales); Ganesh, "Deep Learning from first principles", part 8.
    """
    trials = {}
    for name, range_ in space.items():
        uniforms = random_uniforms(
            seed, f"tuning_{name}", search_round, n_trials
        )  # n_trials
        trials[name] = np.array([draw(range_, u) for u in uniforms.tolist()])
    return trials


@checked
def narrow_space(space: Space, trial: Trial, factor: float) -> Space:
    """Narrow every range about the value that a trial has there.

    On its scale, the new range is `factor` times as wide and centred at the
    value, but never leaves the old one.  Whole numbers keep their
    neighbours, choices stay as they are.

    Source: Ng, "Improving deep neural networks", week 3 (coarse to fine).
    """
    narrowed = {
        name: narrow(range_, trial[name], float(factor))
        for name, range_ in space.items()
    }
    for name, range_ in narrowed.items():
        if range_["scale"] != "choice" and not range_["low"] < range_["high"]:
            expected = f"a factor that leaves {name} a range"
            refuse("narrow_space", "factor", expected, format(factor, ".6g"))
    return narrowed


@checked
def random_search(
    X: Matrix,
    labels: np.ndarray,
    X_validation: Matrix,
    labels_validation: np.ndarray,
    network: Network,
    optimizer: Optimizer,
    space: Space,
    n_trials: int,
    n_rounds: int,
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
    criterion: str = "loss",
    factor: float = 0.25,
    initialization: str = "he",
) -> Search:
    """Search hyper-parameters at random, coarse to fine.

    Round r draws `tuning_trials` from the space narrowed by factor^r about
    the best trial so far.  Each trial starts from the normal weights of the
    seed, trains, and is scored on the validation data: by the mean loss
    without the L2 penalty, or by accuracy.  Of equal scores the first wins.
    A trial whose training overflows has the score NaN and never wins.

    What the space does not name comes from `network`, `optimizer`,
    `batch_size` and `initialization`.  Hidden layers of a trial are all
    alike if the space names n_hidden or n_hidden_layers: as wide as the
    first of `network`, with its activation, unless the space says
    otherwise.

    The score of the winner is the best of many, hence too good: judge the
    winner once on test data that the search has not seen, see
    `train_validation_test_split`.

    Source: Bergstra and Bengio (2012), "Random search for hyper-parameter
    optimization"; Ng, "Improving deep neural networks", week 3 (order and
    scales); Ganesh, "Deep Learning from first principles", part 8.
    """
    if len(network.activations) == 1 and OF_HIDDEN_LAYERS & set(space):
        refuse("random_search", "network", "a hidden layer to tune", "none")
    data = _Data(X, labels, X_validation, labels_validation)
    size = X.shape[1] if batch_size is None else batch_size
    base = _Settings(network, optimizer, size, initialization)

    def attempt(trial: dict[str, Any]) -> _Attempt:
        return _attempt(data, base, trial, steps, seed, criterion)

    return _search_rounds(
        space, n_trials, n_rounds, seed, criterion, factor, attempt
    )


def _search_rounds(
    space: Space,
    n_trials: int,
    n_rounds: int,
    seed: int,
    criterion: str,
    factor: float,
    attempt: Callable[[dict[str, Any]], _Attempt],
) -> Search:
    """Draw rounds of trials, each about the best so far; attempt every one."""
    tables: list[dict[str, np.ndarray]] = []
    scores: list[float] = []
    best, share = None, 1.0
    for search_round in range(int(n_rounds)):
        near = narrow_space(space, best.trial, share) if best else space
        tables.append(tuning_trials(near, n_trials, seed, search_round))
        for row in range(int(n_trials)):
            found = attempt(one_trial(tables[-1], row))
            scores.append(found.score)
            if _is_better(found, best, criterion):
                best = found
        share *= factor
    if best is None:
        refuse("random_search", "scores", "a finite score", "none")
    return Search(
        {name: np.concatenate([t[name] for t in tables]) for name in space},
        np.repeat(np.arange(int(n_rounds)), int(n_trials)),
        np.array(scores),
        best.trial,
        best.score,
        best.settings.network,
        best.settings.optimizer,
        best.parameters,
    )


def _attempt(
    data: _Data,
    base: _Settings,
    trial: dict[str, Any],
    steps: int,
    seed: int,
    criterion: str,
) -> _Attempt:
    """Train and score a trial."""
    settings = _trial_settings(base, trial)
    network = settings.network
    start = initialize_parameters(
        network.layer_sizes, settings.initialization, "normal", seed
    )
    parameters, _ = train(
        data.X,
        data.labels,
        start,
        network,
        settings.optimizer,
        steps,
        settings.batch_size,
        seed,
    )
    score = _score(data, parameters, network, criterion)
    return _Attempt(trial, score, settings, parameters)


def _trial_settings(base: _Settings, trial: Trial) -> _Settings:
    """Put a trial's values in the place of those they stand for."""
    optimizer = base.optimizer
    names = ("learning_rate", "beta1", "beta2", "decay_rate")
    changed = {name: trial[name] for name in names if name in trial}
    return _Settings(
        _trial_network(base.network, trial),
        replace(
            optimizer, name=trial.get("optimizer", optimizer.name), **changed
        ),
        trial.get("batch_size", base.batch_size),
        trial.get("initialization", base.initialization),
    )


def _trial_network(network: Network, trial: Trial) -> Network:
    sizes, hidden = network.layer_sizes, network.activations[:-1]
    if "n_hidden" in trial or "n_hidden_layers" in trial:
        n_layers = int(trial.get("n_hidden_layers", len(hidden)))
        width = int(trial.get("n_hidden", sizes[1]))
        sizes = (sizes[0], *[width] * n_layers, sizes[-1])
        hidden = hidden[:1] * n_layers
    if "hidden_activation" in trial:
        hidden = (trial["hidden_activation"],) * len(hidden)
    return replace(
        network,
        layer_sizes=sizes,
        activations=(*hidden, network.activations[-1]),
        l2_penalty=trial.get("l2_penalty", network.l2_penalty),
        keep_prob=trial.get("keep_prob", network.keep_prob),
    )


def _score(
    data: _Data, parameters: dict[str, Matrix], network: Network, criterion: str
) -> float:
    """Score parameters on the validation data; NaN where they overflowed."""
    plain = replace(network, reduction="mean", l2_penalty=0.0, keep_prob=1.0)
    X, labels = data.X_validation, data.labels_validation
    with unchecked():
        Y = network_targets(labels, plain)  # n_outputs x n_samples
        _, cache = network_forward(X, parameters, plain)
        loss = float(network_loss(Y, parameters, cache, plain))
        arrays = [*parameters.values(), *cache.values(), np.array(loss)]
        if not all(np.isfinite(array).all() for array in arrays):
            return math.nan
        if criterion == "loss":
            return loss
        return accuracy(labels, predict_labels(X, parameters, plain))


def _is_better(found: _Attempt, best: _Attempt | None, criterion: str) -> bool:
    """Whether a score beats the best so far; an equal one does not."""
    if math.isnan(found.score):
        return False
    if best is None:
        return True
    if criterion == "loss":
        return found.score < best.score
    return found.score > best.score
