"""Ports whose functions are changed while they run.

A worker starts once.  A mutant costs what it takes to read one file anew.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from planting import PACKAGES, broken_copy

from lockstep.errors import PortFailure
from lockstep.ports.bridge.octave import OctaveAdapter
from lockstep.ports.bridge.python import PythonAdapter
from lockstep.ports.bridge.r import RAdapter
from lockstep.ports.bridge.session import BridgePort
from lockstep.ports.port import PortSpec
from lockstep.ports.start import port_spec

from .trees.sources import root

TESTS = Path(__file__).with_name("own_tests.R")
WAITS = 20  # times its limit that a port may sleep
KEEPER = "random_stream/private/stream_key"  # Octave's; keys of the stream
# What assert, of values or of a condition, and %!error leave in Octave's log.
ASSERTION = re.compile(r"^(ASSERT errors|assert \()|Expected <", re.M)
LOOK = 2.0  # seconds between two looks at a port that computes


class Worker(BridgePort):
    """A port that can be changed."""

    @property
    def folder(self) -> str:
        """The copy of the package that it runs."""
        return str(self.spec.options["source"])

    def change(self, file: str, text: str) -> None:
        """Give one file another text; the change before it is taken back."""
        self._ask("change", file, text)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Take it as hung if it does not answer so soon, for a while."""
        usual, self._limit = self._limit, seconds
        try:
            yield
        finally:
            self._limit = usual

    def _receive(self, limit: float, activity: str) -> tuple[str, Any]:
        """Count what the port computes: on a busy machine it only waits."""
        used, last = self._used(), time.monotonic() + WAITS * limit
        while not self._pipe.poll(min(limit, LOOK)):
            if self._used() - used > limit or time.monotonic() > last:
                self.kill()
                raise self._unavailable(f"hung: {limit:g} s while {activity}")
        return super()._receive(limit, activity)

    def _used(self) -> float:
        """Seconds of the processor, of the port and all it started."""
        used = 0.0
        with suppress(psutil.Error):
            own = psutil.Process(self._process.pid)
            for process in (own, *own.children(recursive=True)):
                times = process.cpu_times()
                used += times.user + times.system
        return used

    def own_tests(self, files: Sequence[str]) -> str:
        """What the language's own tests say of the change.

        Returns
        -------
        str
            "passed", "failed" (an assertion), or "broken" (anything else).
        """
        return str(self._ask("own_tests", list(files)))


def worker(language: str, time_limit: float) -> Worker:
    """Start a worker on a copy of a language's package."""
    options: dict[str, Any] = dict(port_spec(language).options)
    options["source"] = broken_copy(language, str(root(language)), [])
    kind = {"python": "Python", "r": "R", "octave": "Octave"}[language]
    spec = PortSpec(language, f"mutation.workers:Changed{kind}", options)
    return Worker(spec, time_limit)


class _Changed:
    """What the three have in common: one file differs from its original."""

    _language: str
    _copy: str
    _changed: tuple[Path, str] | None = None

    def _write(self, file: str, text: str) -> list[Path]:
        """Write the change, take back the one before; what was touched."""
        touched = []
        if self._changed is not None:
            path, original = self._changed
            self._take_back(path, original)
            touched.append(path)
            self._changed = None
        if file:
            path = Path(self._copy) / PACKAGES[self._language][1].format(file)
            self._changed = path, path.read_text("utf-8")
            path.write_text(text, "utf-8")
            touched.append(path)
        return touched

    def _take_back(self, path: Path, original: str) -> None:
        path.write_text(original, "utf-8")


class ChangedPython(PythonAdapter, _Changed):
    """The Python port; its package is imported anew."""

    _language = "python"

    def __init__(self, source: str) -> None:
        super().__init__(source)  # leaves what is compiled of every file
        self._copy = source
        self._times = {
            path: path.stat().st_mtime_ns for path in Path(source).rglob("*.py")
        }
        sys.dont_write_bytecode = True

    def _take_back(self, path: Path, original: str) -> None:
        """Let what was compiled of the original fit it again, by its time."""
        super()._take_back(path, original)
        os.utime(path, ns=(self._times[path], self._times[path]))

    def change(self, file: str, text: str) -> None:
        """Import the package with another text of one file."""
        self._write(file, text)
        for name in list(sys.modules):
            if name.split(".")[0] == "firstprinciples":
                del sys.modules[name]
        importlib.invalidate_caches()
        try:
            self._port = importlib.import_module("firstprinciples")
        except Exception as error:
            raise PortFailure(f"{type(error).__name__}: {error}") from error

    def own_tests(self, files: Sequence[str]) -> str:
        """Not asked: pytest runs in a process of its own."""
        raise NotImplementedError


class ChangedR(RAdapter, _Changed):
    """The R port; its files are sourced anew."""

    _language = "r"

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._copy = source
        self._eval(f"source({str(TESTS)!r})")

    def change(self, file: str, text: str) -> None:
        """Source the package with another text of one file."""
        self._write(file, text)
        self._port = None
        self._loaded()

    def own_tests(self, files: Sequence[str]) -> str:
        """Run files of testthat."""
        found = [
            self._from_r(
                self._run("own_tests", self._loaded(), self._to_r(file))
            )
            for file in files
        ]
        return _worst(found)


class ChangedOctave(OctaveAdapter, _Changed):
    """The Octave port; it forgets the functions of a file."""

    _language = "octave"

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._copy = source
        # No test reads the usage that makeinfo writes below "Invalid call".
        self._octave.makeinfo_program("true", nout=0)

    def change(self, file: str, text: str) -> None:
        """Let Octave read the file anew when it is called."""
        # What it keeps between calls, a mutant before may have made.
        keeper = Path(self._copy) / PACKAGES["octave"][1].format(KEEPER)
        for path in [*self._write(file, text), keeper]:
            # `clear` forgets no private function: Octave reads those anew
            # when the file is younger, in whole seconds, than what it read.
            later = time.time() + 2
            os.utime(path, (later, later))
            self._octave.eval(f"clear {path.stem}", nout=0)

    def own_tests(self, files: Sequence[str]) -> str:
        """Run the %! blocks of files."""
        found = []
        for file in files:
            path = Path(self._copy) / PACKAGES["octave"][1].format(file)
            log = tempfile.mktemp(dir=self._folder)
            passed, n_tests = self._octave.feval(
                "test", str(path), "quiet", log, nout=2
            )
            if passed < n_tests:
                said = Path(log).read_text("utf-8", errors="replace")
                found.append("failed" if ASSERTION.search(said) else "broken")
        return _worst(found)


def _worst(found: Sequence[str]) -> str:
    for word in ("failed", "broken"):
        if word in found:
            return word
    return "passed"
