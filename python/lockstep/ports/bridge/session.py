"""The judge's end of a bridge: a child process, a pipe and a time limit."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import psutil

from ...cases.load import TrainingCase
from ...errors import PortFailure, PortUnavailable
from ...files.child import start_child
from ...files.guard import judge_mark, scratch
from ...traces.forms import like
from ...traces.trace import Start, Trace
from ..echo import case_inputs, inputs_of
from ..environment import pinned
from ..port import Facts, MachineLacks, PortSpec, Reply, Request, how_ended
from .adapter import Value
from .worker import LOG_NAME, STOP

START_LIMIT = 120.0  # seconds; a cold R or Octave on a busy machine
SLOW = {
    "starting": "try again when this machine is less busy",
    "computing": "raise --time-limit if the port is only slow",
}
WORKER = "lockstep.ports.bridge.worker"
TAIL = 4000  # characters of output that a report keeps
OwnType = TypeVar("OwnType", bound="BridgePort")


class BridgePort:
    """A language in a process of its own, reached through a bridge.

    Parameters
    ----------
    spec : PortSpec
    time_limit : float
        Seconds that one call may take before the port counts as hung.

    Raises
    ------
    PortUnavailable
        If the port does not start.
    """

    def __init__(self, spec: PortSpec, time_limit: float) -> None:
        self.spec, self.name = spec, spec.name
        self._limit = time_limit
        self._lock = threading.Lock()
        self._case: TrainingCase | None = None
        self._has_failed = False
        self._folder = tempfile.TemporaryDirectory(
            prefix="bridge-", dir=scratch(), ignore_cleanup_errors=True
        )
        # Threads are pinned before any numeric library loads.
        self._process, self._pipe = start_child(
            WORKER, {**pinned(), **judge_mark()}
        )
        try:
            self._pipe.send((spec.adapter, spec.options, self._folder.name))
            self._receive(START_LIMIT, "starting")
        except BaseException:
            self.close()
            raise

    def is_alive(self) -> bool:
        """Whether the port still runs, and can be asked again."""
        return not self._has_failed and self._process.poll() is None

    @property
    def output(self) -> str:
        """The end of what the port printed."""
        log = Path(self._folder.name) / LOG_NAME
        text = log.read_text(errors="replace") if log.exists() else ""
        return text[-TAIL:]

    def describe(self) -> Facts:
        """Name versions of the language and its numeric libraries."""
        return dict(self._ask("describe"))

    def open_case(self, case: TrainingCase, steps: int | None = None) -> None:
        """Let the port read a training case."""
        self._ask("open_case", case.path)
        self._case = case

    def echo(self) -> tuple[Trace, Trace]:
        """What the open case holds, and what the port reads of it."""
        assert self._case is not None
        arguments = (str(self._case.path),)
        request = Request("read_case", arguments, ("training_case",))
        reply = self.call([request])[0]
        if reply.error:
            raise PortFailure(reply.error)
        expected = case_inputs(self._case)
        found = inputs_of(reply.results["training_case"])
        return expected, like(expected, found, reply.unknown_forms)

    def train(
        self, n_steps: int, chunk_steps: int
    ) -> Generator[tuple[Trace, float], None, None]:
        """Let the port train, and give each chunk while it goes on."""
        with self._lock:
            self._send("train", (n_steps, chunk_steps))
            while True:
                kind, value = self._receive(self._limit, "computing")
                if kind != "chunk":
                    return
                try:
                    yield value
                except GeneratorExit:
                    self._stop()
                    raise

    def _stop(self) -> None:
        """End a run of which enough has been seen."""
        self._send(STOP, ())
        with suppress(PortFailure):
            while self._receive(self._limit, "computing")[0] == "chunk":
                pass

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Compute steps that each start from given parameters and state."""
        trace, seconds = self._ask("replay", first_step, starts, intermediates)
        return trace, seconds

    def call(self, requests: Sequence[Request]) -> list[Reply]:
        """Call operations, all in one crossing of the bridge."""
        return list(self._ask("call", list(requests)))

    def round_trip(self, value: Value) -> Value:
        """Send a value through the bridge and back."""
        return self._ask("round_trip", value)

    def _ask(self, method: str, *arguments: object) -> Value:
        """Call a method of the adapter and wait for its answer."""
        with self._lock:
            self._send(method, arguments)
            return self._receive(self._limit, "computing")[1]

    def _send(self, method: str, arguments: tuple[object, ...]) -> None:
        try:
            self._pipe.send((method, arguments))
        except OSError:
            message = self._epitaph("receiving its input")
            raise self._unavailable(message) from None

    def _receive(self, limit: float, activity: str) -> tuple[str, Value]:
        if not self._pipe.poll(limit):
            self.kill()
            hung = f"hung: no answer within {limit:g} s while {activity}"
            raise self._unavailable(f"{hung}; {SLOW[activity]}")
        try:
            kind, value = self._pipe.recv()
        except (EOFError, OSError):
            raise self._unavailable(self._epitaph(activity)) from None
        if kind == "failure":
            raise PortFailure(value)
        if kind == "lacks":
            raise MachineLacks(value, self.name)
        if kind == "unavailable":
            raise self._unavailable(value)
        return kind, value

    def _unavailable(self, message: str) -> PortUnavailable:
        self._has_failed = True  # nothing is known of its state any more
        return PortUnavailable(message, self.name)

    def _epitaph(self, activity: str) -> str:
        """Say how the process died, with the line that tells most of it."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        lines = self.output.strip().splitlines()
        fatal = [line for line in lines if line.startswith("Fatal")]
        told = (fatal or lines)[-1:]
        last = f"; last output: {told[0][:200]}" if told else ""
        code = self._process.returncode
        how = "still running" if code is None else how_ended(code)
        return f"crashed while {activity} ({how}){last}"

    def kill(self) -> None:
        """End the port and every process that it started."""
        try:
            host = psutil.Process(self._process.pid)
            family = [*host.children(recursive=True), host]
        except psutil.NoSuchProcess:
            return
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def close(self) -> None:
        """Hang up, wait for the port to end, and remove its folder."""
        self._pipe.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait(5)
        self._folder.cleanup()

    def __enter__(self: OwnType) -> OwnType:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
