"""Keeps one port running over many cases, and starts it anew if it dies."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Generic, TypeVar

from ..errors import PortFailure, PortUnavailable
from .port import Facts, Port

if TYPE_CHECKING:
    from .bridge.session import BridgePort
    from .program.session import ProgramPort

Running = TypeVar("Running", bound="BridgePort | ProgramPort", covariant=True)


class Host(Generic[Running]):
    """A port that is started when it is first needed.

    Parameters
    ----------
    name : str
    start : callable
        Starts it, or raises `PortUnavailable`.
    """

    def __init__(self, name: str, start: Callable[[], Running]) -> None:
        self.name, self._start = name, start
        self._port: Running | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def runs(self) -> bool:
        """Whether the port was started."""
        return self._port is not None

    def port(self) -> Running:
        """Give the running port.

        Raises
        ------
        PortUnavailable
            If the port does not start.
        """
        with self._lock:
            if self._closed:
                raise PortUnavailable("the run was ended")
            if self._port is None or not self._port.is_alive():
                if self._port is not None:
                    self._port.close()
                    self._port = None
                self._port = self._start()
                if self._closed:  # while it was starting
                    self._end(self._port, at_once=True)
                    raise PortUnavailable("the run was ended")
            return self._port

    def warm_up(self) -> None:
        """Start the port; a failure shows when the port is used."""
        with suppress(PortUnavailable):
            self.port()

    def describe(self) -> Facts:
        """Versions of the port, or why it does not run."""
        try:
            return self.port().describe()
        except (PortUnavailable, PortFailure) as error:
            return {"error": str(error)}

    def close(self, at_once: bool = False) -> None:
        """End the port."""
        self._closed = True
        if self._port is not None:
            self._end(self._port, at_once)

    @staticmethod
    def _end(port: Port, at_once: bool) -> None:
        if at_once:
            port.kill()
        port.close()
