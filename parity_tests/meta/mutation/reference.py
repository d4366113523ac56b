"""What mutants are held to: the reference's answers, each computed once."""

from __future__ import annotations

import threading
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bench import PlantedReference
from planting import planted_spec

from lockstep.cases.contract import contract
from lockstep.cases.find import list_cases
from lockstep.cases.load import OperationCase, load_case
from lockstep.ports.calls import call_operations
from lockstep.reference.run import ReferenceRun


def topic(operation: str) -> str:
    """The stem that an operation belongs to."""
    return str(contract()[operation]["stem"])


class Reference:
    """The reference, and all cases of the fixtures.

    Attributes
    ----------
    cases : list of OperationCase
    replies : list of Reply
        The reference's, in the same order.
    training : list of str
        Names of training cases, one of each kind of network.
    """

    def __init__(self) -> None:
        self._port = PlantedReference(planted_spec("reference"), 300.0)
        self._lock = threading.RLock()
        self._runs: dict[tuple[str, int], ReferenceRun] = {}
        headers = [h for h in list_cases() if not h.missing]
        first: dict[str, str] = {}  # of each kind of network
        for header in headers:
            if header.kind == "training":
                first.setdefault(header.system, header.id)
        self.training = list(first.values())
        self.cases: list[OperationCase] = []
        for header in (h for h in headers if h.kind == "operation"):
            case = load_case(header.id)
            assert isinstance(case, OperationCase)
            self.cases.append(case)
        folder = Path(mkdtemp(prefix="mutants-"))
        self.replies = call_operations(self._port, self.cases, folder)

    def run(self, case_id: str, steps: int) -> ReferenceRun:
        """The reference's own run of a training case."""
        key = case_id, steps
        with self._lock:
            if key not in self._runs:
                case: Any = load_case(case_id)
                port: Any = _WithCase(self._port, self._lock, case)
                self._runs[key] = ReferenceRun(port, case, steps)
            return self._runs[key]

    def close(self) -> None:
        """End the reference."""
        for run in self._runs.values():
            run.close()
        self._port.close()


class _WithCase:
    """The reference, with one case open whenever it is asked."""

    def __init__(self, port: PlantedReference, lock: Any, case: Any) -> None:
        self._port, self._lock, self._case = port, lock, case

    def __getattr__(self, method: str) -> Any:
        def ask(*arguments: Any) -> Any:
            with self._lock:
                self._port.open_case(self._case)
                return getattr(self._port, method)(*arguments)

        return ask
