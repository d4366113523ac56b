"""Training: one step, a whole run, and the trace that a run leaves.

Step s counts from 0: its loss and gradients belong to the parameters
before update s, its parameters are those after it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .checks import (
    Matrix,
    check_count,
    check_doubles,
    check_entries,
    check_n_labels,
    refuse,
    unchecked,
)
from .fixtures import Case
from .network import (
    Network,
    network_backward,
    network_forward,
    network_loss,
    network_targets,
)
from .optimizers import Optimizer, optimizer_update

Parameters = dict[str, Matrix]
Trace = dict[str, np.ndarray]


class Step(NamedTuple):
    """Everything that one training step computes."""

    cache: dict[str, Matrix]
    loss: float
    gradients: dict[str, Matrix]
    parameters: Parameters


def train_step(
    X: Matrix,
    Y: Matrix,
    parameters: Parameters,
    network: Network,
    optimizer: Optimizer,
) -> Step:
    """One step: forward, loss, backward, update.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    Y : ndarray, shape (n_outputs, n_samples)
    parameters : dict of ndarray
        Before the update; left as they are.
    network : Network
    optimizer : Optimizer

    Returns
    -------
    Step
        cache, loss, gradients, and the parameters after the update.
    """
    _, cache = network_forward(X, parameters, network)
    loss = network_loss(Y, cache, network)
    gradients = network_backward(Y, parameters, cache, network)
    updated = optimizer_update(parameters, gradients, optimizer)
    return Step(cache, loss, gradients, updated)


def train(
    X: Matrix,
    labels: np.ndarray,
    parameters: Parameters,
    network: Network,
    optimizer: Optimizer,
    steps: int,
) -> tuple[Parameters, np.ndarray]:
    """Train a network for a number of steps on all samples.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
    labels : ndarray, shape (n_samples,)
        0-based.
    parameters : dict of ndarray
        Initial weights and biases.
    network : Network
    optimizer : Optimizer
    steps : int
        Number of updates.

    Returns
    -------
    parameters : dict of ndarray
        After the last update.
    losses : ndarray, shape (steps,)
        The loss before each update.
    """
    check_count("train", "steps", steps)
    Y = network_targets(labels, network)  # n_outputs x n_samples
    _check_parameters("train", parameters, network)
    network_forward(X, parameters, network)  # refuses what does not fit
    check_n_labels("train", "labels", labels, X.shape[1])
    losses = np.empty(int(steps))
    with unchecked():
        for step in range(int(steps)):
            result = train_step(X, Y, parameters, network, optimizer)
            losses[step], parameters = result.loss, result.parameters
    return parameters, losses


def train_case(
    training_case: Case,
    first_step: int = 0,
    n_steps: int | None = None,
    parameters: Parameters | None = None,
) -> Trace:
    """Train a case and record every step.

    Parameters
    ----------
    training_case : Case
        From `read_case`.
    first_step : int
        Where to start; above 0, `parameters` are those before that step.
    n_steps : int, optional
        How many steps; to the end of the case by default.
    parameters : dict of ndarray, optional
        The case's initial weights by default.

    Returns
    -------
    dict of ndarray
        In order of computation: loss, dW_L, db_L, ..., dW1, db1, W1, b1,
        ...; each with the step as its first axis.
    """
    function = "train_case"
    check_count(function, "first_step", first_step, 0)
    if parameters is None and first_step > 0:
        expected = f"those before step {first_step}"
        refuse(function, "parameters", expected, "none")
    count = training_case.steps - first_step if n_steps is None else n_steps
    check_count(function, "n_steps", count)
    count = int(count)
    current = training_case.parameters if parameters is None else parameters
    _check_parameters(function, current, training_case.network)
    trace: Trace = {}
    Y = network_targets(training_case.labels, training_case.network)
    with unchecked():
        for row in range(count):
            step = train_step(
                training_case.X,
                Y,
                current,
                training_case.network,
                training_case.optimizer,
            )
            _record(
                trace,
                row,
                count,
                _quantities(step, training_case.network, False),
            )
            current = step.parameters
    return trace


def replay_case(
    training_case: Case,
    first_step: int,
    parameters: Parameters,
    intermediates: bool = False,
) -> Trace:
    """Compute steps that each start from given parameters.

    Parameters
    ----------
    training_case : Case
    first_step : int
        The step that the first entry of `parameters` belongs to.
    parameters : dict of ndarray
        W1, b1, ... before each update, the step as the first axis.
    intermediates : bool
        Record Z, A, dZ and dA of every layer as well.

    Returns
    -------
    dict of ndarray
        As from `train_case`.
    """
    function = "replay_case"
    check_count(function, "first_step", first_step, 0)
    check_entries(function, "parameters", parameters, ["W1"])
    count = len(np.atleast_1d(parameters["W1"]))
    check_count(function, "n_steps", count)
    _check_parameters(function, parameters, training_case.network, count)
    trace: Trace = {}
    Y = network_targets(training_case.labels, training_case.network)
    with unchecked():
        for row in range(count):
            start = {name: value[row] for name, value in parameters.items()}
            step = train_step(
                training_case.X,
                Y,
                start,
                training_case.network,
                training_case.optimizer,
            )
            quantities = _quantities(step, training_case.network, intermediates)
            _record(trace, row, count, quantities)
    return trace


def _check_parameters(
    function: str, parameters: Parameters, network: Network, *n_steps: int
) -> None:
    """Refuse parameters that do not fit; training may have made NaN."""
    shapes = network.parameter_shapes
    check_entries(function, "parameters", parameters, shapes)
    for name in parameters:
        if name not in shapes:
            refuse(function, "parameters", ", ".join(shapes), name)
        check_doubles(function, name, parameters[name], *n_steps, *shapes[name])


def _quantities(
    step: Step, network: Network, intermediates: bool
) -> dict[str, Matrix | float]:
    """List what a step computed, in order of computation."""
    cache, gradients = step.cache, step.gradients
    if not intermediates:
        cache = {}
        gradients = {
            name: value
            for name, value in gradients.items()
            if name.startswith(("dW", "db"))
        }
    cache = {name: value for name, value in cache.items() if name != "A0"}
    return {**cache, "loss": step.loss, **gradients, **step.parameters}


def _record(trace: Trace, row: int, n_steps: int, quantities: dict) -> None:
    """Put one step's quantities into a trace, made on the first call."""
    for name, value in quantities.items():
        if name not in trace:
            trace[name] = np.empty((n_steps, *np.shape(value)))
        trace[name][row] = value
