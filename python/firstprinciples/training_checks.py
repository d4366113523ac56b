"""What fits a training case: targets of a step, parameters, state."""

from __future__ import annotations

from typing import Any

import numpy as np

from .checks import (
    check_count,
    check_doubles,
    check_entries,
    check_labels,
    check_n_labels,
    check_no_others,
    check_text,
    check_whole,
    checks_enabled,
    describe,
    refuse,
)
from .fixtures import Case
from .losses import check_targets
from .network import check_network
from .network_checks import check_inputs
from .optimizers import check_optimizer, optimizer_state


def check_case(function: str, training_case: Any) -> None:
    """Refuse what is not a training case, or one that does not fit itself."""
    if not checks_enabled():
        return
    if not isinstance(training_case, Case):
        expected = "a case of read_case"
        refuse(function, "training_case", expected, describe(training_case))
    case, network = training_case, training_case.network
    check_network(function, network)
    check_optimizer(function, case.optimizer)
    check_inputs(function, case.X, case.parameters, network)
    check_labels(function, "labels", case.labels, network.n_classes)
    check_n_labels(function, "labels", case.labels, case.X.shape[1])
    check_text(function, "id", case.id)
    check_count(function, "steps", case.steps)
    check_whole(function, "seed", case.seed)
    check_count(function, "batch_size", case.batch_size)


def check_batch(function: str, training_case: Any, Y: Any, step: Any) -> None:
    """Refuse what no batch of a case can be taken from."""
    if not checks_enabled():
        return
    check_case(function, training_case)
    network = training_case.network
    shape = network.layer_sizes[-1], training_case.X.shape[1]
    check_targets(function, Y, shape, network.loss)
    check_whole(function, "step", step)


def check_start(
    function: str, training_case: Case, parameters: Any, state: Any, *n: int
) -> None:
    """Refuse what steps can not start from; training may have made NaN.

    With a number of steps `n`, all entries are stacks of so many.
    """
    if not checks_enabled():
        return
    first = training_case.parameters
    zeros = optimizer_state(first, training_case.optimizer)
    for name, entries, like in (
        ("parameters", parameters, first),
        ("state", state, zeros),
    ):
        check_entries(function, name, entries, like)
        check_no_others(function, name, entries, like)
        for entry, value in like.items():
            check_doubles(function, entry, entries[entry], *n, *value.shape)


def n_replayed(function: str, parameters: Any) -> int:
    """Number of steps in stacks of parameters."""
    check_entries(function, "parameters", parameters, ["W1"])
    stack = parameters["W1"]
    if not isinstance(stack, np.ndarray) or stack.ndim != 3:
        refuse(function, "W1", "a stack of matrices", describe(stack))
    check_count(function, "n_steps", len(stack))
    return len(stack)
