"""Where the repository and its fixtures are."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import InputError


def repository_root() -> Path:
    """Folder that holds python/, r/, octave/, docs/ and fixtures/.

    A clone of the repository; else what an installation brought along.
    """
    here = Path(__file__).resolve()
    clone = here.parents[3]
    is_clone = (clone / "fixtures" / "contract.json").is_file()
    return clone if is_clone else here.parents[1] / "bundled"


def fixtures_root() -> Path:
    """Folder of the fixtures: $LOCKSTEP_FIXTURES, or the repository's.

    Raises
    ------
    InputError
        If there are no fixtures.
    """
    chosen = os.environ.get("LOCKSTEP_FIXTURES")
    root = Path(chosen).resolve() if chosen else repository_root() / "fixtures"
    if not (root / "contract.json").is_file():
        raise InputError(
            f"{root}: no fixtures here; set LOCKSTEP_FIXTURES to the folder "
            "that holds contract.json"
        )
    return root
