"""What an optimizer is, and what fits it: parameters, gradients, state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .checks import (
    check_beta,
    check_choice,
    check_count,
    check_entries,
    check_matrix,
    check_positive,
    check_shape,
    checks_enabled,
    describe,
    refuse,
)
from .kinds import record
from .schedules import SCHEDULES

# Averages that an optimizer keeps: of gradients (v), of their squares (s).
STATE = {
    "gradient_descent": "",
    "momentum": "v",
    "classical_momentum": "v",
    "rmsprop": "s",
    "adam": "vs",
}
OPTIMIZERS = tuple(STATE)


@record("optimizer")
@dataclass(frozen=True)
class Optimizer:
    """An optimizer's name and hyper-parameters; see `new_optimizer`."""

    name: str
    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    schedule: str = "constant"
    decay_rate: float = 1.0
    decay_epochs: int = 1

    @property
    def letters(self) -> str:
        """What its state keeps of each parameter: averages v, squares s."""
        return STATE[self.name]


def check_optimizer(function: str, optimizer: Any) -> None:
    """Refuse what is not an optimizer that `new_optimizer` makes."""
    if not checks_enabled():
        return
    if not isinstance(optimizer, Optimizer):
        expected = "an optimizer of new_optimizer"
        refuse(function, "optimizer", expected, describe(optimizer))
    check_hyper_parameters(function, **vars(optimizer))


def check_hyper_parameters(
    function: str,
    name: Any,
    learning_rate: Any,
    beta1: Any,
    beta2: Any,
    epsilon: Any,
    schedule: Any,
    decay_rate: Any,
    decay_epochs: Any,
) -> None:
    """Refuse what no optimizer can be made of."""
    check_choice(function, "name", name, OPTIMIZERS)
    check_positive(function, "learning_rate", learning_rate)
    check_beta(function, "beta1", beta1)
    check_beta(function, "beta2", beta2)
    check_positive(function, "epsilon", epsilon)
    check_choice(function, "schedule", schedule, SCHEDULES)
    check_positive(function, "decay_rate", decay_rate)
    check_count(function, "decay_epochs", decay_epochs)


def check_parameters(function: str, parameters: Any) -> None:
    """Refuse what is not one named matrix or more."""
    if not checks_enabled():
        return
    check_entries(function, "parameters", parameters, ())
    if not parameters:
        refuse(function, "parameters", "at least 1 matrix", "none")
    for name, value in parameters.items():
        check_matrix(function, name, value)


def check_update(
    function: str,
    parameters: Any,
    gradients: Any,
    state: Any,
    letters: str,
    learning_rate: Any,
) -> None:
    """Refuse what does not fit the parameters, entry by entry."""
    if not checks_enabled():
        return
    check_positive(function, "learning_rate", learning_rate)
    check_parameters(function, parameters)
    _check_like(function, "gradients", gradients, "d", parameters)
    check_entries(function, "state", state, ())
    for letter in letters:
        _check_like(function, "state", state, letter, parameters)


def _check_like(
    function: str,
    name: str,
    entries: Any,
    letter: str,
    parameters: Mapping[str, Any],
) -> None:
    """Refuse entries that are not one a parameter, of its shape."""
    check_entries(function, name, entries, (letter + n for n in parameters))
    for entry, value in parameters.items():
        check_shape(
            function, letter + entry, entries[letter + entry], *value.shape
        )
