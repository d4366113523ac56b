"""Where the command line begins: nothing is loaded before signals are heard."""

from __future__ import annotations

import os
import sys

from .console.endings import STOP, early_ending


def main() -> None:
    """Load the command line and run it."""
    _open_what_is_closed()
    STOP.listen()
    try:
        from .cli import main as command
    except BaseException as error:
        sys.exit(early_ending(error))
    command()


def _open_what_is_closed() -> None:
    """Give /dev/null a number below 3 that is free: no file may take it."""
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(number, True)
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nowhere)  # as long as the process lives


if __name__ == "__main__":
    main()
