"""A machine that lacks something: a clear end, and no divergence of a port."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import COMMAND, LONG, lockstep
from own_case import FIELDS, make_folder, written

PORTS = "python,r,octave" if LONG else "python"
ASKED = ("run", "softmax-ties", "gate_or-2x1_sigmoid-gd", f"--ports={PORTS}")
# What is said before Python has begun is Python's own.
LIMITS = {
    "20 open files": "ulimit -n 20",
    "64 open files": "ulimit -n 64",
    "100 MB of memory": "ulimit -v 100000",
    "400 MB of memory": "ulimit -v 400000",
    "files of 1 KB": "ulimit -f 1",
}
if LONG:
    LIMITS |= {
        **{f"{n} open files": f"ulimit -n {n}" for n in range(4, 64, 3)},
        **{
            f"{n} MB of memory": f"ulimit -v {n * 1000}"
            for n in (50, 150, 200, 260, 300, 600, 800, 1200, 2000)
        },
    }


def assert_clear(
    ended: subprocess.CompletedProcess[str], file: Path, *codes: int
) -> None:
    """One of the documented ends, in words; the file is absent or valid."""
    said = ended.stdout + ended.stderr
    assert ended.returncode in codes, (ended.returncode, said)
    if ended.returncode:
        assert ended.stderr.strip() or "error" in ended.stdout
    if ended.returncode in (2, 4):
        assert ended.stderr.splitlines()[-1].startswith("lockstep: "), said
    if file.exists():
        found = json.loads(file.read_text())
        assert (found["verdict"] == "equal") == (ended.returncode == 0)
        assert sum(run["verdict"] == "diverged" for run in found["runs"]) == 0


@pytest.mark.parametrize("what", LIMITS)
def test_little_of_something(tmp_path: Path, what: str) -> None:
    if not can_begin(LIMITS[what]):
        pytest.skip("Python itself does not begin")
    file = tmp_path / "out.json"
    ended = lockstep(*ASKED, f"--json={file}", before=LIMITS[what])
    assert_clear(ended, file, 0, 3, 4)


def can_begin(before: str) -> bool:
    """Whether Python begins, and finds our first line."""
    words = [COMMAND[0], "-c", "import lockstep.console.endings"]
    shell = ["bash", "-c", f'{before}; exec "$@"', "bash", *words]
    return subprocess.run(shell, capture_output=True).returncode == 0


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB that is full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    is_mounted = (
        shutil.which("mount") is not None
        and subprocess.run(mount, capture_output=True).returncode == 0
    )
    if not is_mounted:
        pytest.skip("only root may mount a small disk")
    (disk / "out.json").write_text("{}")
    with (disk / "rest").open("wb", buffering=0) as rest:
        try:
            while True:
                rest.write(bytes(4096))
        except OSError:
            pass
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_for_the_results(full: Path) -> None:
    for name in ("out.json", "other.json"):
        ended = lockstep(*ASKED, f"--json={full / name}")
        assert ended.returncode == 4, ended.stderr
        assert "No space left on device" in ended.stderr
        assert "equal" in ended.stdout
    assert json.loads((full / "out.json").read_text()) == {}
    assert sorted(os.listdir(full)) == ["out.json", "rest"]


def test_a_full_disk_for_temporary_files(full: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    ports = "python,r,octave" if LONG else "python,r"
    ended = lockstep(
        *(*ASKED[:-1], f"--ports={ports}", f"--json={file}"),
        TMPDIR=str(full),
    )
    assert_clear(ended, file, 0, 3, 4)
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "changes",
    [
        {"HOME": "/nowhere", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""},
        {"LC_ALL": "C"},
        {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
        {"LC_ALL": "no_SUCH.locale"},
        {"TMPDIR": "/proc"},
    ],
    ids=str,
)
def test_an_unusual_environment_changes_no_verdict(
    tmp_path: Path, changes: dict[str, str]
) -> None:
    file = tmp_path / "out.json"
    ended = lockstep(*ASKED, f"--json={file}", folder=Path("/proc"), **changes)
    assert_clear(ended, file, 0)
    assert json.loads(file.read_text())["verdict"] == "equal"


@pytest.mark.parametrize("name", ["é", "日本 \u2019s"])
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_a_folder_of_any_name_is_found_by_every_language(
    tmp_path: Path, name: str, locale: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    written(make_folder(folder), FIELDS)
    ended = lockstep("run", "own.json", folder=folder, LC_ALL=locale)
    assert ended.returncode == 0, ended.stdout


def test_a_folder_that_nobody_may_write_to() -> None:
    ended = lockstep(*ASKED, "--json=/proc/out.json")
    assert ended.returncode in (2, 4)
    assert "cannot write /proc/out.json" in ended.stderr
