"""Where the command line begins: nothing is loaded before signals are heard."""

from __future__ import annotations

import sys

from .console.endings import STOP, early_ending


def main() -> None:
    """Load the command line and run it."""
    STOP.listen()
    try:
        from .cli import main as command
    except BaseException as error:
        sys.exit(early_ending(error))
    command()


if __name__ == "__main__":
    main()
