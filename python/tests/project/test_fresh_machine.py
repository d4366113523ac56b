"""scripts/fresh-machine.sh where it cannot run: left out, but not in CI."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from lockstep.files.paths import repository_root

SCRIPT = repository_root() / "scripts/fresh-machine.sh"


def _run(
    folder: Path, *arguments: str, user: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the script with bash alone on the path, and a user of a number."""
    (folder / "bash").symlink_to(str(shutil.which("bash")))
    identity = folder / "id"
    identity.write_text(f"#!/bin/sh\necho {user}\n", "utf-8")
    identity.chmod(0o755)
    return subprocess.run(
        [SCRIPT, *arguments],
        capture_output=True,
        text=True,
        env={"PATH": str(folder), **environment},
        timeout=60,
    )


CANNOT = pytest.mark.parametrize(
    ("user", "cure"),
    [
        (1000, f"this needs root; type: sudo {SCRIPT} trixie parity"),
        (
            0,
            "no debootstrap; type: apt-get install debootstrap util-linux git",
        ),
    ],
    ids=["without root", "without debootstrap"],
)


@CANNOT
def test_at_home_it_is_left_out(tmp_path: Path, user: int, cure: str) -> None:
    ended = _run(tmp_path, "trixie", "parity", user=user)
    assert ended.returncode == 0
    assert ended.stdout == f"fresh-machine: left out: {cure}\n"


@CANNOT
def test_in_ci_it_is_an_error(tmp_path: Path, user: int, cure: str) -> None:
    ended = _run(tmp_path, "trixie", "parity", user=user, CI="true")
    assert ended.returncode == 3
    assert ended.stderr == f"fresh-machine: {cure}\n"


def test_another_system_is_refused(tmp_path: Path) -> None:
    ended = _run(tmp_path, "sid")
    assert ended.returncode == 2
    assert ended.stderr == "fresh-machine: sid: choose bookworm or trixie\n"
