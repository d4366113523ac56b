"""Call the reference on an operation case, in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.calls import call_operations, flat
from lockstep.ports.port import Reply, Request


class _Here:
    """The Python port without a process of its own."""

    def __init__(self) -> None:
        self._port = PythonAdapter()

    def call(self, requests: list[Request]) -> list[Reply]:
        return self._port.call(requests)


def reference_results(case: Any, folder: Path) -> dict[str, np.ndarray]:
    """Results of an operation case, flat; pictures go to the folder."""
    reply = call_operations(_Here(), [case], folder)[0]  # type: ignore[arg-type]
    assert not reply.error, reply.error
    return flat(reply.results)
