"""Reach the Python port: a plain import, of any folder."""

from __future__ import annotations

import importlib
import inspect
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ...errors import PortFailure, PortUnavailable
from ...languages.python import Python
from ...traces.trace import Start, Trace
from ..environment import describe_blas, simd_features
from ..port import Reply, Request
from .adapter import HandOver, Stopped, Value
from .replies import refused

if TYPE_CHECKING:  # the package may be another folder's
    from firstprinciples import Case

LANGUAGE = Python()


class PythonAdapter:
    """Calls `firstprinciples`.

    Parameters
    ----------
    source : str, optional
        Folder that holds the package; the installed one by default.
    """

    def __init__(self, source: str | None = None) -> None:
        if source is not None:
            sys.path.insert(0, source)
            _forget("firstprinciples")
        try:
            self._port = importlib.import_module("firstprinciples")
        except Exception as error:
            raise PortUnavailable(
                f"cannot import firstprinciples: {error}"
            ) from error
        self._case: Case  # since it was opened

    def describe(self) -> dict[str, str]:
        """Name versions of Python, NumPy and its BLAS."""
        blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
        return {
            "language": f"Python {platform.python_version()}",
            "numpy": np.__version__,
            "blas": f"{blas['name']} {blas['version']}",
            "kernel": describe_blas("numpy") or blas["name"],
            "simd": ", ".join(simd_features()) or "none",
        }

    def open_case(self, file: Path) -> None:
        """Read a training case."""
        self._case = guarded(self._port.read_case, file)

    def train(
        self, n_steps: int, chunk_steps: int, hand_over: HandOver
    ) -> None:
        """Train by the port's own loop."""
        started = time.perf_counter()

        def give(trace: Trace) -> None:
            nonlocal started
            hand_over(trace, time.perf_counter() - started)
            started = time.perf_counter()

        guarded(
            self._port.train_case,
            *(self._case, 0, n_steps, None, None, chunk_steps, give),
        )

    def replay(
        self, first_step: int, starts: Start, intermediates: bool
    ) -> tuple[Trace, float]:
        """Replay a chunk of steps."""
        started = time.perf_counter()
        trace = guarded(
            self._port.replay_case,
            self._case,
            first_step,
            *starts,
            intermediates,
        )
        return trace, time.perf_counter() - started

    def call(self, requests: list[Request]) -> list[Reply]:
        """Call operations one after the other."""
        return [self._call_one(request) for request in requests]

    def _call_one(self, request: Request) -> Reply:
        function = getattr(self._port, request.operation, None)
        if function is None:
            return Reply({}, f"{request.operation} does not exist")
        try:
            arguments = [self._to_port(value) for value in request.arguments]
            started = time.perf_counter()
            value = function(*arguments)
        except Exception as error:
            return refused(LANGUAGE, str(error))
        seconds = time.perf_counter() - started
        values = value if len(request.returns) > 1 else (value,)
        named = zip(request.returns, values, strict=True)
        results = {name: _from_port(item) for name, item in named}
        return Reply(results, seconds=seconds)

    def _to_port(self, value: object) -> object:
        """Turn a network, optimizer, case or search into the port's."""
        if not isinstance(value, dict):
            return value
        fields = {name: self._to_port(item) for name, item in value.items()}
        port = self._port
        for key, maker, kind in (
            ("layer_sizes", port.new_network, port.Network),
            ("learning_rate", port.new_optimizer, port.Optimizer),
            ("batch_size", port.Case, port.Case),
            ("trials", port.Search, port.Search),
        ):
            if key in value and _fits(maker, fields):
                return _make(maker, kind, fields)
        return value

    def round_trip(self, value: Value) -> Value:
        """Give a value back."""
        return value

    def close(self) -> None:
        """Do nothing: the process ends with the adapter."""


def _forget(package: str) -> None:
    """Let the next import find the package in another folder."""
    for name in list(sys.modules):
        if name.split(".")[0] == package:
            del sys.modules[name]


def guarded(function: Callable[..., Value], *arguments: object) -> Value:
    """Call the port; an error of its own is a `PortFailure`."""
    try:
        return function(*arguments)
    except Stopped:
        raise
    except Exception as error:
        raise PortFailure(f"{type(error).__name__}: {error}") from error


def _fits(maker: Callable[..., object], fields: dict[str, object]) -> bool:
    """Whether a function takes these fields, and needs no others."""
    try:
        inspect.signature(maker).bind(**fields)
    except TypeError:
        return False
    return True


def _make(
    maker: Callable[..., object],
    kind: Callable[..., object],
    fields: dict[str, object],
) -> object:
    try:
        return maker(**fields)
    except ValueError:  # the operation itself is to refuse it
        return kind(**fields)


def _from_port(value: object) -> object:
    return asdict(value) if is_dataclass(value) else value  # type: ignore[arg-type]
