"""Run a stranger: python FOLDER NAME PORT_JSON CASE_FILE OUT_DIR."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from strangers.right import RIGHT
from strangers.wrong import WRONG
from strangers.wrong_networks import TANHS


def main() -> None:
    """Let the port of a name do what a case asks for."""
    name, port, case_file, out = sys.argv[1:]
    made = {**RIGHT, **WRONG, **TANHS}[name]
    with np.errstate(all="ignore"):
        made(Path(case_file)).main(Path(out))
    shutil.copy(port, Path(out) / "trace.json")


if __name__ == "__main__":
    main()
