"""A port: an implementation under judgement, as the judge sees it."""

from __future__ import annotations

import signal
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..errors import PortUnavailable
from ..traces.forms import Forms
from ..traces.quantities import EVERYTHING
from ..traces.trace import Start, Trace

if TYPE_CHECKING:  # the process that hosts a language needs neither
    from ..cases.load import TrainingCase
    from .description import PortDescription

Facts = dict[str, object]
# The adapter of every program that reads and writes files.
PROGRAM = "lockstep.ports.program.session:ProgramPort"


class MachineLacks(PortUnavailable):
    """The port runs, but the machine lacks something that a call needs."""


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
    description : PortDescription or None
        Its port.json; a port without one claims everything.
    file : str
        Its port.json as a user named it; empty for a port known by its name.
    """

    name: str
    adapter: str
    options: dict[str, Any] = field(default_factory=dict)
    description: PortDescription | None = None
    file: str = ""

    @property
    def level(self) -> int:
        """What it claims."""
        return (
            EVERYTHING if self.description is None else self.description.level
        )

    @property
    def reference(self) -> str:
        """How a user names it again."""
        return self.file or self.name

    @property
    def is_program(self) -> bool:
        """Whether it is a program that reads and writes files."""
        return self.adapter == PROGRAM


@dataclass(frozen=True)
class Request:
    """An operation to call: arguments and results in the contract's order."""

    operation: str
    arguments: tuple[object, ...]
    returns: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True)
class Reply:
    """What an operation gave: named results, or its error message.

    Attributes
    ----------
    results : dict
    error : str
    seconds : float
        The port's own, without the way to it and back.
    lack : str
        What the machine lacks and how to install it, if that is the error.
    unknown_forms : frozenset of Form
        What no result can have, since the port's language does not know it.
    picture : str
        The file that the operation was to draw; empty if it draws none.
    """

    results: dict[str, Any]
    error: str = ""
    seconds: float = 0.0
    lack: str = ""
    unknown_forms: Forms = frozenset()
    picture: str = ""


class Port(Protocol):
    """A running port: a language behind a bridge, or a program.

    Every method raises `PortUnavailable` if the port crashed, hung, or
    handed over what cannot be used; `train`, `replay` and `echo` raise
    `PortFailure` if the port's own program raised an error.
    """

    @property
    def name(self) -> str:
        """As reported."""

    @property
    def output(self) -> str:
        """The end of what the port printed."""

    def describe(self) -> Facts:
        """Name versions of the language and its numeric libraries."""

    def open_case(self, case: TrainingCase, steps: int | None = None) -> None:
        """Hand over a training case, for the calls that follow.

        At most `steps` steps of it will be asked for; all by default.
        """

    def echo(self) -> tuple[Trace, Trace]:
        """What the open case holds, and what the port read of it."""

    def train(
        self, n_steps: int, chunk_steps: int
    ) -> Generator[tuple[Trace, float], None, None]:
        """Train the open case from its first step, in one run.

        Gives a trace of each `chunk_steps` steps, and the seconds that the
        port itself took.  Who has seen enough closes the iterator.
        """

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Compute steps that each start from given parameters and state."""

    def call(self, requests: Sequence[Request]) -> list[Reply]:
        """Call operations; an error of one leaves the others standing."""

    def kill(self) -> None:
        """End the port at once, whatever it does."""

    def close(self) -> None:
        """End the port, and remove what it left."""


def how_ended(code: int) -> str:
    """Say how a process ended, by its exit code; below 0, a signal."""
    if code >= 0:
        return f"exit code {code}"
    names = {one.value: one.name for one in signal.Signals}
    name = names.get(-code, f"signal {-code}")  # the real-time ones have none
    is_killed = -code == signal.SIGKILL
    why = ", as a system does that runs out of memory" if is_killed else ""
    return f"by {name}{why}"
