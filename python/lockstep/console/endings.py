"""How a command ends: its exit codes, and the signals that end it early.

It imports nothing that takes time: Ctrl-C may come before all else is there.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import Final

from ..files.plain_text import one_line

EXIT_EQUAL, EXIT_DIVERGED, EXIT_BAD_INPUT, EXIT_NOT_RUN = 0, 1, 2, 3
EXIT_JUDGE_FAILED = 4  # says nothing of any port
EXIT_STOPPED = 130  # by Ctrl-C
EXIT_SIGNALLED = 128  # and the signal's number, as shells have it
EXIT_NOT_READ = EXIT_SIGNALLED + 13  # as by SIGPIPE, which is silent
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
AT_ONCE = 3  # signals after which nothing is waited for


class Signalled(KeyboardInterrupt):
    """A signal came.

    A class of its own: Python ends itself by SIGINT, whatever is caught, if
    the very KeyboardInterrupt has left a text that `exec` was given, as
    dataclasses do when they are loaded.
    """


class Stop:
    """What asked the command to end, if anything did.

    The first signal ends it in good order, the second one ends its ports at
    once, the third one ends all of it at once.

    Attributes
    ----------
    number : int
        Of the first signal; 0 if there was none.
    is_loading : bool
        Nothing has begun, and what is being loaded may swallow an exception.
    """

    def __init__(self) -> None:
        self.number = 0
        self.is_loading = True
        self._count = 0

    @property
    def exit_code(self) -> int:
        """What tells a shell of the signal."""
        return EXIT_SIGNALLED + self.number

    def listen(self) -> None:
        """Hear signals from now on, but those that a parent has ignored."""
        for name in SIGNALS:
            number = getattr(signal, name, None)  # Windows lacks some
            if number and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self._count += 1
        self.number = self.number or number
        if self.is_loading:
            os.write(2, b"lockstep: stopped\n")
            os._exit(self.exit_code)
        if self._count == 1:
            raise Signalled
        self._end_ports()
        if self._count >= AT_ONCE:
            os.write(2, b"lockstep: stopped at once\n")
            os._exit(self.exit_code)

    def deafen(self) -> None:
        """Hear nothing more: Python forgets our handlers while it ends."""
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number:
                signal.signal(number, signal.SIG_IGN)

    def check(self) -> None:
        """Raise what a signal raised, if something has swallowed it."""
        if self.number:
            raise Signalled

    def _end_ports(self) -> None:
        from ..files.guard import end_ports

        end_ports()


STOP: Final = Stop()


def say(message: str) -> None:
    """Print one line on the screen that errors go to, if there is one."""
    line = f"lockstep: {one_line(message)}"
    try:
        if sys.stderr.isatty():
            line = f"\x1b[31m{line}\x1b[0m"
        print(line, file=sys.stderr, flush=True)
    except OSError:
        return


def early_ending(error: BaseException) -> int:
    """Tell why the command line could not even be loaded.

    Returns
    -------
    int
        Exit code.
    """
    if STOP.number:
        say("stopped")
        return STOP.exit_code
    say(f"cannot start: {type(error).__name__}: {error}")
    return EXIT_JUDGE_FAILED
