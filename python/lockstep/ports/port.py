"""What the judge asks of a port, whatever its language.

An adapter runs in a process of its own (see `worker`).  It hands numbers
over and knows nothing of networks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from ..traces.trace import Start, Trace


class PortFailure(Exception):
    """The port's own program raised an error while it computed."""


class PortUnavailable(Exception):
    """The port cannot run at all: missing, crashed, or hung.

    Attributes
    ----------
    port : str
        Its name, where the message alone does not make it plain.
    """

    def __init__(self, message: str, port: str = "") -> None:
        super().__init__(message)
        self.port = port


class PortCut(PortUnavailable):
    """The port ended before its last step; some steps are whole.

    Attributes
    ----------
    trace : dict of ndarray
        The steps of the chunk that are whole.
    n_steps : int
        How many they are.
    """

    def __init__(self, message: str, trace: Trace, n_steps: int) -> None:
        super().__init__(message)
        self.trace, self.n_steps = trace, n_steps


@dataclass(frozen=True)
class PortSpec:
    """Which implementation to judge, and how to reach it.

    Attributes
    ----------
    name : str
        As reported.
    adapter : str
        "module:Class" of the adapter.
    options : dict
        Keyword arguments of the adapter, such as another source folder.
    """

    name: str
    adapter: str
    options: dict[str, Any] = field(default_factory=dict)


class RunningPort(Protocol):
    """A port that runs: what a judge talks to."""

    def call(self, method: str, *arguments: Any) -> Any:
        """Call a method of the adapter and wait for its answer."""


class Adapter(Protocol):
    """One language's end of the bridge."""

    def describe(self) -> dict[str, str]:
        """Name versions of the language and its numeric libraries."""

    def open_case(self, file: Path, steps: int | None = None) -> None:
        """Read a training case and keep it for the calls that follow.

        At most `steps` steps of it will be asked for; all by default.
        """

    def train(
        self, first_step: int, n_steps: int, start: Start | None
    ) -> tuple[Trace, float]:
        """Train for `n_steps`; also the seconds the port itself took."""

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Compute steps that each start from given parameters and state."""

    def call(self, requests: list[Request]) -> list[Reply]:
        """Call operations; an error of one leaves the others standing."""

    def echo(self, value: Any) -> Any:
        """Send a value through the bridge and back."""

    def close(self) -> None:
        """End the language."""


@dataclass(frozen=True)
class Request:
    """An operation to call: arguments and results in the contract's order."""

    operation: str
    arguments: tuple[Any, ...]
    returns: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True)
class Reply:
    """What an operation gave: named results, or its error message.

    The seconds are the port's own, without the way across the bridge.
    """

    results: dict[str, Any]
    error: str = ""
    seconds: float = 0.0
