"""One language's end of the bridge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from ...traces.trace import Start, Trace
from ..port import Reply, Request

HandOver = Callable[[Trace, float], None]


class Stopped(Exception):
    """The judge has seen enough of a run."""


# A number, words, an array, or a dict of these.
Value = Any


class Adapter(Protocol):
    """Answers the judge's calls in the process that hosts a language.

    It hands numbers over and knows nothing of networks.
    """

    def describe(self) -> dict[str, str]:
        """Name versions of the language and its numeric libraries."""

    def open_case(self, file: Path) -> None:
        """Read a training case and keep it for the calls that follow."""

    def train(
        self, n_steps: int, chunk_steps: int, hand_over: HandOver
    ) -> None:
        """Train the open case by the port's own loop, from its first step.

        Parameters
        ----------
        n_steps : int
        chunk_steps : int
            How many steps a trace holds, but for the last.
        hand_over : callable
            Takes each trace, and the seconds that the port itself took, while
            the loop goes on.

        Raises
        ------
        Stopped
            If `hand_over` does.
        """

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Compute steps that each start from given parameters and state."""

    def call(self, requests: list[Request]) -> list[Reply]:
        """Call operations; an error of one leaves the others standing."""

    def round_trip(self, value: Value) -> Value:
        """Send a value through the bridge and back."""

    def close(self) -> None:
        """End the language."""
