"""Reach a port that is a program of its own: files in, files out.

It speaks the protocol of docs/protocol.md and is asked through the same
calls as a language behind a bridge.  It needs no host process: it is one.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from ...cases.load import TrainingCase
from ...errors import PortUnavailable
from ...files.guard import scratch
from ...languages import unknown_forms
from ...traces.chunks import STEPS_PER_CHUNK, chunk_sizes
from ...traces.forms import like
from ...traces.trace import Start, Trace
from ..description import read_port
from ..echo import case_inputs
from ..port import Facts, PortCut, PortSpec, Reply, Request, how_ended
from .inputs import CaseFolder, write_operations
from .outputs import (
    TraceFiles,
    check_trace_json,
    is_asked,
    read_arrays,
    read_reply,
    reason,
)
from .program import LOGS, Ending, Limits, Program, size_of
from .sandbox import Sandbox, refuse_changes, refuse_strangers

NOT_SUPPORTED = "not_supported.txt"  # why, in OUT_DIR
SPARE_BYTES = 64 * 2**20
SPARE_FACTOR = 4
OWN_FOLDERS = {"work", "out", *LOGS}


class ProgramPort:
    """A port that is started anew for each task.

    Parameters
    ----------
    spec : PortSpec
        Its option `file` is the port.json; `level` asks for less than the
        port claims, `keep` is a folder in which all files stay.
    time_limit : float
        Seconds for each 1,000 steps begun.
    """

    def __init__(self, spec: PortSpec, time_limit: float) -> None:
        self.spec, self._limit = spec, time_limit
        self.port = spec.description or read_port(spec.options["file"])
        self.name = self.port.name
        self.level = int(spec.options.get("level", self.port.level))
        self.output = ""
        self._unknown = unknown_forms(self.port.language)
        keep = spec.options.get("keep")
        self._keeps = keep is not None
        self._root = Path(
            keep or tempfile.mkdtemp(prefix="program-", dir=scratch())
        )
        self._lock = threading.Lock()
        self._program: Program | None = None
        self._count = 0
        self._closed = False
        self._inputs: CaseFolder | None = None
        self._steps = self._asked = 0
        self._trace: TraceFiles | None = None
        self._ending: PortUnavailable | None = None

    def is_alive(self) -> bool:
        """Whether tasks can be given."""
        return not self._closed

    def describe(self) -> Facts:
        """Name the port as port.json does."""
        port = self.port
        return {
            "language": f"{port.language}, {port.name} {port.version}",
            "command": " ".join(port.command),
            "level": str(port.level),
            "homepage": port.homepage,
            "file": str(port.file),
            "sources": port.sources,
        }

    def open_case(self, case: TrainingCase, steps: int | None = None) -> None:
        """Write a training case's inputs."""
        with self._lock:
            self._leave_case()
            self._steps = steps or case.steps
            folder = self._new_folder(case.id)
            self._inputs = CaseFolder(folder, case, self.port)

    def train(
        self, n_steps: int, chunk_steps: int
    ) -> Generator[tuple[Trace, float], None, None]:
        """Run the port, and give its trace chunk by chunk.

        Raises
        ------
        PortCut
            If the port ended before a chunk's last step.
        """
        with self._lock:
            case_file = self._open_inputs().train(n_steps, self.level)
            seconds = self._run_steps(case_file, n_steps, False)
            first_step = 0
            for size in chunk_sizes(n_steps, chunk_steps):
                yield self._rows(first_step, size), seconds
                first_step, seconds = first_step + size, 0.0

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Compute steps that each start from given parameters."""
        with self._lock:
            n_steps = len(starts.parameters["W1"])
            case_file = self._open_inputs().replay(
                first_step, starts, self.level, intermediates
            )
            seconds = self._run_steps(case_file, n_steps, intermediates)
            return self._rows(0, n_steps), seconds

    def echo(self) -> tuple[Trace, Trace]:
        """What the open case holds, and what the port read of it."""
        with self._lock:
            inputs = self._open_inputs()
            wanted = case_inputs(inputs.case, inputs.gives_weights)
            n_bytes = 8 * sum(value.size for value in wanted.values())
            out = self._run(inputs.echo(), 1, n_bytes)
            return wanted, like(wanted, read_arrays(out, wanted), self._unknown)

    def call(self, requests: Sequence[Request]) -> list[Reply]:
        """Call operations, all in one run of the port."""
        with self._lock:
            self._leave_case()
            folder = self._new_folder("operations")
            case_file = write_operations(folder, requests, self.port.text)
            out = self._run(case_file, len(requests), size_of(folder))
            return [
                read_reply(out / request.id, request.returns, self._unknown)
                for request in requests
            ]

    def _open_inputs(self) -> CaseFolder:
        assert self._inputs is not None, "no case is open"
        return self._inputs

    def kill(self) -> None:
        """End the program that runs now."""
        self._closed = True
        if self._program is not None:
            self._program.kill()

    def close(self) -> None:
        """Remove what was written, unless it is to be kept."""
        self._closed = True
        self._trace = None
        if not self._keeps:
            shutil.rmtree(self._root, ignore_errors=True)

    def __enter__(self) -> ProgramPort:
        return self

    def __exit__(self, *exception: object) -> None:
        if exception[0] is not None:
            self.kill()
        self.close()

    def _run_steps(
        self, case_file: Path, n_steps: int, intermediates: bool
    ) -> float:
        """Run a task of many steps; its end waits for the last row."""
        self._trace = None
        asked = partial(
            is_asked, self._open_inputs().case, self.level, intermediates
        )
        n_bytes = n_steps * self._step_bytes(intermediates)
        out, ending = self._start(case_file, n_steps, n_bytes)
        self._ending, self._asked = self._fault(ending, out), n_steps
        try:
            self._trace = TraceFiles(out, asked)
            if self._ending is None:
                check_trace_json(out, self.port, self.level)
                self._trace.check_complete(n_steps)
        except PortUnavailable as error:
            self._ending = self._ending or error
            if self._trace is None:
                raise self._ending from None
        return ending.seconds

    def _rows(self, first_step: int, n_steps: int) -> Trace:
        """Rows of the trace, or what there is of them and why no more."""
        assert self._trace is not None
        if self._ending is None:
            return self._trace.rows(first_step, n_steps)
        whole = self._trace.whole(
            {"loss", *self._open_inputs().case.parameters}
        )
        held = min(max(whole - first_step, 0), n_steps)
        trace = self._trace.rows(first_step, held)
        if held == n_steps and first_step + n_steps < self._asked:
            return trace
        raise PortCut(
            f"{self._ending}; {whole} steps were whole",
            trace,
            held,
        )

    def _run(self, case_file: Path, n_steps: int, n_bytes: int) -> Path:
        out, ending = self._start(case_file, n_steps, n_bytes)
        fault = self._fault(ending, out)
        if fault is not None:
            raise fault
        check_trace_json(out, self.port, 0)
        return out

    def _start(
        self, case_file: Path, n_steps: int, n_bytes: int
    ) -> tuple[Path, Ending]:
        """Run the port on a case file and see what it left alone.

        Of a change that somebody else can have made, only a repetition
        tells: what changes again is the port's doing.
        """
        out, ending, changes = self._run_once(case_file, n_steps, n_bytes)
        if changes:
            out, ending, again = self._run_once(case_file, n_steps, n_bytes)
            refuse_changes({p: changes[p] for p in again if p in changes})
        return out, ending

    def _run_once(
        self, case_file: Path, n_steps: int, n_bytes: int
    ) -> tuple[Path, Ending, dict[str, str]]:
        folder = self._new_folder(case_file.stem)
        out = folder / "out"
        out.mkdir()
        sandbox = Sandbox(case_file.parent, self.port.file.parent, self._root)
        command = [*self.port.command, str(case_file), str(out)]
        self._program = Program(command, folder)
        chunks = -(-n_steps // STEPS_PER_CHUNK)
        limits = Limits(
            self._limit * chunks, SPARE_FACTOR * n_bytes + SPARE_BYTES
        )
        ending = self._program.run(limits)
        self.output = ending.stdout + ending.stderr
        changes = sandbox.changes()
        refuse_changes(sandbox.own_changes(changes))
        refuse_strangers(folder, OWN_FOLDERS)
        return out, ending, changes

    def _fault(self, ending: Ending, out: Path) -> PortUnavailable | None:
        """Say what is wrong with every end but exit code 0."""
        said = f"; {ending.said}" if ending.said else ""
        if ending.fault:
            return PortUnavailable(ending.fault + said)
        if (out / NOT_SUPPORTED).is_file():
            return PortUnavailable(
                "does not support this, although port.json declares all that "
                f"it needs: {reason(out / NOT_SUPPORTED)}"
            )
        if ending.code < 0:
            how = how_ended(ending.code)
            return PortUnavailable(f"crashed: ended {how}{said}")
        if ending.code:
            return PortUnavailable(f"ended with exit code {ending.code}{said}")
        return None

    def _step_bytes(self, intermediates: bool) -> int:
        """Bytes of a step's trace, generously."""
        case = self._open_inputs().case
        n_values = 1 + 4 * sum(p.size for p in case.parameters.values())
        if intermediates:
            n_values += 7 * sum(case.network.layer_sizes) * case.X.shape[1]
        return 8 * n_values

    def _new_folder(self, name: str) -> Path:
        self._count += 1
        folder = self._root / f"{self._count:04d}-{name}"
        folder.mkdir(parents=True)
        return folder

    def _leave_case(self) -> None:
        """Forget a case, and remove its files unless they are to be kept."""
        self._trace = self._inputs = None
        if not self._keeps:
            for folder in self._root.iterdir():
                shutil.rmtree(folder, ignore_errors=True)
