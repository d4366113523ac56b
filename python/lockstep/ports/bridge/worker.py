"""The process that hosts one port: a loop that answers the judge's calls.

Whatever the language prints goes to a log file, whatever it breaks stays
in this process.
"""

from __future__ import annotations

import importlib
import os
import signal
import tempfile
from multiprocessing.connection import Connection
from typing import Any

from ..port import Adapter, PortFailure, PortSpec, PortUnavailable

LOG_NAME = "output.log"


def serve(connection: Connection, spec: PortSpec, folder: str) -> None:
    """Start an adapter and answer calls until the judge hangs up.

    Parameters
    ----------
    connection : Connection
        Receives (method, arguments); sends ("ok", value), ("failure",
        message) or ("unavailable", message).
    spec : PortSpec
    folder : str
        The port's own: for temporary files, and for a log that receives
        standard output and standard error.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _redirect_output(os.path.join(folder, LOG_NAME))
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    adapter: Adapter | None = None
    try:
        adapter = _start(spec)
        connection.send(("ok", None))
        while True:
            method, arguments = connection.recv()
            connection.send(_answer(adapter, method, arguments))
    except (EOFError, BrokenPipeError):
        pass
    except PortUnavailable as error:
        connection.send(("unavailable", str(error)))
    finally:
        if adapter is not None:
            adapter.close()


def _start(spec: PortSpec) -> Adapter:
    module, name = spec.adapter.split(":")
    try:
        return getattr(importlib.import_module(module), name)(**spec.options)
    except PortUnavailable:
        raise
    except Exception as error:
        raise PortUnavailable(f"{type(error).__name__}: {error}") from error


def _answer(
    adapter: Adapter, method: str, arguments: tuple[Any, ...]
) -> tuple[str, Any]:
    try:
        return "ok", getattr(adapter, method)(*arguments)
    except PortFailure as error:
        return "failure", str(error)
    except Exception as error:
        return "unavailable", f"{type(error).__name__}: {error}"


def _redirect_output(log_file: str) -> None:
    target = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
