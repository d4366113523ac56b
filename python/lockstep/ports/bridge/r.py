"""Reach the R port through rpy2.

Only this module imports rpy2, and only in the process that runs R.  Arrays
cross as plain memory: rpy2's converters know too many types and guess.
"""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from ...errors import PortFailure, PortUnavailable
from ...languages.r import R
from ...traces.chunks import chunk_sizes
from ...traces.layout import step_first, step_last
from ...traces.trace import Start, Trace
from ..environment import describe_blas
from ..port import Reply, Request
from .adapter import HandOver, Value
from .lacks import bridge_library, check_program, failure
from .replies import answered, refused

# Files that could change what R computes; none is read where these are empty.
PROFILES = ("R_ENVIRON", "R_ENVIRON_USER", "R_PROFILE", "R_PROFILE_USER")
# The name that R gives itself, and no workspace of the user's.
VANILLA = ("lockstep", "--quiet", "--vanilla")
LANGUAGE = R()
BRIDGE = Path(__file__).with_name("serve.R")
RValue = Any  # rpy2 gives no types


def _cannot_start(reason: str) -> str:
    if "R_HOME" in reason:
        program = shutil.which(LANGUAGE.program)
        return (
            f"cannot start R: {program} does not say where R's files are; "
            f"`{program} RHOME` should print their folder"
        )
    return f"cannot start R: {reason}"


class RAdapter:
    """Calls the R package's sources in an R inside this process.

    Parameters
    ----------
    source : str
        Folder of the R package; its files are sourced, not installed.
    """

    def __init__(self, source: str) -> None:
        logging.getLogger("rpy2").setLevel(logging.ERROR)
        os.environ.update(dict.fromkeys(PROFILES, ""))
        check_program(LANGUAGE)
        rinterface = bridge_library(LANGUAGE)
        try:
            rinterface.embedded.set_initoptions(VANILLA)
            rinterface.initr()
        except Exception as error:
            raise PortUnavailable(_cannot_start(str(error))) from error
        self._r = rinterface
        self._r_error = rinterface.embedded.RRuntimeError
        # Paths and texts are UTF-8, whatever the locale says of letters.
        self._eval('suppressWarnings(Sys.setlocale("LC_CTYPE", "C.UTF-8"))')
        self._eval(f"source({str(BRIDGE)!r})")
        self._source = source
        self._port: RValue = None
        self._case: object = None

    def _eval(self, text: str) -> object:
        return self._r.evalr(text)

    def _run(self, function: str, *arguments: RValue) -> RValue:
        try:
            return self._r.globalenv[function](*arguments)
        except self._r_error as error:
            raise failure(LANGUAGE, str(error)) from error

    def _loaded(self) -> RValue:
        if self._port is None:
            self._port = self._run("lockstep_load", self._to_r(self._source))
        return self._port

    def describe(self) -> dict[str, str]:
        """Name versions of R and its BLAS."""
        facts = self._from_r(self._run("lockstep_describe"))
        # Wheels of Python bring a BLAS of their own, in folders *.libs.
        kernel = describe_blas("", outside=".libs") or Path(facts["blas"]).name
        return {**facts, "kernel": kernel}

    def open_case(self, file: Path) -> None:
        """Read a training case."""
        read_case = self._loaded()["read_case"]
        try:
            self._case = read_case(self._to_r(str(file)))
        except self._r_error as error:
            raise failure(LANGUAGE, str(error)) from error

    def train(
        self, n_steps: int, chunk_steps: int, hand_over: HandOver
    ) -> None:
        """Train by the port's own loop."""
        sizes = iter(chunk_sizes(n_steps, chunk_steps))
        stopped: list[Exception] = []

        def give(reply: RValue) -> RValue:
            made = self._from_r(reply)
            trace = step_first(made["value"], next(sizes, 0))
            try:
                hand_over(trace, float(made["seconds"][0]))
            except Exception as error:
                stopped.append(error)
                raise
            return self._r.NULL

        try:
            self._run(
                "lockstep_train",
                *(self._loaded(), self._case),
                *(self._to_r(n_steps), self._to_r(chunk_steps)),
                self._r.rternalize(give, signature=False),
            )
        except PortFailure:
            if stopped:  # R's message is of no interest
                raise stopped[0] from None
            raise

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Replay a chunk of steps."""
        parameters, state = starts
        trace, seconds = self._timed(
            "replay_case",
            first_step,
            step_last(parameters),
            step_last(state or {}),
            intermediates,
        )
        return step_first(trace, len(parameters["W1"])), seconds

    def _timed(self, operation: str, *arguments: RValue) -> tuple[Trace, float]:
        converted = [self._case, *map(self._to_r, arguments)]
        reply = self._run(
            "lockstep_timed",
            self._loaded(),
            self._to_r(operation),
            self._r.ListSexpVector(converted),
        )
        result = self._from_r(reply)
        return result["value"], float(result["seconds"][0])

    def call(self, requests: list[Request]) -> list[Reply]:
        """Call operations one after the other."""
        return [self._call_one(request) for request in requests]

    def _call_one(self, request: Request) -> Reply:
        arguments = [self._to_r(value) for value in request.arguments]
        reply = self._from_r(
            self._run(
                "lockstep_call",
                self._loaded(),
                self._to_r(request.operation),
                self._r.ListSexpVector(arguments),
            )
        )
        if "error" in reply:
            return refused(LANGUAGE, reply["error"])
        value, names = reply["value"], request.returns
        results = (
            {names[0]: value}
            if len(names) == 1
            else {name: value[name] for name in names}
        )
        seconds = float(reply["seconds"][0])
        return answered(LANGUAGE, request, results, seconds)

    def round_trip(self, value: Value) -> Value:
        """Send a value to R and back."""
        return self._from_r(self._to_r(value))

    def close(self) -> None:
        """Do nothing: R ends with this process."""

    def _to_r(self, value: Value) -> RValue:
        r = self._r
        if value is None:
            return r.NULL
        if isinstance(value, bool):
            return r.BoolSexpVector([value])
        if isinstance(value, str):
            return r.StrSexpVector([value])
        if isinstance(value, (int, float)):
            return r.FloatSexpVector([float(value)])
        if isinstance(value, dict):
            items = [self._to_r(item) for item in value.values()]
            vector = r.ListSexpVector(items)
            vector.names = r.StrSexpVector(list(value))
            return vector
        if isinstance(value, np.ndarray) and value.dtype.kind != "U":
            return self._array_to_r(value)
        if all(isinstance(item, str) for item in value):
            return r.StrSexpVector(list(value))
        return r.FloatSexpVector([float(item) for item in value])

    def _array_to_r(self, array: np.ndarray) -> RValue:
        flat = np.asarray(array, dtype=np.float64).ravel(order="F")
        if flat.size:
            vector = self._r.FloatSexpVector.from_memoryview(flat.data)
        else:
            vector = self._r.FloatSexpVector([])
        if array.ndim > 1:
            vector.do_slot_assign("dim", self._r.IntSexpVector(array.shape))
        return vector

    def _from_r(self, value: RValue) -> Value:
        r = self._r
        if isinstance(value, r.ListSexpVector):
            items = [self._from_r(item) for item in value]
            names = value.names
            if names is r.NULL:
                return items
            return dict(zip(names, items, strict=True))
        if isinstance(value, r.StrSexpVector):
            return value[0] if len(value) == 1 else list(value)
        return self._array_from_r(value)

    def _array_from_r(self, vector: object) -> np.ndarray:
        # Not memoryview(): it drops a reference to None at each call, and
        # a process that has lost them all is ended by Python.
        return np.array(vector, dtype=np.float64, order="C")
