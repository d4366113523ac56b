"""Training: one step, a whole run, and the trace that a run leaves.

Step s counts from 0: its loss and gradients belong to the parameters
before update s, its parameters and optimizer state are those after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from .arguments import checked
from .batches import batch_count, batch_samples
from .calls import check_value
from .fixtures import Case
from .network import (
    Network,
    network_backward,
    network_forward,
    network_loss,
    network_masks,
    network_targets,
)
from .optimizers import Optimizer, optimizer_state, optimizer_update
from .refusals import Matrix, refuse, unchecked
from .schedules import scheduled_rate

Matrices = dict[str, Matrix]
Trace = dict[str, np.ndarray]
COUNT = {"name": "n_steps", "kind": "count", "range": "count"}


class Step(NamedTuple):
    """Everything that one training step computes."""

    cache: Matrices
    loss: float
    gradients: Matrices
    parameters: Matrices
    state: Matrices


@checked
def train_step(
    training_case: Case,
    Y: Matrix,
    parameters: Matrices,
    state: Matrices,
    step: int,
) -> Step:
    """One step: batch, forward, loss, backward, update.

    Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
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


@checked
def step_batch(
    training_case: Case, Y: Matrix, step: int
) -> tuple[Matrix, Matrix]:
    """Samples and targets that a step trains on.

    Source: Ganesh, "Deep Learning from first principles", part 5.
    """
    n_samples, size = training_case.X.shape[1], training_case.batch_size
    if size >= n_samples:
        return training_case.X, Y
    samples = batch_samples(n_samples, size, training_case.seed, step)
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


@checked
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

    Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    size = X.shape[1] if batch_size is None else batch_size
    case = Case(
        "", X, labels, parameters, network, optimizer, steps, seed, size
    )
    Y = network_targets(labels, network)  # n_outputs x n_samples
    state = optimizer_state(parameters, optimizer)
    losses = np.empty(int(steps))
    with unchecked():
        for step in range(int(steps)):
            result = train_step(case, Y, parameters, state, step)
            losses[step] = result.loss
            parameters, state = result.parameters, result.state
    return parameters, losses


@checked
def train_case(
    training_case: Case,
    first_step: int = 0,
    n_steps: int | None = None,
    parameters: Matrices | None = None,
    state: Matrices | None = None,
    chunk_steps: int | None = None,
    hand_over: Callable[[Trace], object] | None = None,
) -> Trace:
    """Train a case and record every step.

    Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    count = training_case.steps - first_step if n_steps is None else n_steps
    current = training_case.parameters if parameters is None else parameters
    zeros = optimizer_state(training_case.parameters, training_case.optimizer)
    memory = zeros if state is None else state
    check_value("train_case", COUNT, count)
    if first_step > 0:
        _check_given(first_step, parameters, state, zeros)
    Y = network_targets(training_case.labels, training_case.network)
    with unchecked():
        for steps in _chunks(int(first_step), int(count), chunk_steps):
            trace: Trace = {}
            for row, step in enumerate(steps):
                result = train_step(training_case, Y, current, memory, step)
                _record(trace, row, len(steps), _quantities(result, False))
                current, memory = result.parameters, result.state
            if hand_over is not None:
                hand_over(trace)
    return trace


def _chunks(
    first_step: int, n_steps: int, chunk_steps: int | None
) -> Iterator[range]:
    """Steps of each trace of a run."""
    size, end = int(chunk_steps or n_steps), first_step + n_steps
    for first in range(first_step, end, size):
        yield range(first, min(first + size, end))


@checked
def replay_case(
    training_case: Case,
    first_step: int,
    parameters: Matrices,
    state: Matrices | None = None,
    intermediates: bool = False,
) -> Trace:
    """Compute steps that each start from given parameters.

    Source: Ganesh, "Deep Learning from first principles", parts 5 to 7.
    """
    memory = {} if state is None else state
    count = len(parameters["W1"])
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


def _check_given(
    first_step: int,
    parameters: Matrices | None,
    state: Matrices | None,
    zeros: Matrices,
) -> None:
    """Refuse to take up a run from its first parameters or from zeros."""
    expected = f"those before step {first_step:.0f}"
    if parameters is None:
        refuse("train_case", "parameters", expected, "none")
    if state is None and zeros:
        refuse("train_case", "state", expected, "none")


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


def _record(
    trace: Trace, row: int, n_steps: int, quantities: dict[str, Matrix | float]
) -> None:
    """Put one step's quantities into a trace, made on the first call."""
    for name, value in quantities.items():
        shape = np.shape(value)
        if name not in trace:
            trace[name] = np.empty((n_steps, *shape))
        if trace[name].shape[1:] != shape:  # assigning might broadcast
            sizes = f"{trace[name].shape[-1]} and {shape[-1]} samples"
            refuse("replay_case", "intermediates", "batches of one size", sizes)
        trace[name][row] = value
