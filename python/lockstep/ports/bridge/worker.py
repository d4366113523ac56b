"""The process that hosts one port: a loop that answers the judge's calls.

Whatever the language prints goes to a log file, whatever it breaks stays
in this process.
"""

from __future__ import annotations

import importlib
import os
import signal
import tempfile
from functools import partial
from multiprocessing.connection import Connection

from ...errors import PortFailure, PortUnavailable
from ...traces.trace import Trace
from ..port import MachineLacks
from .adapter import Adapter, Stopped

LOG_NAME = "output.log"
STOP = "stop"


def main(descriptor: int) -> None:
    """Start an adapter and answer calls until the judge hangs up.

    Parameters
    ----------
    descriptor : int
        Of the pipe.  It brings the name of the adapter, its options and the
        port's own folder, which is for temporary files and for a log of all
        output; then (method, arguments) again and again.  It takes back
        ("ok", value), or one of "failure", "lacks" and "unavailable" with a
        message.  "train" gives ("chunk", (trace, seconds)) again and again
        before, and ends early when STOP is sent.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    adapter: Adapter | None = None
    try:
        name, options, folder = connection.recv()
        _redirect_output(os.path.join(folder, LOG_NAME))
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        adapter = _start(name, options)
        connection.send(("ok", None))
        while True:
            method, arguments = connection.recv()
            if method == "train":
                arguments += (partial(_hand_over, connection),)
            if method != STOP:  # a run that has ended by itself
                connection.send(_answer(adapter, method, arguments))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass
    except PortUnavailable as error:
        connection.send(("unavailable", str(error)))
    finally:
        if adapter is not None:
            adapter.close()


def _hand_over(connection: Connection, trace: Trace, seconds: float) -> None:
    """Give the judge a chunk of a run, unless it has seen enough."""
    if connection.poll():
        raise Stopped
    connection.send(("chunk", (trace, seconds)))


def _start(name: str, options: dict[str, object]) -> Adapter:
    module, kind = name.split(":")
    try:
        adapter: Adapter = getattr(importlib.import_module(module), kind)(
            **options
        )
    except PortUnavailable:
        raise
    except Exception as error:
        raise PortUnavailable(f"{type(error).__name__}: {error}") from error
    return adapter


def _answer(
    adapter: Adapter, method: str, arguments: tuple[object, ...]
) -> tuple[str, object]:
    try:
        return "ok", getattr(adapter, method)(*arguments)
    except Stopped:
        return "ok", None
    except PortFailure as error:
        return "failure", str(error)
    except MachineLacks as error:
        return "lacks", str(error)
    except PortUnavailable as error:
        return "unavailable", str(error)
    except Exception as error:
        return "unavailable", f"{type(error).__name__}: {error}"


def _redirect_output(log_file: str) -> None:
    target = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
