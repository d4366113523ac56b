"""Start a Python process of our own, at the other end of a pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection, Pipe

# The child knows the modules that its parent knows, and imports none of the
# parent's own: a script needs no guard, and may come from a pipe.
CODE = (
    "import sys; sys.path[:] = sys.argv[3:]; from importlib import "
    "import_module; getattr(import_module(sys.argv[1]), 'main')"
    "(int(sys.argv[2]))"
)


def start_child(
    module: str, environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], Connection]:
    """Run a module's `main(descriptor)` in a process of its own.

    Ctrl-C is the parent's to handle: the process has a session of its own.

    Parameters
    ----------
    module : str
        Its main makes a `Connection` of the descriptor.
    environment : mapping of str
        Variables that are added to the parent's, before any library loads.

    Returns
    -------
    process : Popen
    pipe : Connection
        It ends when the process does; the process is to end when it does.
    """
    pipe, other = Pipe()
    known = [os.path.abspath(folder) for folder in sys.path]
    number = other.fileno()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", CODE, module, str(number), *known],
            stdin=subprocess.DEVNULL,
            env={**os.environ, **environment},
            pass_fds=[number],
            start_new_session=True,
        )
    finally:
        other.close()
    return process, pipe
