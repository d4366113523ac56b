"""Training: one step, a whole run, and the trace that a run leaves.

Step s counts from 0: its loss and gradients belong to the parameters
before update s, its parameters and optimizer state are those after it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .batches import batch_count, batch_samples
from .checks import (
    Matrix,
    check_count,
    check_flag,
    check_matrix,
    checks_enabled,
    refuse,
    unchecked,
)
from .fixtures import Case
from .network import (
    Network,
    check_network,
    network_backward,
    network_forward,
    network_loss,
    network_masks,
    network_targets,
)
from .network_checks import check_inputs
from .optimizers import Optimizer, optimizer_state, optimizer_update
from .schedules import scheduled_rate
from .training_checks import check_batch, check_case, check_start, n_replayed

Matrices = dict[str, Matrix]
Trace = dict[str, np.ndarray]


class Step(NamedTuple):
    """Everything that one training step computes."""

    cache: Matrices
    loss: float
    gradients: Matrices
    parameters: Matrices
    state: Matrices


def train_step(
    training_case: Case,
    Y: Matrix,
    parameters: Matrices,
    state: Matrices,
    step: int,
) -> Step:
    """One step: batch, forward, loss, backward, update.

    Parameters
    ----------
    training_case : Case
        From `read_case`.
    Y : ndarray, shape (n_outputs, n_samples)
        Targets of all samples.
    parameters, state : dict of ndarray
        Before the update: W1, b1, ... and what `optimizer_state` gives;
        left as they are.
    step : int
        From 0; it chooses the batch, the dropout masks and the rate.

    Returns
    -------
    Step
        cache, loss, gradients, and parameters and state after the update.

    Raises
    ------
    ValueError
        If `training_case` is not one of `read_case`, `Y` does not hold its
        targets, `parameters` or `state` lack an entry or have another one, a
        matrix is not finite, not of doubles or not of the right shape, or
        `step` is not a whole number from 0 to 2^53 - 1.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    _check_step(training_case, Y, parameters, state, step)
    network, optimizer = training_case.network, training_case.optimizer
    X, Y = step_batch(training_case, Y, step)
    masks = network_masks(network, X.shape[1], training_case.seed, step)
    _, cache = network_forward(X, parameters, network, masks)
    loss = network_loss(Y, parameters, cache, network)
    gradients = network_backward(Y, parameters, cache, network)
    rate = _rate(training_case, step)
    updated, state = optimizer_update(
        parameters, gradients, state, optimizer, rate, step + 1
    )
    return Step(cache, loss, gradients, updated, state)


def step_batch(
    training_case: Case, Y: Matrix, step: int
) -> tuple[Matrix, Matrix]:
    """Samples and targets that a step trains on.

    Parameters
    ----------
    training_case : Case
        From `read_case`.
    Y : ndarray, shape (n_outputs, n_samples)
        Targets of all samples.
    step : int
        From 0.

    Returns
    -------
    X : ndarray, shape (n_features, n_batch)
    Y : ndarray, shape (n_outputs, n_batch)

    Raises
    ------
    ValueError
        If `training_case` is not one of `read_case`, `Y` does not hold its
        targets, or `step` is not a whole number from 0 to 2^53 - 1.

    References
    ----------
    Ganesh, "Deep Learning from first principles", part 5.
    """
    check_batch("step_batch", training_case, Y, step)
    n_samples, size = training_case.X.shape[1], training_case.batch_size
    if size >= n_samples:
        return training_case.X, Y
    samples = batch_samples(n_samples, size, training_case.seed, step)
    samples = samples.astype(np.intp)
    return training_case.X[:, samples], Y[:, samples]


def _rate(training_case: Case, step: int) -> float:
    optimizer = training_case.optimizer
    n_batches = batch_count(training_case.X.shape[1], training_case.batch_size)
    return scheduled_rate(
        optimizer.schedule,
        optimizer.learning_rate,
        optimizer.decay_rate,
        optimizer.decay_epochs,
        step // n_batches,
    )


