"""What every result must name: machine, versions, threads."""

from __future__ import annotations

import datetime
import platform
import sys
from typing import Any

import numpy as np

from .paths import fixtures_root


def fixtures_version() -> str:
    """Version of the fixtures in use."""
    return (fixtures_root() / "VERSION").read_text("utf-8").strip()


def describe_machine() -> dict[str, Any]:
    """Machine, operating system and the judge's own Python."""
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).isoformat(
            timespec="seconds"
        ),
        "platform": platform.platform(),
        "machine": platform.machine(),
        "simd": _simd_features(),
        "python": platform.python_version(),
        "executable": sys.executable,
        "numpy": np.__version__,
        "threads": 1,
    }


def _simd_features() -> list[str]:
    """Processor features that NumPy uses: they decide the bits of exp."""
    config = np.show_config(mode="dicts")
    return list(config.get("SIMD Extensions", {}).get("found", []))
