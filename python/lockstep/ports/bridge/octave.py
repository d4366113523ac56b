"""Reach the Octave port through oct2py.

Values cross as 64-bit patterns with their sizes, text as bytes of UTF-8,
packed and unpacked on both sides in the same way (see
bridge/lockstep_serve.m).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import numpy as np

from ...errors import PortUnavailable
from ...files.plain_text import one_line
from ...languages.octave import Octave
from ...traces.chunks import chunk_sizes
from ...traces.layout import step_first, step_last
from ...traces.trace import Start, Trace
from ..environment import n_threads
from ..port import Reply, Request, how_ended
from .adapter import HandOver, Value
from .lacks import bridge_library, check_program, failure
from .octave_traces import TraceReader
from .replies import answered, refused

LANGUAGE = Octave()
EMPTY = np.empty((0, 0))  # what Octave takes for "not given"
BRIDGE = Path(__file__).parent


class OctaveAdapter:
    """Calls the Octave package in an Octave process.

    Parameters
    ----------
    source : str
        Folder of the Octave package; its inst/ folder goes on the path.
    """

    def __init__(self, source: str) -> None:
        check_program(LANGUAGE)
        self._folder = tempfile.mkdtemp(prefix="octave-")
        self._process: Any = None
        executable = shutil.which(LANGUAGE.program) or LANGUAGE.program
        command = f"{shlex.quote(executable)} --norc"
        # The one way to name it that oct2py 5 and 6 share.
        os.environ["OCTAVE_EXECUTABLE"] = command
        _leave_home(self._folder)
        folder, before = os.path.abspath(source), os.getcwd()
        with _standing_in(self._folder):
            oct2py = _library(self._folder)
            try:
                self._octave = _session(oct2py, self._folder)
                # oct2py forgets it when it ends; then we must know how.
                self._process = self._octave._engine.repl.child
                # Another one would know nothing, and might leave a dump.
                self._octave.restart = _refuse_restart
                # As numbers: oct2py garbles letters that are not English.
                folder_of_bridge = list(os.fsencode(BRIDGE))
                self._octave.eval(f"addpath (char ({folder_of_bridge}));")
            except Exception as error:
                what = _how_ended(self._process) or one_line(str(error))
                raise PortUnavailable(f"cannot start Octave: {what}") from error
            places = {"folder": f"{folder}/inst", "working": before}
            self._serve("load", pack(places))

    def _serve(self, method: str, request: object) -> dict[str, Value]:
        try:
            reply = self._octave.feval(
                "lockstep_serve", method, request, nout=1, verbose=False
            )
        except Exception as error:
            what = _how_ended(self._process) or one_line(str(error))
            raise PortUnavailable(f"crashed while computing: {what}") from None
        if "error" in reply:
            raise failure(LANGUAGE, unpack(reply["error"]))
        return dict(reply)

    def describe(self) -> dict[str, str]:
        """Name versions of Octave and its BLAS."""
        reply = self._serve("describe", {})["value"]
        facts = {name: str(text) for name, text in reply.items()}
        return {**facts, "kernel": _kernel(facts["blas"])}

    def open_case(self, file: Path) -> None:
        """Read a training case."""
        self._serve("open", pack({"file": str(file)}))

    def train(
        self, n_steps: int, chunk_steps: int, hand_over: HandOver
    ) -> None:
        """Train by the port's own loop, which leaves its traces as files."""
        sizes = chunk_sizes(n_steps, chunk_steps)
        with tempfile.TemporaryDirectory(dir=self._folder) as folder:
            reader = TraceReader(Path(folder), sizes, hand_over)
            request = {
                "n_steps": n_steps,
                "chunk_steps": chunk_steps,
                "folder": folder,
            }
            with reader:
                self._serve("train", pack(request))

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Replay a chunk of steps."""
        parameters, state = starts
        stacks = [step_last(parameters), step_last(state or {}) or EMPTY]
        trace, seconds = self._timed(
            "replay_case", [first_step, *stacks, intermediates]
        )
        return step_first(trace, len(parameters["W1"])), seconds

    def _timed(
        self, method: str, arguments: list[Value]
    ) -> tuple[Trace, float]:
        reply = self._serve(method, _cell_array([pack(a) for a in arguments]))
        return unpack(reply["value"]), float(reply["seconds"])

    def call(self, requests: list[Request]) -> list[Reply]:
        """Call operations, all in one crossing of the bridge."""
        batch = [
            {
                "operation": request.operation,
                "arguments": _cell_array([pack(a) for a in request.arguments]),
                "n_returns": len(request.returns),
            }
            for request in requests
        ]
        replies = _cells(self._serve("call", _cell_array(batch))["value"])
        return [
            _reply(request, reply)
            for request, reply in zip(requests, replies, strict=True)
        ]

    def round_trip(self, value: Value) -> Value:
        """Send a value to Octave and back."""
        return unpack(self._serve("echo", pack(value))["value"])

    def close(self) -> None:
        """End Octave and remove its temporary folder."""
        self._octave.exit()
        shutil.rmtree(self._folder, ignore_errors=True)


def _library(folder: str) -> Any:
    """Import oct2py, which starts an Octave with the settings that it finds."""
    os.environ["OCT2PY_TEMP_DIR"] = folder
    os.environ["OCT2PY_CONVERT_TO_FLOAT"] = "false"  # it would spoil bits
    with _hidden("pandas"):  # no table crosses the bridge
        return bridge_library(LANGUAGE)


def _session(oct2py: Any, folder: str) -> Any:
    """Take the Octave that oct2py started; a second would cost as much."""
    if not hasattr(oct2py, "octave"):  # it could not: another says why
        return oct2py.Oct2Py()
    session = oct2py.octave
    # For oct2py 5, which has no settings.
    session.temp_dir, session.convert_to_float = folder, False
    return session


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let an import, which goes without a module, believe it is missing."""
    before = sys.modules.get(module)
    sys.modules[module] = cast(ModuleType, None)
    try:
        yield
    finally:
        del sys.modules[module]
        if before is not None:
            sys.modules[module] = before


