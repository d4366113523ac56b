"""Judge broken ports on cases, with one start of each language."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from planting import Edit, planted_spec

from lockstep.cases.load import OperationCase, TrainingCase, load_case
from lockstep.compare.findings import Comparison, Divergence
from lockstep.errors import PortFailure, PortUnavailable
from lockstep.judge.free_run import FreeRun
from lockstep.judge.operations import compare_operations
from lockstep.judge.replay import replay
from lockstep.judge.results import Outcome, RunResult
from lockstep.judge.training import judge_inputs
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.calls import call_operations
from lockstep.ports.defaults import PORT_NAMES
from lockstep.ports.host import Host
from lockstep.ports.port import Port, Request
from lockstep.reference.port import ReferencePort
from lockstep.reference.run import ReferenceRun

TIME_LIMIT = 20.0
# Words that no language knows: each must be refused, never taken for another.
MISSPELT = {
    "misspelt schedule": Request(
        "scheduled_rate", ("exponentail", 0.1, 0.5, 1, 3), ("learning_rate",)
    ),
    "misspelt activation": Request(
        "activation_forward", (np.ones((2, 3)), "sofmax"), ("A",)
    ),
}


class PlantedPort(BridgePort):
    """A port that can be broken."""

    def plant(self, edits: Sequence[Edit]) -> None:
        """Break it, whatever was planted in it before."""
        self._ask("plant", list(edits))


class PlantedReference(PlantedPort, ReferencePort):
    """The reference, to be broken like every port."""


class _WithCase:
    """The reference, with one case open whenever it is asked."""

    def __init__(self, bench: Bench, case: TrainingCase) -> None:
        self._bench, self._case = bench, case

    def __getattr__(self, method: str) -> Any:
        def ask(*arguments: Any) -> Any:
            with self._bench.reference_lock:
                self._bench.reference.open_case(self._case)
                return getattr(self._bench.reference, method)(*arguments)

        return ask


class Bench:
    """Ports that can be broken, and the reference that they are held to."""

    def __init__(self) -> None:
        self.reference = PlantedReference(planted_spec("reference"), 120.0)
        self.reference_lock = threading.Lock()
        self._runs_lock = threading.Lock()
        self._knows_truth = True
        self.hosts = {
            name: Host(
                name, partial(PlantedPort, planted_spec(name), TIME_LIMIT)
            )
            for name in PORT_NAMES
        }
        self._runs: dict[tuple[Path, int], ReferenceRun] = {}
        self._cases: dict[str | Path, Any] = {}

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *exception: object) -> None:
        for host in self.hosts.values():
            host.close()
        self._forget_runs()
        self.reference.close()

    @contextmanager
    def planted_reference(self, edits: Sequence[Edit]) -> Iterator[None]:
        """Break the reference for a while: it then agrees with its like.

        Certified values would see it all the same: nobody asks for them.
        """
        self._forget_runs()
        self.reference.plant(edits)
        self._knows_truth = False
        try:
            yield
        finally:
            self._knows_truth = True
            self._forget_runs()
            self.reference.plant([])

    def _forget_runs(self) -> None:
        for run in self._runs.values():
            run.close()
        self._runs.clear()

    def plant(self, language: str, edits: Sequence[Edit]) -> PlantedPort:
        """Break a port, whatever was planted in it before."""
        port = self.hosts[language].port()
        port.plant(edits)
        return port

    def judge(
        self,
        language: str,
        edits: Sequence[Edit],
        cases: Sequence[tuple[str | Path, str, int]],
    ) -> Iterator[RunResult]:
        """Judge a broken port on (case, mode, steps), one after the other."""
        planted: PlantedPort | None = None
        for name, mode, steps in cases:
            try:
                port = self.hosts[language].port()
                if port is not planted:  # the first, or one that died
                    planted = port = self.plant(language, edits)
                if mode == "refusal":
                    outcome = self._refusal(port, MISSPELT[str(name)])
                else:
                    outcome = self._judge(port, self._case(name), mode, steps)
            except (PortUnavailable, PortFailure) as error:
                outcome = Outcome(failure=str(error))
            yield RunResult(str(name), language, mode).with_outcome(outcome)

    def _judge(self, port: Port, case: Any, mode: str, steps: int) -> Outcome:
        if isinstance(case, OperationCase):
            return self.judge_operations(port, [case])[0]
        run = self._run(case, steps)
        port.open_case(case)
        inputs = judge_inputs(port)
        if not inputs.agrees:
            return Outcome(inputs)
        if mode == "replay":
            return replay(port, run, lambda steps: None)
        return FreeRun(port, run).judge(lambda steps: None)[0]

    def judge_operations(self, port: Port, cases: list[Any]) -> list[Outcome]:
        """Judge a batch of operation cases; the bridge is crossed once."""
        with TemporaryDirectory(prefix="lockstep-") as folder:
            own, other = (Path(folder) / name for name in ("own", "other"))
            own.mkdir()
            other.mkdir()
            replies = call_operations(port, cases, own)
            with self.reference_lock:
                expected = call_operations(self.reference, cases, other)
            return compare_operations(cases, expected, replies)

    def _refusal(self, port: Port, request: Request) -> Outcome:
        with self.reference_lock:
            wanted = self.reference.call([request])[0].error
        got = port.call([request])[0].error
        if wanted and got == wanted:
            return Outcome(steps=1)
        message = f"expected {wanted!r}, got {got!r}"
        place = Divergence(0, "refusal", message=message)
        return Outcome(Comparison(divergence=place))

    def forget(self) -> None:
        """Drop all cases: their files are gone."""
        self._forget_runs()
        self._cases.clear()

    def _case(self, name: str | Path) -> Any:
        if name not in self._cases:
            self._cases[name] = load_case(name)
        return self._cases[name]

    def _run(self, case: Any, steps: int) -> ReferenceRun:
        key = case.path, steps
        with self._runs_lock:  # the first who asks computes it for all
            if key not in self._runs:
                port: Any = _WithCase(self, case)
                known = self._knows_truth
                self._runs[key] = ReferenceRun(
                    port, case, steps, certified=known
                )
            return self._runs[key]


def in_parallel(work: Any, languages: Sequence[str]) -> list[Any]:
    """Do the same for several languages, side by side."""
    with ThreadPoolExecutor(len(languages)) as pool:
        return list(pool.map(work, languages))
