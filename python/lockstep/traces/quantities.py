"""The vocabulary of a trace: what the name of a quantity says.

A name is a kind and the number of a layer, as in dW2; the loss has no
layer.  Nothing else in the judge takes names apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from ..errors import InputError

if TYPE_CHECKING:  # --help needs words alone, and no numbers
    from firstprinciples import Network, Optimizer

    from .trace import Trace

ECHO, TRAINED, GRADIENTS, EVERYTHING = 0, 1, 2, 3
LEVELS = (ECHO, TRAINED, GRADIENTS, EVERYTHING)


class Role(IntEnum):
    """What a quantity is in a step, in order of computation."""

    FORWARD = 0
    LOSS = 1
    BACKWARD = 2
    FIRST_STATE = 3
    SECOND_STATE = 4
    PARAMETER = 5


@dataclass(frozen=True)
class Kind:
    """One kind of quantity.

    Attributes
    ----------
    symbol : str
        The name without the layer.
    role : Role
    level : int
        Lowest level of a port at which it is asked for.
    operation : str
        The function that computes it; empty where the case decides.
    parameter : str
        Symbol of the parameter that it belongs to.
    """

    symbol: str
    role: Role
    level: int
    operation: str = ""
    parameter: str = ""


# In order of computation within a layer and a role.
KINDS = (
    Kind("Z", Role.FORWARD, EVERYTHING, "dense_forward"),
    Kind("G", Role.FORWARD, EVERYTHING, "activation_forward"),
    Kind("M", Role.FORWARD, EVERYTHING, "dropout_mask"),
    Kind("A", Role.FORWARD, EVERYTHING, "activation_forward"),
    Kind("loss", Role.LOSS, TRAINED, "network_loss"),
    Kind("dA", Role.BACKWARD, EVERYTHING, "dense_backward"),
    Kind("dG", Role.BACKWARD, EVERYTHING, "dropout_backward"),
    Kind("dZ", Role.BACKWARD, EVERYTHING, "activation_backward"),
    Kind("dW", Role.BACKWARD, GRADIENTS, "dense_gradients", "W"),
    Kind("db", Role.BACKWARD, GRADIENTS, "dense_gradients", "b"),
    Kind("vW", Role.FIRST_STATE, EVERYTHING, parameter="W"),
    Kind("vb", Role.FIRST_STATE, EVERYTHING, parameter="b"),
    Kind("sW", Role.SECOND_STATE, EVERYTHING, parameter="W"),
    Kind("sb", Role.SECOND_STATE, EVERYTHING, parameter="b"),
    Kind("W", Role.PARAMETER, TRAINED, parameter="W"),
    Kind("b", Role.PARAMETER, TRAINED, parameter="b"),
)
_KINDS = {kind.symbol: kind for kind in KINDS}
_NAME = re.compile(r"(loss)|((?!loss)[A-Za-z]+)([1-9]\d*)")


@dataclass(frozen=True)
class Quantity:
    """What is known of a quantity by its name.

    Attributes
    ----------
    name : str
    kind : Kind
    layer : int
        From 1; 0 of the loss.
    """

    name: str
    kind: Kind
    layer: int

    @staticmethod
    def parse(name: str) -> Quantity:
        """Read a name.

        Raises
        ------
        InputError
            If a step has no such quantity.
        """
        quantity = _find(name)
        if quantity is None:
            raise InputError(f"a step has no quantity '{name}'")
        return quantity

    @property
    def symbol(self) -> str:
        """The name without the layer."""
        return self.kind.symbol

    @property
    def level(self) -> int:
        """Lowest level of a port at which it is asked for."""
        return self.kind.level

    @property
    def parameter(self) -> str:
        """The parameter that it is, or belongs to: W2 of dW2 and vW2."""
        symbol = self.kind.parameter
        return f"{symbol}{self.layer}" if symbol else ""

    @property
    def is_state(self) -> bool:
        """Whether it is the optimizer's: vW1, sb2."""
        return self.kind.role in (Role.FIRST_STATE, Role.SECOND_STATE)

    @property
    def is_parameter(self) -> bool:
        """Whether training moves it: W1, b1."""
        return self.kind.role is Role.PARAMETER

    @property
    def is_gradient(self) -> bool:
        """Whether it is the gradient of a parameter: dW1, db1."""
        return self.kind.role is Role.BACKWARD and bool(self.kind.parameter)

    @property
    def is_mask(self) -> bool:
        """Whether it is a dropout mask, drawn and not computed."""
        return self.symbol == "M"

    @property
    def is_updated(self) -> bool:
        """Whether the optimizer computes it: state and parameters."""
        return self.is_state or self.is_parameter

    @property
    def is_intermediate(self) -> bool:
        """Whether only a replay with all intermediates shows it."""
        forward = self.kind.role is Role.FORWARD
        backward = self.kind.role is Role.BACKWARD
        return forward or (backward and not self.kind.parameter)

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts as a step computes: Z1, A1, ..., loss, dZ2, ..., W1, b1."""
        role = self.kind.role
        layer = -self.layer if role is Role.BACKWARD else self.layer
        return role, layer, KINDS.index(self.kind)

    def operation(self, network: Network, optimizer: Optimizer) -> str:
        """Name the function of the contract that computes it.

        Parameters
        ----------
        network : Network
        optimizer : Optimizer
            Of the case.
        """
        is_last = self.layer == len(network.activations)
        if self.is_updated:
            return optimizer.name
        if self.symbol == "A" and network.keep_prob < 1 and not is_last:
            return "dropout_forward"
        if self.symbol == "dZ" and is_last:
            return f"{network.loss}_gradient"
        if self.symbol == "dW" and network.l2_penalty:
            return f"{self.kind.operation} and l2_gradient"
        return self.kind.operation


@lru_cache(maxsize=4096)
def _find(name: str) -> Quantity | None:
    match = _NAME.fullmatch(name)
    kind = _KINDS.get(match[1] or match[2]) if match else None
    if match is None or kind is None:
        return None
    return Quantity(name, kind, int(match[3] or 0))


def gradient_of(parameter: str) -> str:
    """Name of a parameter's gradient: dW1 of W1."""
    return f"d{parameter}"


def loss_and_gradients(parameters: Iterable[str]) -> list[str]:
    """What a step computes of its parameters before it moves them."""
    return ["loss", *map(gradient_of, parameters)]


def rounded_names(names: Iterable[str]) -> list[str]:
    """Keep what a step computes, and rounds, before it updates."""
    known = map(Quantity.parse, names)
    return [q.name for q in known if not (q.is_updated or q.is_mask)]


def state_names(names: Iterable[str], parameter: str = "") -> list[str]:
    """Keep the names of the optimizer's state, all or one parameter's."""
    known = [q for name in names if (q := _find(name)) and q.is_state]
    return [q.name for q in known if parameter in ("", q.parameter)]


def at_level(trace: Trace, level: int) -> Trace:
    """Keep the quantities that a level adds to those below it."""
    return {
        name: value
        for name, value in trace.items()
        if Quantity.parse(name).level == level
    }


def up_to_level(trace: Trace, level: int) -> Trace:
    """Keep the quantities that a port of a level shows."""
    return {
        name: value
        for name, value in trace.items()
        if Quantity.parse(name).level <= level
    }


def should_hold(name: str, level: int, intermediates: bool) -> bool:
    """Whether a trace of a level should hold a quantity."""
    quantity = _find(name)
    if quantity is None:
        return False
    if quantity.is_intermediate:
        return intermediates
    return quantity.level <= level