def train(
    X: Matrix,
    labels: np.ndarray,
    parameters: Matrices,
    network: Network,
    optimizer: Optimizer,
    steps: int,
    batch_size: int | None = None,
    seed: int = 0,
) -> tuple[Matrices, np.ndarray]:
    """Train a network for a number of steps.

    Parameters
    ----------
    X : ndarray, shape (n_features, n_samples)
        Samples.
    labels : ndarray, shape (n_samples,)
        0-based.
    parameters : dict of ndarray
        Initial weights and biases.
    network : Network
        From `new_network`.
    optimizer : Optimizer
        From `new_optimizer`.
    steps : int
        Number of updates.
    batch_size : int, optional
        Samples of a step; all by default.
    seed : int
        Of batches and dropout masks.

    Returns
    -------
    parameters : dict of ndarray
        After the last update.
    losses : ndarray, shape (steps,)
        The loss before each update.

    Raises
    ------
    ValueError
        If `network` or `optimizer` is not one of `new_network` or
        `new_optimizer`, `X` or `parameters` do not fit the network, a label is
        none of its classes, there is not one a sample, `steps` or `batch_size`
        is not a whole number of at least 1, or `seed` is not one from 0 to 2^53
        - 1.  NaN and Inf that training itself makes are no error: they stand in
        `losses`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    check_network("train", network)
    check_inputs("train", X, parameters, network)
    size = X.shape[1] if batch_size is None else batch_size
    case = Case(
        "", X, labels, parameters, network, optimizer, steps, seed, size
    )
    check_case("train", case)
    Y = network_targets(labels, network)  # n_outputs x n_samples
    state = optimizer_state(parameters, optimizer)
    losses = np.empty(int(steps))
    with unchecked():
        for step in range(int(steps)):
            result = train_step(case, Y, parameters, state, step)
            losses[step] = result.loss
            parameters, state = result.parameters, result.state
    return parameters, losses


def train_case(
    training_case: Case,
    first_step: int = 0,
    n_steps: int | None = None,
    parameters: Matrices | None = None,
    state: Matrices | None = None,
) -> Trace:
    """Train a case and record every step.

    Parameters
    ----------
    training_case : Case
        From `read_case`.
    first_step : int
        Where to start; above 0, `parameters` and `state` are those before
        that step.
    n_steps : int, optional
        How many steps; to the end of the case by default.
    parameters : dict of ndarray, optional
        The case's initial weights by default.
    state : dict of ndarray, optional
        The optimizer's; zeros by default, at step 0 only.

    Returns
    -------
    dict of ndarray
        In order of computation: loss, dW_L, db_L, ..., dW1, db1, the
        optimizer's state, W1, b1, ...; each with the step as first axis.

    Raises
    ------
    ValueError
        If `training_case` is not one of `read_case`, `first_step` or `n_steps`
        is not a whole number or too small, or `parameters` or `state` do not
        fit the case or are missing where the run starts above 0.  NaN and Inf
        that training itself makes are no error: they stand in the trace, and
        may be in `parameters` and `state`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    function = "train_case"
    check_case(function, training_case)
    check_count(function, "first_step", first_step, 0)
    count = training_case.steps - first_step if n_steps is None else n_steps
    check_count(function, "n_steps", count)
    current = training_case.parameters if parameters is None else parameters
    zeros = optimizer_state(training_case.parameters, training_case.optimizer)
    memory = zeros if state is None else state
    if first_step > 0:
        _check_given(function, first_step, parameters, state, zeros)
    check_start(function, training_case, current, memory)
    trace: Trace = {}
    Y = network_targets(training_case.labels, training_case.network)
    with unchecked():
        for row in range(int(count)):
            step = int(first_step) + row
            result = train_step(training_case, Y, current, memory, step)
            _record(trace, row, int(count), _quantities(result, False))
            current, memory = result.parameters, result.state
    return trace


def replay_case(
    training_case: Case,
    first_step: int,
    parameters: Matrices,
    state: Matrices | None = None,
    intermediates: bool = False,
) -> Trace:
    """Compute steps that each start from given parameters.

    Parameters
    ----------
    training_case : Case
        From `read_case`.
    first_step : int
        The step that the first entry of `parameters` belongs to.
    parameters, state : dict of ndarray
        Before each update, the step as the first axis.
    intermediates : bool
        Record Z, A, dZ and dA of every layer as well, and dropout masks.
        The batches of the steps must have one size.

    Returns
    -------
    dict of ndarray
        As from `train_case`.

    Raises
    ------
    ValueError
        If `training_case` is not one of `read_case`, `first_step` is not a
        whole number of at least 0, `parameters` or `state` do not fit the case,
        or `intermediates` are asked of batches of different sizes.  NaN and Inf
        may be in `parameters` and `state`.

    References
    ----------
    Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    function = "replay_case"
    check_case(function, training_case)
    check_count(function, "first_step", first_step, 0)
    check_flag(function, "intermediates", intermediates)
    memory = {} if state is None else state
    count = n_replayed(function, parameters)
    check_start(function, training_case, parameters, memory, count)
    trace: Trace = {}
    Y = network_targets(training_case.labels, training_case.network)
    with unchecked():
        for row in range(count):
            result = train_step(
                training_case,
                Y,
                {name: value[row] for name, value in parameters.items()},
                {name: value[row] for name, value in memory.items()},
                int(first_step) + row,
            )
            _record(trace, row, count, _quantities(result, intermediates))
    return trace


def _check_step(
    training_case: Case,
    Y: Matrix,
    parameters: Matrices,
    state: Matrices,
    step: int,
) -> None:
    if not checks_enabled():
        return
    function = "train_step"
    check_batch(function, training_case, Y, step)
    check_start(function, training_case, parameters, state)
    for name, value in {**parameters, **state}.items():
        check_matrix(function, name, value)


def _check_given(
    function: str,
    first_step: int,
    parameters: Matrices | None,
    state: Matrices | None,
    zeros: Matrices,
) -> None:
    """Refuse to take up a run from its first parameters or from zeros."""
    expected = f"those before step {first_step:.0f}"
    if parameters is None:
        refuse(function, "parameters", expected, "none")
    if state is None and zeros:
        refuse(function, "state", expected, "none")


def _quantities(step: Step, intermediates: bool) -> dict[str, Matrix | float]:
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
    return {
        **cache,
        "loss": step.loss,
        **gradients,
        **step.state,
        **step.parameters,
    }


def _record(trace: Trace, row: int, n_steps: int, quantities: dict) -> None:
    """Put one step's quantities into a trace, made on the first call."""
    for name, value in quantities.items():
        shape = np.shape(value)
        if name not in trace:
            trace[name] = np.empty((n_steps, *shape))
        if trace[name].shape[1:] != shape:  # assigning might broadcast
            sizes = f"{trace[name].shape[-1]} and {shape[-1]} samples"
            refuse("replay_case", "intermediates", "batches of one size", sizes)
        trace[name][row] = value
