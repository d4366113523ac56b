"""A port that means harm: FAULT CASE_FILE OUT_DIR; numbers are zeros."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__)
META = HERE.parents[3] / "parity_tests" / "meta" / "wrong"
CAPABILITIES = ["relu", "softmax", "categorical_cross_entropy"]
CAPABILITIES += ["gradient_descent"]
LASTING = "import time; time.sleep(600)"
CUTTING = """
import os, sys, time
time.sleep(1)
for _ in range(400):
    time.sleep(0.01)
    try:
        os.truncate(sys.argv[1], 100)
    except OSError:
        pass
"""


def described(folder: Path, fault: str, **changes: Any) -> Path:
    """Write port.json of the port with a fault."""
    fields = {
        "name": "hostile",
        "language": "Python",
        "version": "1.0",
        "level": 2,
        "command": ["{python}", str(HERE), fault],
        "capabilities": CAPABILITIES,
        **changes,
    }
    place = folder / "port"
    place.mkdir(exist_ok=True)
    file = place / "port.json"
    file.write_text(json.dumps(fields))
    return file


def _apart(code: str, *arguments: str, clean: bool = False) -> None:
    """Start a process in a session of its own, and leave it."""
    subprocess.Popen(
        [sys.executable, "-c", code, *arguments, "hostile_port.py"],
        start_new_session=True,
        env={} if clean else None,
    )


def main() -> None:
    """Do harm."""
    fault, case, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if fault == "hang_elsewhere":
        _apart(LASTING)
    if fault.startswith("hang"):
        time.sleep(600)
    sys.path.insert(0, str(META))
    from file_port import write_all

    fields = json.loads(case.read_text())
    write_all(fields, out)
    (out / "trace.json").write_text(
        json.dumps(
            {
                "name": "hostile",
                "language": "Python",
                "version": "1.0",
                "level": 2,
            }
        )
    )
    if fault == "brackets":
        (out / "trace.json").write_text("[" * 100_000)
    elif fault == "out_removed":
        shutil.rmtree(out)
    elif fault == "out_a_file":
        shutil.rmtree(out)
        out.write_text("no folder")
    elif fault == "cut_later":
        _apart(CUTTING, str(out / "W1.npy"))
    elif fault == "cut_later_unseen":
        _apart(CUTTING, str(out / "W1.npy"), clean=True)
    elif fault == "left_behind":
        _apart(LASTING)
    elif fault == "extras":
        (out / "W9.npy").write_text("no array")
        (out / "notes.npy").write_text("no array")
    elif fault == "escapes":
        sys.exit("\x1b[31m\x1b]0;owned\x07\x1b[2J red \u202e desrever")
    elif fault == "trace_a_link":
        os.remove(out / "trace.json")
        (out / "trace.json").symlink_to("/etc/hostname")


if __name__ == "__main__":
    main()
