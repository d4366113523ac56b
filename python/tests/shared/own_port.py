"""A port of a test's own: a Python program and its port.json."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def write_port(folder: Path, program: str, level: int) -> Path:
    """Write a port that claims everything up to a level; its port.json."""
    (folder / "port.py").write_text(program)
    port = {
        "name": "python",
        "language": "Python",
        "version": "0.1.0",
        "level": level,
        "command": [sys.executable, "{folder}/port.py"],
        "capabilities": ["*"],
    }
    file = folder / "port.json"
    file.write_text(json.dumps(port))
    return file