def _refuse_restart() -> None:
    raise PortUnavailable("Octave has ended")


def _how_ended(process: Any) -> str:
    """Say how Octave ended: by which signal, with what on its screen.

    Nothing if it goes on, or never began.
    """
    with suppress(Exception):  # pexpect's own, of a process that is gone
        if process is None or process.isalive():
            return ""
        by = process.signalstatus
        how = how_ended(-by if by else process.exitstatus)
        lines = str(process.before or "").strip().splitlines()[-1:]
        said = [f"; last output: {one_line(line, 200)}" for line in lines]
        return f"Octave ended ({how}){''.join(said)}"
    return "Octave has ended"


@contextmanager
def _standing_in(folder: str) -> Iterator[None]:
    """Stand elsewhere for a while: an Octave that ends may leave a dump."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def _leave_home(folder: str) -> None:
    """Let no file of the user's change what Octave computes or gnuplot draws.

    oct2py reads ~/.octaverc whatever Octave is told.  Fonts stay.
    """
    home = Path.home()
    os.environ.setdefault("XDG_CACHE_HOME", str(home / ".cache"))
    os.environ.setdefault("XDG_DATA_HOME", str(home / ".local" / "share"))
    os.environ["HOME"] = folder
    os.environ.pop("OCTAVE_CLI_OPTIONS", None)


def _kernel(blas: str) -> str:
    """Shorten what Octave says of its BLAS: version, kernel, threads."""
    found = re.search(r"config: OpenBLAS (\S+).* (\S+) MAX_THREADS", blas)
    if found is None:
        return blas
    return f"openblas {found[1]} {found[2]} x {n_threads()}"


def pack(value: Value) -> Value:
    """Turn a value into structs of bit patterns and sizes, or of UTF-8."""
    if value is None:
        return pack(EMPTY)
    if isinstance(value, bool):
        return {"flag": float(value)}
    if isinstance(value, str):
        return {"utf8": np.frombuffer(value.encode(), np.uint8)}
    if isinstance(value, dict):
        return {name: pack(item) for name, item in value.items()}
    if isinstance(value, np.ndarray) and value.dtype.kind == "U":
        return pack(value.tolist())
    if isinstance(value, (list, tuple)) and not _is_numeric(value):
        return _cell_array([pack(item) for item in value])
    array = np.asarray(value, dtype=np.float64)
    size = array.shape if array.ndim > 1 else (array.size, 1)
    bits = array.ravel(order="F").view(np.uint64).reshape(-1, 1)
    return {"bits": bits, "size": np.array([size], dtype=np.float64)}


def unpack(packed: Value) -> Value:
    """Turn packed values back into arrays, dicts and lists."""
    if isinstance(packed, dict) and "empty" in packed:
        return {}
    if isinstance(packed, dict) and "bits" in packed:
        bits = np.asarray(packed["bits"], dtype=np.uint64).ravel()
        size = tuple(int(n) for n in np.ravel(packed["size"]))
        return bits.view(np.float64).reshape(size, order="F")
    if isinstance(packed, dict) and "utf8" in packed:
        letters = np.asarray(packed["utf8"], dtype=np.uint8)
        return letters.tobytes().decode(errors="replace")
    if isinstance(packed, dict):
        return {name: unpack(item) for name, item in packed.items()}
    return [unpack(item) for item in _cells(packed)]


def _is_numeric(values: list[object] | tuple[object, ...]) -> bool:
    return all(
        isinstance(item, (int, float)) and not isinstance(item, bool)
        for item in values
    )


def _cell_array(items: list[Value]) -> np.ndarray:
    """Make a 1 x n object array, which oct2py sends as a cell array."""
    cells = np.empty((1, len(items)), dtype=object)
    for column, item in enumerate(items):
        cells[0, column] = item
    return cells


def _cells(value: Value) -> list[Value]:
    """List the items of a cell array, whatever oct2py made of it."""
    if isinstance(value, np.ndarray):
        return list(value.ravel(order="F"))
    return list(value)


def _reply(request: Request, reply: dict[str, Value]) -> Reply:
    if "error" in reply:
        return refused(LANGUAGE, unpack(reply["error"]))
    values = unpack(reply["value"])
    results = dict(zip(request.returns, values, strict=True))
    seconds = float(np.ravel(reply["seconds"])[0])
    return answered(LANGUAGE, request, results, seconds)
