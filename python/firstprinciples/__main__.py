"""python -m firstprinciples CASE_FILE OUT_DIR: be a port of Lockstep."""

from __future__ import annotations

import sys
from pathlib import Path

from .port import run_port

USAGE = "usage: python -m firstprinciples CASE_FILE OUT_DIR"


def main() -> None:
    """Do the task of a case file."""
    if len(sys.argv) != 3:
        sys.exit(USAGE)
    try:
        case_file, output_folder = sys.argv[1:]
        here = Path(__file__)
        run_port(case_file, output_folder, here.with_name("port.json"))
    except (ValueError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
