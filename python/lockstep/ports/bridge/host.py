"""Keeps one port running over many cases, and starts it anew if it dies."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

from ..port import PortFailure, PortSpec, PortUnavailable
from .session import Session


class Host:
    """A port that is started when it is first needed.

    Parameters
    ----------
    spec : PortSpec
    time_limit : float
        Seconds for one call.
    """

    def __init__(self, spec: PortSpec, time_limit: float) -> None:
        self.spec, self.name = spec, spec.name
        self._limit = time_limit
        self._session: Session | None = None
        self._lock = threading.Lock()
        self._closed = False

    def session(self) -> Session:
        """Give the running session.

        Raises
        ------
        PortUnavailable
            If the port does not start.
        """
        with self._lock:
            if self._closed:
                raise PortUnavailable("the run was ended")
            if self._session is None or not self._session.is_alive():
                if self._session is not None:
                    self._session.close()
                    self._session = None
                self._session = Session(self.spec, self._limit)
                if self._closed:  # while it was starting
                    self._end(self._session, at_once=True)
                    raise PortUnavailable("the run was ended")
            return self._session

    def warm_up(self) -> None:
        """Start the port; a failure shows when the port is used."""
        with suppress(PortUnavailable):
            self.session()

    def describe(self) -> dict[str, Any]:
        """Versions of the port, or why it does not run."""
        try:
            return dict(self.session().call("describe"))
        except (PortUnavailable, PortFailure) as error:
            return {"error": str(error)}

    def close(self, at_once: bool = False) -> None:
        """End the port."""
        self._closed = True
        if self._session is not None:
            self._end(self._session, at_once)

    @staticmethod
    def _end(session: Session, at_once: bool) -> None:
        if at_once:
            session.kill()
        session.close()
