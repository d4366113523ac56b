"""Where the repository and its fixtures are."""

from __future__ import annotations

import os
from pathlib import Path


def repository_root() -> Path:
    """Folder that holds python/, r/, octave/ and fixtures/."""
    return Path(__file__).resolve().parents[2]


def fixtures_root() -> Path:
    """Folder of the fixtures: $LOCKSTEP_FIXTURES, or the repository's."""
    chosen = os.environ.get("LOCKSTEP_FIXTURES")
    return Path(chosen) if chosen else repository_root() / "fixtures"
